#include "store/sqlite_writer.h"

#include "store/sql.h"

namespace motcua::store {

namespace {
constexpr std::size_t batch_limit = 256;
// 2 MB of log. A checkpoint makes all who wait for a commit wait for the disk twice more: often and short
// costs no throughput and a third less at the 95th percentile than seldom and long (measured with 500, 1000
// and 4000).
constexpr int checkpoint_pages = 500;
constexpr std::chrono::milliseconds idle_after{500};
}  // namespace

SqliteWriter::SqliteWriter(const std::string& file, std::size_t queue_limit)
    : connection_(file, SqliteMode::writer), queue_limit_(queue_limit), thread_([this] { live(); }) {}

SqliteWriter::~SqliteWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void SqliteWriter::write(const Command& command) {
  CHECK(!Inside::already(Work::write));
  const auto job = std::make_shared<Job>();
  job->command = &command;
  auto done = job->done.get_future();
  {
    const std::lock_guard lock(mutex_);
    CHECK(!stopping_);
    if (queue_.size() >= queue_limit_)
      throw StoreBusy("Too many writes are waiting. Try again in a few seconds.");
    queue_.push_back(job);
  }
  wake_.notify_one();
  done.get();
}

SqliteWriter::Figures SqliteWriter::figures() const {
  const std::lock_guard lock(mutex_);
  Figures now = figures_;
  now.queue = static_cast<double>(queue_.size());
  return now;
}

void SqliteWriter::live() {
  const Inside mark(Work::write);
  for (;;) {
    const Batch batch = take();
    if (!batch.empty()) run(batch);
    const std::unique_lock lock(mutex_);
    if (stopping_ && queue_.empty()) break;
  }
  connection_.checkpoint_and_truncate();
}

// Everything that waits, up to the bound; empty after an idle while or when stopping.
SqliteWriter::Batch SqliteWriter::take() {
  Batch batch;
  std::unique_lock lock(mutex_);
  const bool woken = wake_.wait_for(lock, idle_after, [&] { return stopping_ || !queue_.empty(); });
  while (!queue_.empty() && batch.size() < batch_limit) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  lock.unlock();
  if (!woken) keep_log_short(1);
  return batch;
}

// When the transaction of several is lost, each runs again in one of its own: none may rest on what the
// others did before they were rolled back, and only the one at fault fails.
void SqliteWriter::run(const Batch& batch) {
  if (!begin(batch)) return;
  try {
    attempt(batch);
    connection_.perform(sql::commit);
  } catch (const StoreFailed&) {
    const auto reason = std::current_exception();
    abandon();
    if (batch.size() > 1) {
      {
        const std::lock_guard lock(mutex_);
        ++figures_.replays;
      }
      for (const auto& job : batch) run({job});
      return;
    }
    batch.front()->committed = false;
    batch.front()->error = reason;
  }
  finish(batch);
  keep_log_short(checkpoint_pages);
}

bool SqliteWriter::begin(const Batch& batch) {
  try {
    connection_.perform(sql::begin_write);
    return true;
  } catch (const StoreFailed&) {
    for (const auto& job : batch) {
      job->committed = false;
      job->error = std::current_exception();
    }
  }
  finish(batch);
  return false;
}

void SqliteWriter::attempt(const Batch& batch) {
  for (const auto& job : batch) attempt(*job);
}

// Throws only when the transaction itself cannot go on; what the command threw is kept for its caller.
void SqliteWriter::attempt(Job& job) {
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
void SqliteWriter::abandon() {
  if (!connection_.in_transaction()) return;
  connection_.perform(sql::rollback);
}

void SqliteWriter::finish(const Batch& batch) {
  double kept = 0;
  for (const auto& job : batch) kept += job->committed ? 1 : 0;
  {
    const std::lock_guard lock(mutex_);
    figures_.commits += kept > 0 ? 1 : 0;
    figures_.commands += kept;
    figures_.rollbacks += static_cast<double>(batch.size()) - kept;
    figures_.wal_pages = connection_.wal_pages();
  }
  for (const auto& job : batch) {
    if (job->committed) run_actions(job->actions);
    job->actions.clear();
    if (job->error) {
      job->done.set_exception(job->error);
      job->error = nullptr;
    } else {
      job->done.set_value();
    }
  }
}

// A log whose every page is in the file begins anew with the next commit, so its length falls then.
void SqliteWriter::keep_log_short(int pages_worth_moving) {
  const int pages = connection_.wal_pages();
  if (pages < pages_at_checkpoint_) pages_at_checkpoint_ = 0;
  if (pages - pages_at_checkpoint_ < pages_worth_moving) return;
  connection_.checkpoint();
  pages_at_checkpoint_ = pages;
}

}  // namespace motcua::store
