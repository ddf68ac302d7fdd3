#pragma once
#include <chrono>
#include <functional>
#include <mutex>
#include <random>
#include <string>

#include "store/store.h"

namespace motcua::store {

// How long to leave a server alone that could not be reached `failures` times in a row: at random between
// nothing and 100 ms doubled for each failure, at most 5 s ("full jitter"), so that many processes do not
// come back at the same moment.
std::chrono::milliseconds pause_after(int failures, std::minstd_rand& generator);

// Lets one thread at a time make a connection. While the server is left alone the others are told at once
// what the last one was told, instead of all waiting for the same server.
class Reconnecting {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = std::function<Clock::time_point()>;

  explicit Reconnecting(Now now = &Clock::now, std::uint32_t seed = std::random_device{}())
      : now_(std::move(now)), generator_(seed) {}

  // Throws what `connect` throws; StoreFailed with the same words while the server is left alone.
  template <class F>
  std::invoke_result_t<F> attempt(F&& connect) {
    const std::lock_guard lock(mutex_);
    if (failures_ > 0 && now_() < not_before_) throw StoreFailed(reason_);
    try {
      auto connection = connect();
      failures_ = 0;
      return connection;
    } catch (const StoreFailed& failed) {
      reason_ = failed.what();
      not_before_ = now_() + pause_after(++failures_, generator_);
      throw;
    }
  }

 private:
  const Now now_;
  std::mutex mutex_;
  std::minstd_rand generator_;
  int failures_ = 0;
  std::string reason_;
  Clock::time_point not_before_{};
};

}  // namespace motcua::store
