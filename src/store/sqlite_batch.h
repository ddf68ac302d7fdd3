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
};

// What happens to commands that share one transaction, on whichever thread calls: the connection is written
// by nobody else.
class SqliteBatches {
 public:
  using Batch = std::vector<SqliteJob*>;

  explicit SqliteBatches(const std::string& file) : connection_(file, SqliteMode::writer) {}

  // All in one transaction; what is committed is on disk on return. A savepoint costs each command a tenth of
  // its time, so there are none at first: when one of several wrote something and must be undone, all run
  // again with a savepoint each. When the transaction is lost each runs again in one of its own. Returns how
  // often all ran again.
  int run(const Batch& batch);

  // To be called after each run, when its jobs have been answered, and in idle moments.
  void keep_log_short(bool idle);
  void checkpoint_and_truncate() { connection_.checkpoint_and_truncate(); }
  int wal_pages() const { return connection_.wal_pages(); }
  const CommitTimes& times() const { return times_; }  // from any thread

 private:
  enum class Undo { whole_transaction, to_savepoint };
  struct OneMustBeUndone {};

  bool begin(const Batch& batch);
  void commit(const Batch& batch);
  int run_with_savepoints(const Batch& batch);
  int run_apart(const Batch& batch);
  void attempt(SqliteJob& job, Undo undo);
  void obey(SqliteJob& job);
  void abandon();

  SqliteConnection connection_;
  CommitTimes times_;
  int pages_at_checkpoint_ = 0;
  int careful_batches_ = 0;  // still to run with savepoints, since one was undone lately
};

}  // namespace motcua::store
