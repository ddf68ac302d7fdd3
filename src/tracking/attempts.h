#pragma once
#include <chrono>
#include <optional>
#include <span>

#include "base/time.h"

namespace motcua::tracking {

// At most `most` attempts within any `window` (cases in attempts_cases.tsv).
struct AttemptLimit {
  std::size_t most = 0;
  std::chrono::minutes window{};
};

// A secret of four signs has 194,481 values: five wrong ones an hour leave 3 chances in 10,000 a day.
inline constexpr AttemptLimit wrong_secrets_per_code{5, std::chrono::minutes{60}};
// Enough for a family with several dossiers behind one address, too few to walk through the serials.
inline constexpr AttemptLimit lookups_per_address{30, std::chrono::minutes{10}};

// When the next attempt is allowed, given the earlier ones in order of time; nullopt: now. An attempt stops
// counting `window` after it was made, to the instant.
std::optional<Instant> blocked_until(std::span<const Instant> earlier, AttemptLimit limit, Instant now);

// How many attempts are left at `now`.
std::size_t attempts_left(std::span<const Instant> earlier, AttemptLimit limit, Instant now);

}  // namespace motcua::tracking
