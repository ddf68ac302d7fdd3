#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "crash_disk.h"
#include "file_disk.h"
#include "office.h"
#include "sqlite_vfs.h"

namespace motcua::sim {

// What every seed begins from: a directory with a key, a database with the shipped catalogue and the staff.
// Made once for all seeds of a process, the same in every process.
struct Template {
  std::string directory;  // real; its blobs/ belong to the running seed
  CrashDisk::Image image;
  std::vector<Official> staff;
  int communes = 0;

  Template(std::string where, int communes);
  ~Template();
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;
};

// Before all that a seed can live through, on a working day that the calendar knows.
Instant template_day();

app::ProgramOptions program_options(const std::string& directory);

}  // namespace motcua::sim
