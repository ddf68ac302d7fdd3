#pragma once
#include <array>
#include <chrono>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace motcua::calendar {

// Open from `open` until `close`, minutes after local midnight; open < close.
struct Stretch {
  std::chrono::minutes open{};
  std::chrono::minutes close{};
  bool operator==(const Stretch&) const = default;
};

// The office hours of one unit. A unit's own hours replace the default ones as a whole (handbook section 5).
struct Hours {
  std::array<std::vector<Stretch>, 7> week;  // Monday first; empty = closed; in order, apart
  std::chrono::minutes working_day{};        // how much working time a limit of one working day means
  std::chrono::minutes
      same_day_cut_off{};  // later receptions of a same-day procedure are due the next working day
  bool operator==(const Hours&) const = default;
};

// {"week": {"monday": "07:00-11:30 13:30-17:00", …}, "working_day": "08:00", "same_day_cut_off": "15:00"}; a
// weekday left out is closed. Problems, all at once: calendar.hours_unreadable, calendar.hours_never_open.
Expected<Hours> load_hours(std::string_view json_text);

}  // namespace motcua::calendar
