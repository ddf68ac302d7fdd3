#include "calendar/shift.h"

namespace motcua::calendar {

Expected<WorkingTime> paused_working_time(std::vector<Pause> pauses, const Timetable& timetable) {
  std::sort(pauses.begin(), pauses.end(), [](const Pause& a, const Pause& b) { return a.from < b.from; });
  WorkingTime total{0};
  std::optional<Instant> counted_until;
  for (const auto& pause : pauses) {
    CHECK(pause.from <= pause.until);
    const Instant from = counted_until ? std::max(pause.from, *counted_until) : pause.from;
    if (from > pause.until) continue;
    const auto worked = timetable.working_time_between(from, pause.until);
    if (!worked) return refuse(worked.error());
    total += *worked;
    counted_until = pause.until;
  }
  return total;
}

Expected<Instant> shift_due(Instant due, std::vector<Pause> pauses, const Timetable& timetable) {
  const auto paused = paused_working_time(std::move(pauses), timetable);
  if (!paused) return refuse(paused.error());
  return timetable.add_working_time(due, *paused);
}

}  // namespace motcua::calendar
