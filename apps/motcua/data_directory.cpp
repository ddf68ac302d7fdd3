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

void DataDirectory::refuse_unfinished() const {
  if (!fs::exists(init_mark())) return;
  throw std::runtime_error(
      fmt::format("an init into {0} runs now or broke off: if none runs, remove {0} (and make its PostgreSQL "
                  "database anew, "
                  "if it has one), then run motcua init again",
                  path_));
}

void DataDirectory::create(Random& random) const {
  refuse_unfinished();
  if (initialised() || fs::exists(restore_mark())) {
    throw std::runtime_error(fmt::format(
        "{} holds an installation already: choose another --data directory, or serve this one", path_));
  }
  std::error_code failed;
  fs::create_directories(path_ + "/keys", failed);
  if (!failed) fs::create_directories(blobs(), failed);
  if (failed) throw std::runtime_error(fmt::format("cannot make {}: {}", path_, failed.message()));
  fs::permissions(path_, fs::perms::owner_all);
  fs::permissions(keys(), fs::perms::owner_all);
  if (purpose_ == For::making) write_private(init_mark(), "");
  write_private(key_file(), to_hex(random.bytes(SecretKey::size)));
}

void DataDirectory::finish() const {
  const int folder = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool finished = folder >= 0 && ::unlink(init_mark().c_str()) == 0 && ::fsync(folder) == 0;
  if (folder >= 0) ::close(folder);
  if (!finished)
    throw std::runtime_error(fmt::format("cannot remove {}: check the rights of its directory", init_mark()));
}

SecretKey DataDirectory::key() const {
  if (purpose_ == For::use) refuse_unfinished();
  if (fs::exists(restore_mark())) {
    throw std::runtime_error(fmt::format(
        "a restore into {} runs now or broke off: run motcua restore again, with the same arguments", path_));
  }
  if (!initialised()) {
    throw std::runtime_error(
        fmt::format("{} holds no installation: run motcua init --data {} first", path_, path_));
  }
  if (fs::exists(next_key_file())) {
    throw std::runtime_error(fmt::format(
        "a change of keys in {0} runs now or broke off: run motcua keys rotate --data {0}", path_));
  }
  return read_key(key_file());
}

SecretKey read_key(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) {
    throw std::runtime_error(fmt::format("{} is not there: restore it from the backup of keys/", path));
  }
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw std::runtime_error(
        fmt::format("{0} may be read by others (rights {1:04o}): chmod 600 {0}. If they could read it for "
                    "longer, change the key "
                    "with motcua keys rotate",
                    path, facts.st_mode & 07777U));
  }
  if (facts.st_uid != ::geteuid() && ::geteuid() != 0) {
    throw std::runtime_error(
        fmt::format("{0} belongs to another user: chown $(id -un) {0}, or run as its owner", path));
  }
  const auto bytes = from_hex(trim(read(path)));
  if (!bytes || bytes->size() != SecretKey::size) {
    throw std::runtime_error(fmt::format("{} is damaged: restore it from the backup of keys/", path));
  }
  return SecretKey(*bytes);
}

std::string DataDirectory::database() const { return std::string(trim(read(database_file()))); }

void DataDirectory::remember_database(const std::string& url) const {
  if (!url.empty()) replace_private(database_file(), url);
}

std::string draft_of(const std::string& path) { return path + ".new"; }

void replace_private(const std::string& path, std::string_view content) {
  const std::string fresh = draft_of(path);
  ::unlink(fresh.c_str());
  write_private(fresh, content);
  const int folder = ::open(fs::path(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool renamed = folder >= 0 && ::rename(fresh.c_str(), path.c_str()) == 0 && ::fsync(folder) == 0;
  if (folder >= 0) ::close(folder);
  if (!renamed)
    throw std::runtime_error(fmt::format("cannot write {}: check the rights of its directory", path));
}

}  // namespace motcua::app
