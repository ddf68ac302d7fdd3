#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "organisation/organisation.h"
#include "ranking/place.h"

namespace motcua::ranking {

// The unit that answers today for a code that dossiers carry or a person asks for: itself, or the successor
// of a former one. Null when nobody ever had the code.
const organisation::Unit* unit_of_today(const organisation::Organisation& organisation, std::string_view code,
                                        LocalDate day);

// Why what is shown is not what was asked for: "" when `code` is that of `today`, else that the unit with
// that code was merged.
std::string successor_note(const organisation::Organisation& organisation, std::string_view code,
                           const organisation::Unit& today, Language language);

// The shares of the communes and wards of today, in Vietnamese alphabetical order: those of units that ended
// since are their successors'; a unit that accepted nothing is among them with 0. `by_code` may hold any
// units.
std::vector<Share> shares_of_communes(const organisation::Organisation& organisation,
                                      const std::vector<Share>& by_code, LocalDate day);

}  // namespace motcua::ranking
