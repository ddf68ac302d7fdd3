#pragma once
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace motcua::http {

// How often something may happen: `burst` times at once, then `per_minute`.
struct Rate {
  double burst = 0;
  double per_minute = 0;
};

// One bucket of tokens a key. Memory is bounded: the key unused for longest is forgotten first, and starts
// full when it comes back. Safe to share by threads.
class TokenBuckets {
 public:
  TokenBuckets(Rate rate, std::size_t most_keys) : rate_(rate), most_keys_(most_keys) {}

  // Takes one token; else says how long until there is one. A clock that goes back adds nothing and takes
  // nothing.
  std::optional<std::chrono::milliseconds> refuse(std::string_view key, Instant now);
  std::size_t keys() const;

 private:
  struct Bucket {
    std::string key;
    double tokens = 0;
    Instant filled_at{};
  };
  using Place = std::list<Bucket>::iterator;

  const Rate rate_;
  const std::size_t most_keys_;
  mutable std::mutex mutex_;
  std::list<Bucket> by_use_;  // newest first
  std::unordered_map<std::string_view, Place> places_;
};

}  // namespace motcua::http
