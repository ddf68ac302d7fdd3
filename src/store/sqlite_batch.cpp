#include "store/sqlite_batch.h"

#include "store/sql.h"

namespace motcua::store {

namespace {
// 2 MB of log. A checkpoint makes all who wait for a commit wait for the disk twice more: often and short
// costs no throughput and a third less at the 95th percentile than seldom and long (measured with 500, 1000
// and 4000).
constexpr int checkpoint_pages = 500;
// Where commands are undone one after the other, not every batch is to run twice.
constexpr int careful_batches = 16;

void keep_error(const SqliteBatches::Batch& batch) {
  for (SqliteJob* job : batch) {
    job->committed = false;
    job->error = std::current_exception();
  }
}
}  // namespace

int SqliteBatches::run(const Batch& batch) {
  if (careful_batches_ > 0 && batch.size() > 1) {
    --careful_batches_;
    return run_with_savepoints(batch);
  }
  if (!begin(batch)) return 0;
  try {
    for (SqliteJob* job : batch) attempt(*job, Undo::whole_transaction);
    commit(batch);
    return 0;
  } catch (const OneMustBeUndone&) {
    abandon();
    if (batch.size() == 1) return 0;
    careful_batches_ = careful_batches;
    return 1 + run_with_savepoints(batch);
  } catch (const StoreFailed&) {
    keep_error(batch);
    abandon();
  }
  return run_apart(batch);
}

int SqliteBatches::run_with_savepoints(const Batch& batch) {
  if (!begin(batch)) return 0;
  try {
    for (SqliteJob* job : batch) attempt(*job, Undo::to_savepoint);
    commit(batch);
    return 0;
  } catch (const StoreFailed&) {
    keep_error(batch);
    abandon();
  }
  return run_apart(batch);
}

// When the transaction of several is lost, each runs again in one of its own: none may rest on what the
// others did before they were rolled back, and only the one at fault fails.
int SqliteBatches::run_apart(const Batch& batch) {
  if (batch.size() == 1) return 0;
  for (SqliteJob* job : batch) run({job});
  return 1;
}

void SqliteBatches::commit(const Batch& batch) {
  times_.around(batch.size(), [&] { connection_.perform(sql::commit); });
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

// Throws only when the transaction itself cannot go on.
void SqliteBatches::attempt(SqliteJob& job, Undo undo) {
  const auto before = connection_.changes();
  if (undo == Undo::to_savepoint) connection_.perform(sql::savepoint);
  obey(job);
  if (undo == Undo::to_savepoint) {
    if (!job.committed) connection_.perform(sql::rollback_to_savepoint);
    connection_.perform(sql::release_savepoint);
  } else if (!job.committed && connection_.changes() != before) {
    throw OneMustBeUndone();
  }
}

// What the command threw is kept for its caller.
void SqliteBatches::obey(SqliteJob& job) {
  job.error = nullptr;
  job.committed = false;
  SessionWriter writer(connection_);
  try {
    job.committed = writer.obey(*job.command);
  } catch (const TransactionLost&) {
    throw;
  } catch (...) {
    job.error = std::current_exception();
  }
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
