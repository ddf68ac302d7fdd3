#include "store/directory_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

#include "store/store.h"

namespace motcua::store {

namespace {
// The number the holder wrote, for the message only.
std::string holder(int file) {
  char text[32] = {};
  const ssize_t size = ::pread(file, text, sizeof text - 1, 0);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string("unknown");
}
}  // namespace

DirectoryLock::DirectoryLock(const std::string& directory) {
  const std::string path = directory + "/motcua.lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) {
    throw StoreFailed(
        fmt::format("{} cannot be opened: {}. Give a data directory that this user may write to.", path,
                    std::strerror(errno)));
  }
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const std::string process = holder(file_);
    ::close(file_);
    throw StoreFailed(fmt::format(
        "{} is in use by another motcua (process {}). Stop that one first, or give another --data "
        "directory; verify can run beside it.",
        directory, process));
  }
  const std::string self = std::to_string(::getpid());
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, self.data(), self.size(), 0) < 0) {
    ::close(file_);
    throw StoreFailed(
        fmt::format("{} cannot be written: {}. Free some space on that disk.", path, std::strerror(errno)));
  }
}

DirectoryLock::~DirectoryLock() { ::close(file_); }

}  // namespace motcua::store
