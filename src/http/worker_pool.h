#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace motcua::http {

// Threads that run handlers, which may block. The queue is bounded: who finds it full is told so at once.
class WorkerPool {
 public:
  WorkerPool(int threads, std::size_t queue);
  ~WorkerPool();                           // runs what is queued, then joins
  bool submit(std::function<void()> job);  // false: full or closing; the job must not throw
  std::size_t waiting() const;
  std::size_t running() const { return running_; }
  void close();

 private:
  void run();

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool closing_ = false;
  std::atomic<std::size_t> running_{0};
  std::vector<std::thread> threads_;
};

}  // namespace motcua::http
