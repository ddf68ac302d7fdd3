#include "tracking/attempts.h"

#include <algorithm>

namespace motcua::tracking {
namespace {

std::span<const Instant> counting(std::span<const Instant> earlier, AttemptLimit limit, Instant now) {
  const auto first = std::find_if(earlier.begin(), earlier.end(),
                                  [&](Instant attempt) { return now < attempt + limit.window; });
  return earlier.subspan(static_cast<std::size_t>(first - earlier.begin()));
}

}  // namespace

std::optional<Instant> blocked_until(std::span<const Instant> earlier, AttemptLimit limit, Instant now) {
  const auto recent = counting(earlier, limit, now);
  if (recent.size() < limit.most) return std::nullopt;
  return recent[recent.size() - limit.most] + limit.window;
}

std::size_t attempts_left(std::span<const Instant> earlier, AttemptLimit limit, Instant now) {
  return limit.most - std::min(limit.most, counting(earlier, limit, now).size());
}

}  // namespace motcua::tracking
