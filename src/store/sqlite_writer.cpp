#include "store/sqlite_writer.h"

namespace motcua::store {

namespace {
constexpr std::size_t batch_limit = 256;
constexpr std::chrono::milliseconds idle_after{500};
}  // namespace

SqliteWriter::SqliteWriter(const std::string& file, std::size_t queue_limit)
    : batches_(file), queue_limit_(queue_limit), thread_([this] { live(); }) {}

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
  batches_.checkpoint_and_truncate();
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
  if (!woken) batches_.keep_log_short(true);
  return batch;
}

void SqliteWriter::run(const Batch& batch) {
  SqliteBatches::Batch jobs;
  for (const auto& job : batch) jobs.push_back(job.get());
  finish(batch, batches_.run(jobs));
  batches_.keep_log_short(false);
}

void SqliteWriter::finish(const Batch& batch, int replays) {
  double kept = 0;
  for (const auto& job : batch) kept += job->committed ? 1 : 0;
  {
    const std::lock_guard lock(mutex_);
    figures_.commits += kept > 0 ? 1 : 0;
    figures_.commands += kept;
    figures_.rollbacks += static_cast<double>(batch.size()) - kept;
    figures_.replays += replays;
    figures_.wal_pages = batches_.wal_pages();
  }
  for (const auto& job : batch) {
    if (job->error) {
      job->done.set_exception(job->error);
      job->error = nullptr;
    } else {
      job->done.set_value();
    }
  }
}

}  // namespace motcua::store
