#include "motcua/testing/small_disk.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace motcua::app {

namespace fs = std::filesystem;

SmallDisk::SmallDisk(std::string directory, std::size_t megabytes) : directory_(std::move(directory)) {
  fs::create_directories(directory_);
  const std::string size = "size=" + std::to_string(megabytes) + "m,mode=0755";
  if (::mount("tmpfs", directory_.c_str(), "tmpfs", 0, size.c_str()) != 0)
    throw std::runtime_error("cannot mount " + directory_ + ": " + std::strerror(errno));
}

SmallDisk::~SmallDisk() {
  if (::umount2(directory_.c_str(), MNT_DETACH) == 0) ::rmdir(directory_.c_str());
}

bool SmallDisk::possible() {
  const std::string place =
      (fs::temp_directory_path() / ("motcua-mount-" + std::to_string(::getpid()))).string();
  try {
    const SmallDisk disk(place, 1);
    return true;
  } catch (const std::exception&) {
    std::error_code ignored;
    fs::remove(place, ignored);
    return false;
  }
}

void SmallDisk::fill(std::size_t bytes_left) {
  const int file = ::open(filler().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot fill " + directory_);
  const std::vector<char> block(4096, 'x');
  const auto left = [&] {
    struct statvfs facts {};
    return ::fstatvfs(file, &facts) == 0 ? facts.f_bavail * facts.f_bsize : 0;
  };
  while (left() > bytes_left && ::write(file, block.data(), block.size()) > 0) {
  }
  ::close(file);
}

void SmallDisk::free_all() { fs::remove(filler()); }

}  // namespace motcua::app
