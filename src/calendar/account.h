#pragma once
#include <vector>

#include "base/expected.h"
#include "base/time.h"
#include "calendar/shift.h"
#include "calendar/working_time.h"

namespace motcua::calendar {

// A stretch of a life with one holder. What lies between two neighbours is nothing: one ends where the next
// begins.
struct Stint {
  Instant from;
  Instant until;
  bool paused = false;  // the clock stood still
  bool operator==(const Stint&) const = default;
};

// The pauses in order of time. Problems, all at once, each at its place "/pauses/<index as given>":
// calendar.pause_before_reception, calendar.pause_ends_before_start, calendar.pauses_overlap (both pauses of
// a pair name the later one). Two that touch do not overlap; a pause of no length is allowed. Handbook
// section 5: a dossier that waits cannot begin to wait again.
Expected<std::vector<Pause>> ordered_pauses(Instant received, const std::vector<Pause>& pauses);

// The time from reception to `until`, divided at the pauses without gap or overlap; `pauses` in order, none
// before `received`. A last pause that ends after `until` is counted to its end. Stretches of no length are
// left out.
std::vector<Stint> divide(Instant received, Instant until, const std::vector<Pause>& pauses);

// Whole working minutes of each stretch, as many as there are stretches; `ends` are where one ends and the
// next begins, the first of them the start. Counted from the start and subtracted, so that they add up to the
// whole minutes of all together. Problems: calendar.before_first_day, calendar.after_last_day.
Expected<std::vector<std::int64_t>> working_minutes(const std::vector<Instant>& ends,
                                                    const Timetable& timetable);

}  // namespace motcua::calendar
