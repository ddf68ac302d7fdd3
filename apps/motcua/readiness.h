#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "store/store.h"

namespace motcua::app {

// Whether the program can do its work now: for /readyz and whatever chooses between several processes. An
// answer is kept for a second, so that asking often costs the store nothing; while one caller waits for a
// silent store, all others are answered at once.
class Readiness {
 public:
  // Below `disk_floor` free bytes in `directory` nothing more should come in: papers lie there.
  Readiness(store::Store& store, std::string directory, std::uint64_t disk_floor);
  // "" when ready, else what is wrong, in English, without addresses or names.
  std::string unwell();
  // From now on: it is about to end.
  void drain() { draining_ = true; }

 private:
  std::string look() const;

  store::Store& store_;
  const std::string directory_;
  const std::uint64_t disk_floor_;
  std::atomic<bool> draining_{false};
  std::mutex mutex_;
  std::optional<std::chrono::steady_clock::time_point> looked_, looking_since_;
  std::string seen_;
};

}  // namespace motcua::app
