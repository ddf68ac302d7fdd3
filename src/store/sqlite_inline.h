#pragma once
#include <functional>
#include <string>

#include "store/sqlite_batch.h"

namespace motcua::store {

// Writes on the caller's thread, a transaction for each command: what the simulation uses in place of
// SqliteWriter, so that one seed gives one history. Commands, commits and checkpoints are the same code.
class SqliteInline {
 public:
  explicit SqliteInline(const std::string& file) : batches_(file) {}
  ~SqliteInline() { batches_.checkpoint_and_truncate(); }
  SqliteInline(const SqliteInline&) = delete;
  SqliteInline& operator=(const SqliteInline&) = delete;

  // Returns when the command is durable or rolled back; rethrows what it threw.
  void write(const std::function<bool(Writer&)>& command);
  int wal_pages() const { return batches_.wal_pages(); }

 private:
  SqliteBatches batches_;
};

}  // namespace motcua::store
