#include "store/testing/temporary_directory.h"

#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <filesystem>

#include "base/text.h"

namespace motcua::store {

namespace fs = std::filesystem;

namespace {
bool is_dead(long long process) { return ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH; }

void remove_leftovers(const fs::path& parent, const std::string& prefix) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix + "-")) continue;
    const auto process = parse_integer(std::string_view(name).substr(prefix.size() + 1));
    if (process && *process > 0 && is_dead(*process)) fs::remove_all(entry.path(), error);
  }
}
}  // namespace

TemporaryDirectory::TemporaryDirectory(const std::string& prefix) : owner_(::getpid()) {
  const fs::path parent = fs::temp_directory_path();
  remove_leftovers(parent, prefix);
  path_ = (parent / (prefix + "-" + std::to_string(owner_))).string();
  fs::remove_all(path_);
  fs::create_directory(path_);
  fs::permissions(path_, fs::perms::owner_all);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code error;
  if (::getpid() == owner_) fs::remove_all(path_, error);
}

}  // namespace motcua::store
