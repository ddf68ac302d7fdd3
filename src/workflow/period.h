#pragma once
#include <optional>
#include <string_view>

#include "base/time.h"

namespace motcua::workflow {

// A span of time up to now, and the one to compare it with: as far into the same weekday of the week before,
// the week before, the month before. `until` is not part of it.
struct Period {
  Instant from, until;
  Instant before_from, before_until;
  bool operator==(const Period&) const = default;
};

// "day", "week" (from Monday) or "month"; nothing for another name. The month before ends where it ends when
// it is the shorter one.
std::optional<Period> period_of(std::string_view name, Instant now, UtcOffset offset);

}  // namespace motcua::workflow
