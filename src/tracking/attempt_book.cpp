#include "tracking/attempt_book.h"

namespace motcua::tracking {

const AttemptBook::Page* AttemptBook::find(std::string_view key) const {
  const auto found = places_.find(key);
  return found == places_.end() ? nullptr : &*found->second;
}

AttemptBook::Page& AttemptBook::page_of(std::string_view key) {
  if (const auto found = places_.find(key); found != places_.end()) {
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return by_use_.front();
  }
  if (by_use_.size() >= most_keys_) {
    places_.erase(by_use_.back().key);
    by_use_.pop_back();
  }
  by_use_.push_front({std::string(key), {}});
  places_.emplace(by_use_.front().key, by_use_.begin());
  return by_use_.front();
}

std::optional<Instant> AttemptBook::blocked_until(const std::string& key, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto* page = find(key);
  return page == nullptr ? std::nullopt : tracking::blocked_until(page->attempts, limit_, now);
}

std::optional<Instant> AttemptBook::take(const std::string& key, Instant now) {
  const std::lock_guard lock(mutex_);
  if (const auto* page = find(key)) {
    if (const auto until = tracking::blocked_until(page->attempts, limit_, now)) return until;
  }
  auto& attempts = page_of(key).attempts;
  if (attempts.size() == limit_.most) attempts.erase(attempts.begin());
  attempts.push_back(now);
  return std::nullopt;
}

void AttemptBook::give_back(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) return;
  auto& attempts = found->second->attempts;
  attempts.pop_back();
  if (!attempts.empty()) return;
  const auto page = found->second;
  places_.erase(found);
  by_use_.erase(page);
}

std::size_t AttemptBook::left(const std::string& key, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto* page = find(key);
  return page == nullptr ? limit_.most : attempts_left(page->attempts, limit_, now);
}

std::size_t AttemptBook::keys() const {
  const std::lock_guard lock(mutex_);
  return by_use_.size();
}

}  // namespace motcua::tracking
