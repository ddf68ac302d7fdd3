#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "motcua/demo_targets.h"

namespace motcua::app {

// What one commune or ward receives, and what is known beforehand of how it comes in.
struct Counted {
  std::string code;
  std::map<YearMonth, int> received;
  std::map<YearMonth, int> window;   // of these, on the days for which the online count is given
  std::optional<int> window_online;  // that count
};

// How many of them come in online in each month, as many answers as units: plausible shares that differ from
// unit to unit and month to month, such that every place of the table comes true, none of them shared. The
// same for the same random. CHECKs that there are such shares.
std::vector<std::map<YearMonth, int>> online_for_places(const std::vector<Counted>& units,
                                                        const Targets& targets, Random& random);

}  // namespace motcua::app
