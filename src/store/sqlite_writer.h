#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sqlite_batch.h"

namespace motcua::store {

// The one thread that writes. It takes everything that waits (up to a bound) into one transaction, each
// command undone alone when it fails, and answers when the commit is on disk: many commands share one wait
// for the disk.
class SqliteWriter {
 public:
  using Command = std::function<bool(Writer&)>;

  SqliteWriter(const std::string& file, std::size_t queue_limit);
  // Finishes what it accepted, then empties the write-ahead log.
  ~SqliteWriter();
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  // Waits until the command is durable or rolled back; rethrows what it threw. Throws StoreBusy when full.
  void write(const Command& command);

  struct Figures {
    double commits = 0;    // transactions that reached the disk
    double commands = 0;   // commands in them
    double rollbacks = 0;  // commands undone
    double replays = 0;    // batches that were lost and run again one by one
    double wal_pages = 0;
    double queue = 0;  // waiting now
  };
  Figures figures() const;
  const CommitTimes& times() const { return batches_.times(); }

 private:
  struct Job : SqliteJob {
    std::promise<void> done;
  };
  using Batch = std::vector<std::shared_ptr<Job>>;

  void live();
  Batch take();
  void run(const Batch& batch);
  void finish(const Batch& batch, int replays);

  SqliteBatches batches_;
  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> queue_;
  bool stopping_ = false;
  Figures figures_;
  std::thread thread_;  // last: starts when all else is ready
};

}  // namespace motcua::store
