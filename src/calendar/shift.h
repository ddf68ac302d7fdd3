#pragma once
#include <vector>

#include "base/expected.h"
#include "base/time.h"
#include "calendar/working_time.h"

namespace motcua::calendar {

// The clock stood still from `from` until `until` (statuses 5, 6 and paused 8); from ≤ until.
struct Pause {
  Instant from;
  Instant until;
  bool operator==(const Pause&) const = default;
};

// Working time inside the union of the pauses: what two pauses share counts once. CHECKs from ≤ until.
Expected<WorkingTime> paused_working_time(std::vector<Pause> pauses, const Timetable& timetable);

// The due date after resumption: later by the paused working time (handbook section 5). Without paused
// working time the date stays as it is, even where a holiday was declared on it since. The caller gives the
// timetable in force at resumption and records its version. Problems: calendar.before_first_day,
// calendar.after_last_day.
Expected<Instant> shift_due(Instant due, std::vector<Pause> pauses, const Timetable& timetable);

}  // namespace motcua::calendar
