#pragma once
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "store/commit_times.h"
#include "store/sqlite_connection.h"

namespace motcua::store {

// One command on its way into the database. After SqliteBatches::run it is committed, or holds what it threw,
// or neither: then it wanted no commit.
struct SqliteJob {
  const std::function<bool(Writer&)>* command = nullptr;
  std::exception_ptr error = {};
  bool committed = false;
  SessionWriter::Actions actions = {};  // still to be run, when committed
};

// What happens to commands that share one transaction, on whichever thread calls: the connection is written
// by nobody else.
class SqliteBatches {
 public:
  using Batch = std::vector<SqliteJob*>;

  explicit SqliteBatches(const std::string& file) : connection_(file, SqliteMode::writer) {}

  // All in one transaction, each in a savepoint of its own; what is committed is on disk on return. When the
  // transaction is lost each runs again in one of its own. Returns how often that happened: 0 or 1.
  int run(const Batch& batch);

  // To be called after each run, when its jobs have been answered, and in idle moments.
  void keep_log_short(bool idle);
  void checkpoint_and_truncate() { connection_.checkpoint_and_truncate(); }
  int wal_pages() const { return connection_.wal_pages(); }
  const CommitTimes& times() const { return times_; }  // from any thread

 private:
  bool begin(const Batch& batch);
  void attempt(SqliteJob& job);
  void abandon();

  SqliteConnection connection_;
  CommitTimes times_;
  int pages_at_checkpoint_ = 0;
};

}  // namespace motcua::store
