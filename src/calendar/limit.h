#pragma once
#include <string>
#include <string_view>

#include "base/expected.h"
#include "base/message.h"

namespace motcua::calendar {

// Units in which the law gives the time for a procedure (handbook section 5).
enum class LimitKind { working_days, calendar_days, working_hours, same_day, none };

struct Limit {
  LimitKind kind = LimitKind::none;
  int amount = 0;  // of days or hours; 0 for same_day and none
  bool operator==(const Limit&) const = default;
};

inline constexpr int most_of_a_limit = 9999;

// Reads `N working-days`, `N calendar-days`, `N working-hours`, `same-day`, `none`; the singular, extra
// spaces and upper case too. N from 1 to most_of_a_limit. Problems: calendar.limit_unreadable,
// calendar.limit_amount.
Expected<Limit> parse_limit(std::string_view text, std::string field = {});

// The one spelling that is stored; parse_limit(to_text(l)) == l.
std::string to_text(Limit limit);

// "3 ngày làm việc", "trong ngày".
std::string describe(Language language, Limit limit);

}  // namespace motcua::calendar
