#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "disk_fate.h"

namespace motcua::sim {

// Files in memory that forget as a disk does: what was written and not synced may be lost at a power cut,
// whole or in part, sector by sector and in any order. The SQLite file and its log live here.
class CrashDisk {
 public:
  struct File {
    std::string now;      // what running programs read
    std::string durable;  // what a power cut leaves in any case
    struct Change {
      std::uint64_t at = 0;
      std::string bytes;
      bool cuts = false;  // truncates to `at`
    };
    std::vector<Change> pending;  // in `now`, not certainly in `durable`
  };
  using FilePtr = std::shared_ptr<File>;
  enum class Outcome { done, failed };

  CrashDisk(DiskFate& fate, Random& random) : fate_(fate), random_(random) {}

  FilePtr open(const std::string& path, bool create);  // null: not there
  bool exists(const std::string& path) const { return files_.contains(path); }
  void remove(const std::string& path) { files_.erase(path); }
  Outcome write(File& file, std::uint64_t at, std::string_view bytes);
  Outcome cut(File& file, std::uint64_t size);
  Outcome sync(File& file);

  // The system dies with the process, or the process alone: then what it wrote is still there.
  void cut_power();

  // All of it as it is now, as if synced: the template that each seed begins from.
  using Image = std::map<std::string, std::string>;
  Image image() const;
  void restore(const Image& image);

  // A planted fault: the disk says it has synced and has not, once.
  void lie_at_sync(std::uint64_t which) { lies_in_ = which; }

 private:
  static void apply(std::string& content, const File::Change& change);
  void tear(std::string& content, const File::Change& change);
  Outcome change(File& file, File::Change change);

  DiskFate& fate_;
  Random& random_;
  std::uint64_t lies_in_ = 0;
  std::map<std::string, FilePtr> files_;
};

}  // namespace motcua::sim
