#pragma once
// For tests only: an office whose dossiers are backed up, lost and restored elsewhere.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "motcua/snapshot.h"
#include "motcua/testing/load.h"
#include "motcua/testing/office.h"

namespace motcua::app {

class KeptOffice : public Office {
 public:
  using Office::Office;

  // `motcua ARGUMENTS…`, without --data.
  int command(std::vector<std::string> arguments, std::string* output = nullptr,
              const std::function<void()>& prepare = {}) const;
  // Serves while clients act for as long as it takes to have `acts` answered.
  void work(Load& load, int acts);
  // Months of work and one use of everything that is kept: afterwards every table holds something.
  void use_everything();
  // One dossier through the counter, withdrawn again; its id.
  Uuid withdrawn();
  std::string backup() const { return directory() + "/backup"; }
  std::vector<std::string> snapshots() const { return snapshots_in(backup()); }
};

// An empty place for a restore, on either engine; arguments for restore and verify.
struct Elsewhere {
  Elsewhere(const store::EngineParam& engine, const std::string& directory);
  std::vector<std::string> with(std::vector<std::string> command) const;
  store::Options options() const;
  std::string data, database;
};

// Every table of the schema.
store::Digests everything(const store::Options& options);

// Names every table that holds nothing. What stands in workflow_move is folded within a second.
std::vector<std::string> empty_tables(const store::Digests& digests);

// What must be the same on both sides after a restore: events, private parts, keys, lookups and states.
store::Digests of_dossiers(const store::Options& options);

}  // namespace motcua::app
