#pragma once
#include <chrono>
#include <optional>
#include <vector>

#include "base/expected.h"
#include "base/time.h"
#include "calendar/hours.h"
#include "calendar/work_calendar.h"

namespace motcua::calendar {

using WorkingTime = std::chrono::milliseconds;  // time during which the office is open

// A calendar and one unit's hours, indexed: every answer below costs a few dozen nanoseconds. Build one per
// different hours and keep it (about 10 µs and 6 kB); it never changes.
//
// Answers exist for instants whose local date lies within the calendar. Outside: calendar.before_first_day or
// calendar.after_last_day, never a guess (handbook section 5).
class Timetable {
 public:
  Timetable(const WorkCalendar& calendar, Hours hours, UtcOffset offset = province_offset);

  const WorkCalendar& calendar() const { return calendar_; }
  const Hours& hours() const { return hours_; }
  UtcOffset offset() const { return offset_; }

  // Open at some time of that day. CHECKs that the calendar covers it.
  bool works(LocalDate date) const;
  // Open now: open ≤ at < close.
  Expected<bool> is_open(Instant at) const;
  // The opening stretches of a day, empty when it is not worked. CHECKs that the calendar covers it.
  const std::vector<Stretch>& stretches(LocalDate date) const;
  // The last closing of a worked day. CHECKs works(date).
  Instant closing(LocalDate date) const;
  // `date` or the first worked day after it; nullopt past the last day.
  std::optional<LocalDate> first_worked(LocalDate date) const;

  // `at` itself while open (open ≤ at < close), else the next opening.
  Expected<Instant> next_opening(Instant at) const;
  // Working time from a to b; negative when b comes first.
  Expected<WorkingTime> working_time_between(Instant a, Instant b) const;
  // The instant by which `amount` has been worked after `from`. When that ends a stretch of work, the end is
  // meant, not the next opening: 8 hours from 07:00 are over at 17:00. An amount of 0 gives `from` back.
  // CHECKs amount ≥ 0.
  Expected<Instant> add_working_time(Instant from, WorkingTime amount) const;
  // The latest instant from which `amount` is still worked until `until`: add_working_time the other way
  // round. What would be an end of work is written as the opening after it: 8 hours before 17:00 begin at
  // 07:00. An amount of 0 gives `until` back. CHECKs amount ≥ 0.
  Expected<Instant> latest_start(Instant until, WorkingTime amount) const;
  // From `at` to the closing of its date.
  Expected<WorkingTime> working_time_left_today(Instant at) const;

  // Fails unless the calendar covers the instant's local date.
  Expected<void> covers(Instant at) const;
  Unexpected<Problems> refuse_after_last_day() const;

 private:
  std::size_t index(LocalDate date) const;
  Instant instant(LocalDate date, std::chrono::milliseconds time_of_day) const;
  WorkingTime worked_until(Instant at) const;

  WorkCalendar calendar_;
  Hours hours_;
  UtcOffset offset_;
  std::vector<std::int8_t> weekday_hours_;   // per day: which weekday's hours hold, -1 = not worked
  std::vector<std::int32_t> worked_before_;  // per day and one more: minutes worked from the first day on
};

}  // namespace motcua::calendar
