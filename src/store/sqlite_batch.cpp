#include "store/sqlite_batch.h"

#include "store/sql.h"

namespace motcua::store {

namespace {
// 2 MB of log. A checkpoint makes all who wait for a commit wait for the disk twice more: often and short
// costs no throughput and a third less at the 95th percentile than seldom and long (measured with 500, 1000
// and 4000).
constexpr int checkpoint_pages = 500;

void keep_error(const SqliteBatches::Batch& batch) {
  for (SqliteJob* job : batch) {
    job->committed = false;
    job->error = std::current_exception();
  }
}
}  // namespace

// When the transaction of several is lost, each runs again in one of its own: none may rest on what the
// others did before they were rolled back, and only the one at fault fails.
int SqliteBatches::run(const Batch& batch) {
  if (!begin(batch)) return 0;
  try {
    for (SqliteJob* job : batch) attempt(*job);
    times_.around(batch.size(), [&] { connection_.perform(sql::commit); });
    return 0;
  } catch (const StoreFailed&) {
    keep_error(batch);
    abandon();
  }
  if (batch.size() == 1) return 0;
  for (SqliteJob* job : batch) run({job});
  return 1;
}

bool SqliteBatches::begin(const Batch& batch) {
  try {
    connection_.perform(sql::begin_write);
    return true;
  } catch (const StoreFailed&) {
    keep_error(batch);
    return false;
  }
}

// Throws only when the transaction itself cannot go on; what the command threw is kept for its caller.
void SqliteBatches::attempt(SqliteJob& job) {
  job.error = nullptr;
  job.committed = false;
  connection_.perform(sql::savepoint);
  SessionWriter writer(connection_);
  try {
    job.committed = writer.obey(*job.command);
  } catch (const TransactionLost&) {
    throw;
  } catch (...) {
    job.error = std::current_exception();
  }
  job.actions = job.committed ? writer.take_actions() : SessionWriter::Actions{};
  if (!job.committed) connection_.perform(sql::rollback_to_savepoint);
  connection_.perform(sql::release_savepoint);
}

// If even ROLLBACK fails nothing more may be written, so the process ends and the log heals the file.
void SqliteBatches::abandon() {
  if (!connection_.in_transaction()) return;
  connection_.perform(sql::rollback);
}

// A log whose every page is in the file begins anew with the next commit, so its length falls then.
void SqliteBatches::keep_log_short(bool idle) {
  const int pages = connection_.wal_pages();
  if (pages < pages_at_checkpoint_) pages_at_checkpoint_ = 0;
  if (pages - pages_at_checkpoint_ < (idle ? 1 : checkpoint_pages)) return;
  connection_.checkpoint();
  pages_at_checkpoint_ = pages;
}

}  // namespace motcua::store
