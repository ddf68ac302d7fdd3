#include "http/token_buckets.h"

#include <algorithm>
#include <cmath>

namespace motcua::http {

std::optional<std::chrono::milliseconds> TokenBuckets::refuse(std::string_view key, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) {
    if (by_use_.size() >= most_keys_) {
      places_.erase(by_use_.back().key);
      by_use_.pop_back();
    }
    by_use_.push_front({std::string(key), rate_.burst - 1, now});
    places_.emplace(by_use_.front().key, by_use_.begin());
    return std::nullopt;
  }
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  Bucket& bucket = *found->second;
  const double minutes = std::chrono::duration<double, std::ratio<60>>(now - bucket.filled_at).count();
  bucket.tokens = std::min(rate_.burst, bucket.tokens + std::max(0.0, minutes) * rate_.per_minute);
  bucket.filled_at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  return std::chrono::milliseconds(
      static_cast<long long>(std::ceil((1 - bucket.tokens) / rate_.per_minute * 60'000)));
}

std::size_t TokenBuckets::keys() const {
  const std::lock_guard lock(mutex_);
  return by_use_.size();
}

}  // namespace motcua::http
