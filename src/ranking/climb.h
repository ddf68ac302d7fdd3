#pragma once
#include <optional>
#include <vector>

#include "ranking/place.h"

namespace motcua::ranking {

// The fewest more online dossiers, all else as it is, with which a unit would have a better place, and which.
// Nothing for who is first, has no place, or can only share a place above with all its dossiers online.
struct Climb {
  std::int64_t more = 0;
  int place = 0;
  bool operator==(const Climb&) const = default;
};
std::optional<Climb> climb(const std::vector<Share>& shares, std::size_t unit);

}  // namespace motcua::ranking
