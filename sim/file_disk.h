#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "disk_fate.h"

namespace motcua::sim {

// Uploads and the register of erasures, real files under a real directory, made to forget as a disk does: the
// program's write, fsync, rename, unlink and mkdir below `root` pass through here (the linker's --wrap).
// Contents not synced may be torn at a power cut, names in folders not synced may be as they were. One at a
// time.
class FileDisk {
 public:
  FileDisk(std::filesystem::path root, DiskFate& fate, Random& random);
  ~FileDisk();
  FileDisk(const FileDisk&) = delete;
  FileDisk& operator=(const FileDisk&) = delete;

  void cut_power();
  // The process alone died.
  void forget_pending();

  static FileDisk* of(const std::string& path);  // null: not below a root
  // Each returns 0, or the errno that the program shall see.
  int before(bool& proceeds);
  void writing(const std::string& path);
  void synced(const std::string& path);
  void renamed(const std::string& from, const std::string& to);
  void unlinking(const std::string& path);
  void made(const std::string& path);

 private:
  // A change of names that is undone at a power cut unless its folder was synced.
  struct Naming {
    enum class Kind { rename, unlink, mkdir } kind;
    std::string from, to;  // `to` lies in the folder that decides
    std::string content;   // of what was unlinked
  };
  void undo(const Naming& naming);

  std::string root_;
  DiskFate& fate_;
  Random& random_;
  std::map<std::string, std::uint64_t> torn_;  // written and not synced: the size that is certain
  std::vector<Naming> pending_;
};

}  // namespace motcua::sim
