#pragma once
#include "crash_disk.h"

namespace motcua::sim {

// Makes `disk` the place where SQLite keeps its files, for as long as this object lives: the program opens
// its store as always. One at a time, one thread.
class SqliteVfs {
 public:
  explicit SqliteVfs(CrashDisk& disk);
  ~SqliteVfs();
  SqliteVfs(const SqliteVfs&) = delete;
  SqliteVfs& operator=(const SqliteVfs&) = delete;
};

}  // namespace motcua::sim
