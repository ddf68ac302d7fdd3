#pragma once
#include <string>

#include "motcua/commands.h"

// Keeping an installation safe, and moving it. Each returns the exit code: 0, 1 for a problem found.
namespace motcua::app {

struct BackupOptions {
  StoreChoice choice;
  std::string directory;
  int keep = 0;  // snapshots; 0 = all
  bool without_keys = false;
  bool json = false;
};
// A snapshot of database, files and keys as they belong together, beside a running server or without one.
// Files that an earlier snapshot has are not copied again. 1 when a file that the database names is missing
// or damaged; the snapshot holds the rest and says so.
int backup(const BackupOptions& options, std::ostream& out, std::ostream& err);

struct RestoreOptions {
  StoreChoice choice;
  std::string directory;
  std::string at;                     // name of the snapshot; "" = the newest
  std::string erasures;               // the register of the installation that was lost
  std::string key;                    // of a backup without keys: the file installation.key
  std::int64_t skip_numbers = 5'000;  // of today, in each series
};
// Into an empty place, from either engine to either. Erases again who was erased since, ends all sessions,
// leaves out numbers that the lost installation may have given today, and verifies.
int restore(const RestoreOptions& options, std::ostream& out, std::ostream& err);

// Brings the schema up to this program's; with `to`, moves a SQLite installation to the PostgreSQL there.
int migrate(const StoreChoice& choice, const std::string& to, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
