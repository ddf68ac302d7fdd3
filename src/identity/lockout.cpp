#include "identity/lockout.h"

#include <algorithm>

namespace motcua::identity {

std::optional<Instant> locked_until(const LockoutRule& rule, const Failures& failures, Instant now) {
  if (failures.count < rule.free_tries || now - failures.last >= rule.forgotten_after) return std::nullopt;
  // A slip from the future was written by a clock that has been put back since: it must not lock for hours.
  if (failures.last - now > rule.longest_delay) return std::nullopt;
  // Beyond 20 doublings every delay is the longest one.
  const int doublings = std::min(failures.count - rule.free_tries, 20);
  const auto delay = std::min(rule.first_delay * (1L << doublings), rule.longest_delay);
  const Instant until = failures.last + delay;
  return now < until ? std::optional(until) : std::nullopt;
}

}  // namespace motcua::identity
