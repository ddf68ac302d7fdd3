#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/store.h"

namespace motcua::store {

// At most `size` connections, made when first needed, lent to one thread at a time.
template <class Connection>
class Pool {
 public:
  using Make = std::function<std::unique_ptr<Connection>()>;
  static constexpr std::chrono::seconds longest_wait{5};

  Pool(int size, Make make) : free_(size), make_(std::move(make)) { CHECK(size > 0); }

  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() { return *connection_; }
    Connection* operator->() { return connection_.get(); }
    // The connection is in no state to be used again.
    void discard() { connection_.reset(); }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  // Throws StoreBusy when all stay lent, and what `make` throws.
  Lease lend() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    const bool is_free = returned_.wait_for(lock, longest_wait, [&] { return free_ > 0; });
    --waiting_;
    if (!is_free) {
      throw StoreBusy("All database connections are in use. Try again in a few seconds.");
    }
    --free_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
    lock.unlock();
    try {
      return Lease(*this, make_());
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

  // After one turned out to be broken the idle ones probably are as well: the server went away.
  void forget_idle() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

  int waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
  }

 private:
  void give_back(std::unique_ptr<Connection> connection) {
    {
      const std::lock_guard lock(mutex_);
      ++free_;
      if (connection) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
  }

  mutable std::mutex mutex_;
  std::condition_variable returned_;
  int free_;
  int waiting_ = 0;
  std::vector<std::unique_ptr<Connection>> idle_;
  Make make_;
};

}  // namespace motcua::store
