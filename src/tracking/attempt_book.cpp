#include "tracking/attempt_book.h"

#include <algorithm>

namespace motcua::tracking {

std::optional<Instant> AttemptBook::blocked_until(const std::string& key, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = attempts_.find(key);
  return found == attempts_.end() ? std::nullopt : tracking::blocked_until(found->second, limit_, now);
}

std::optional<Instant> AttemptBook::take(const std::string& key, Instant now) {
  const std::lock_guard lock(mutex_);
  if (const auto found = attempts_.find(key); found != attempts_.end()) {
    if (const auto until = tracking::blocked_until(found->second, limit_, now)) return until;
  }
  note(key, now);
  return std::nullopt;
}

void AttemptBook::give_back(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = attempts_.find(key);
  if (found == attempts_.end()) return;
  found->second.pop_back();
  if (found->second.empty()) attempts_.erase(found);
}

std::size_t AttemptBook::left(const std::string& key, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = attempts_.find(key);
  return found == attempts_.end() ? limit_.most : attempts_left(found->second, limit_, now);
}

void AttemptBook::note(const std::string& key, Instant now) {
  if (!attempts_.contains(key) && attempts_.size() >= most_keys_) make_room(now);
  auto& attempts = attempts_[key];
  if (attempts.size() == limit_.most) attempts.erase(attempts.begin());
  attempts.push_back(now);
}

void AttemptBook::make_room(Instant now) {
  std::erase_if(attempts_, [&](const auto& each) { return each.second.back() + limit_.window <= now; });
  if (attempts_.size() < most_keys_) return;
  const auto quietest =
      std::min_element(attempts_.begin(), attempts_.end(),
                       [](const auto& a, const auto& b) { return a.second.back() < b.second.back(); });
  attempts_.erase(quietest);
}

std::size_t AttemptBook::keys() const {
  const std::lock_guard lock(mutex_);
  return attempts_.size();
}

}  // namespace motcua::tracking
