#pragma once
#include <string>
#include <vector>

#include "floor.h"
#include "load.h"
#include "program.h"

namespace motcua::bench {

struct Settings {
  std::string program, scratch, date, revision, out;
  int seconds = 15, warm_up = 3, rounds = 3, connections = 64;
};

// One time of filing and its floor.
struct Round {
  Measured filing;
  Floor floor;
  double batch_mean = 0;
  double program_cpu_seconds = 0;  // for one request
  double writer_cpu_seconds = 0;   // of it, in the thread that writes
  double foreign_cores = 0;        // taken by other programs meanwhile
  double floor_foreign_cores = 0;  // and during the floor
  Usage usage;
  std::size_t dossiers = 0;

  double ratio() const { return filing.per_second() / floor.per_second; }
};

struct Results {
  std::vector<Round> rounds;  // in the order of their ratios
  Measured tracking, home, receipt;
};

// Markdown: one table, then the conditions.
std::string report(const Settings& settings, const Results& results);

}  // namespace motcua::bench
