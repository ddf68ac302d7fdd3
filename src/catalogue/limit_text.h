#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/calendar.h"

namespace motcua::catalogue {

struct LimitText {
  std::optional<calendar::Limit> limit;  // only when it can be read in one way
  std::string why;  // set when there is no limit: limit_missing, limit_without_unit, limit_zero,
                    // limit_unit_unknown, limit_unreadable
};

// Reads the time column of a published record: a number and one of the units of handbook section 5 ("Ngày làm
// việc", "Ngày", "Giờ"). Anything else is left to a person: a bare number may mean days or hours, or "the
// same day".
LimitText parse_limit_text(std::string_view text);

// Every "number + unit" inside a longer sentence, in order: what a note says beside the time column.
std::vector<calendar::Limit> limits_mentioned(std::string_view text);

}  // namespace motcua::catalogue
