#include "file_disk.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "base/check.h"

namespace motcua::sim {
namespace {

namespace fs = std::filesystem;

FileDisk* the_one = nullptr;

std::string path_of(int descriptor) {
  std::error_code error;
  return fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error).string();
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string folder_of(const std::string& path) { return fs::path(path).parent_path().string(); }

}  // namespace

FileDisk::FileDisk(fs::path root, DiskFate& fate, Random& random)
    : root_(root.string() + "/"), fate_(fate), random_(random) {
  CHECK(the_one == nullptr);
  the_one = this;
}
FileDisk::~FileDisk() { the_one = nullptr; }

FileDisk* FileDisk::of(const std::string& path) {
  return the_one != nullptr && (path + "/").starts_with(the_one->root_) ? the_one : nullptr;
}

int FileDisk::before(bool& proceeds) {
  const auto verdict = fate_.next();
  proceeds =
      verdict == DiskFate::Verdict::fine || (verdict == DiskFate::Verdict::dies && random_.below(2) == 0);
  return verdict == DiskFate::Verdict::fine ? 0 : verdict == DiskFate::Verdict::fails ? ENOSPC : EIO;
}

void FileDisk::writing(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  torn_.try_emplace(path, error ? 0 : size);
}

void FileDisk::synced(const std::string& path) {
  torn_.erase(path);
  std::erase_if(pending_, [&](const Naming& each) { return folder_of(each.to) == path; });
}

void FileDisk::renamed(const std::string& from, const std::string& to) {
  if (const auto torn = torn_.extract(from); !torn.empty()) torn_[to] = torn.mapped();
  pending_.push_back({Naming::Kind::rename, from, to, {}});
}
void FileDisk::unlinking(const std::string& path) {
  torn_.erase(path);
  pending_.push_back({Naming::Kind::unlink, "", path, content_of(path)});
}
void FileDisk::made(const std::string& path) { pending_.push_back({Naming::Kind::mkdir, "", path, {}}); }

void FileDisk::undo(const Naming& naming) {
  std::error_code error;
  switch (naming.kind) {
    case Naming::Kind::rename:
      fs::rename(naming.to, naming.from, error);
      break;
    case Naming::Kind::unlink:
      std::ofstream(naming.to, std::ios::binary) << naming.content;
      break;
    case Naming::Kind::mkdir:
      fs::remove_all(naming.to, error);
      break;
  }
}

void FileDisk::cut_power() {
  for (const auto& [path, certain] : torn_) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size < certain) continue;
    fs::resize_file(path, certain + random_.below(static_cast<std::uint32_t>(size - certain + 1)), error);
  }
  for (auto each = pending_.rbegin(); each != pending_.rend(); ++each) {
    if (random_.below(2) == 0) undo(*each);
  }
  forget_pending();
}

void FileDisk::forget_pending() {
  torn_.clear();
  pending_.clear();
}

}  // namespace motcua::sim

// The program's own calls come here first.
extern "C" {
ssize_t __real_write(int descriptor, const void* from, size_t size);
int __real_fsync(int descriptor);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_mkdir(const char* path, mode_t mode);

ssize_t __wrap_write(int descriptor, const void* from, size_t size) {
  const std::string path = motcua::sim::path_of(descriptor);
  auto* disk = motcua::sim::FileDisk::of(path);
  if (disk == nullptr) return __real_write(descriptor, from, size);
  bool proceeds = false;
  const int error = disk->before(proceeds);
  if (proceeds) {
    disk->writing(path);
    const ssize_t written = __real_write(descriptor, from, size);
    if (error == 0) return written;
  }
  errno = error;
  return -1;
}

int __wrap_fsync(int descriptor) {
  const std::string path = motcua::sim::path_of(descriptor);
  auto* disk = motcua::sim::FileDisk::of(path);
  if (disk == nullptr) return __real_fsync(descriptor);
  bool proceeds = false;
  const int error = disk->before(proceeds);
  if (proceeds) disk->synced(path);
  errno = error;
  return error == 0 ? 0 : -1;
}

int __wrap_rename(const char* from, const char* to) {
  auto* disk = motcua::sim::FileDisk::of(to);
  if (disk == nullptr) return __real_rename(from, to);
  bool proceeds = false;
  const int error = disk->before(proceeds);
  if (proceeds && __real_rename(from, to) == 0) disk->renamed(from, to);
  errno = error;
  return error == 0 ? 0 : -1;
}

int __wrap_unlink(const char* path) {
  auto* disk = motcua::sim::FileDisk::of(path);
  if (disk == nullptr) return __real_unlink(path);
  if (::access(path, F_OK) != 0) return __real_unlink(path);  // says ENOENT
  bool proceeds = false;
  const int error = disk->before(proceeds);
  if (proceeds) {
    disk->unlinking(path);
    __real_unlink(path);
  }
  errno = error;
  return error == 0 ? 0 : -1;
}

int __wrap_mkdir(const char* path, mode_t mode) {
  auto* disk = motcua::sim::FileDisk::of(path);
  if (disk == nullptr || ::access(path, F_OK) == 0) return __real_mkdir(path, mode);
  bool proceeds = false;
  const int error = disk->before(proceeds);
  if (proceeds && __real_mkdir(path, mode) == 0) disk->made(path);
  errno = error;
  return error == 0 ? 0 : -1;
}
}
