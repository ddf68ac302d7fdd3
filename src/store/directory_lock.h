#pragma once
#include <string>

namespace motcua::store {

// DIR/motcua.lock held by flock as long as this object lives; the kernel frees it when the process dies.
class DirectoryLock {
 public:
  // Throws StoreFailed naming the process that holds it.
  explicit DirectoryLock(const std::string& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace motcua::store
