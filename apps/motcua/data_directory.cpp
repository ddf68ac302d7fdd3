#include "motcua/data_directory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

// Whole or not at all, and on disk before anything is encrypted with it.
void write_private(const std::string& path, std::string_view content) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const bool written =
      file >= 0 && ::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
      ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!written)
    throw std::runtime_error(
        fmt::format("cannot write {}: check the disk and the rights of the directory", path));
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

bool DataDirectory::initialised() const { return fs::exists(key_file()); }

void DataDirectory::create(Random& random) const {
  if (initialised()) {
    throw std::runtime_error(fmt::format(
        "{} holds an installation already: choose another --data directory, or serve this one", path_));
  }
  std::error_code failed;
  fs::create_directories(path_ + "/keys", failed);
  if (!failed) fs::create_directories(blobs(), failed);
  if (failed) throw std::runtime_error(fmt::format("cannot make {}: {}", path_, failed.message()));
  fs::permissions(path_, fs::perms::owner_all);
  write_private(key_file(), to_hex(random.bytes(SecretKey::size)));
}

SecretKey DataDirectory::key() const {
  if (!initialised()) {
    throw std::runtime_error(
        fmt::format("{} holds no installation: run motcua init --data {} first", path_, path_));
  }
  const auto bytes = from_hex(trim(read(key_file())));
  if (!bytes || bytes->size() != SecretKey::size) {
    throw std::runtime_error(fmt::format("{} is damaged: restore it from the backup of keys/", key_file()));
  }
  return SecretKey(*bytes);
}

std::string DataDirectory::database() const { return std::string(trim(read(database_file()))); }

void DataDirectory::remember_database(const std::string& url) const {
  if (!url.empty()) write_private(database_file(), url);
}

}  // namespace motcua::app
