#pragma once
// For tests only: a disk that can be filled to its last block and emptied again.
#include <string>

namespace motcua::app {

// A file system of its own in memory, mounted at `directory`. Needs the right to mount: see possible().
class SmallDisk {
 public:
  SmallDisk(std::string directory, std::size_t megabytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  static bool possible();

  // Leaves `bytes` free.
  void fill(std::size_t bytes_left = 0);
  void free_all();
  const std::string& path() const { return directory_; }

 private:
  std::string filler() const { return directory_ + "/filler"; }
  std::string directory_;
};

}  // namespace motcua::app
