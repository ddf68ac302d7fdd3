#include "calendar/working_time.h"

namespace motcua::calendar {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

const std::vector<Stretch> closed;

std::int8_t weekday_of(LocalDate date) {
  return static_cast<std::int8_t>(std::chrono::weekday{date}.iso_encoding() - 1);
}

// A worked Saturday has its own hours where the unit opens on Saturdays, else those of the first open
// weekday.
std::int8_t hours_of_day(const WorkCalendar& calendar, const Hours& hours, LocalDate date) {
  const std::int8_t weekday = weekday_of(date);
  const bool usually_open = !hours.week[static_cast<std::size_t>(weekday)].empty();
  switch (calendar.kind(date)) {
    case DayKind::ordinary:
      return usually_open ? weekday : std::int8_t{-1};
    case DayKind::holiday:
    case DayKind::tentative_holiday:
      return -1;
    case DayKind::worked:
      if (usually_open) return weekday;
      for (std::int8_t day = 0; day < 7; ++day) {
        if (!hours.week[static_cast<std::size_t>(day)].empty()) return day;
      }
      return -1;
  }
  CHECK(false);
}

}  // namespace

Timetable::Timetable(const WorkCalendar& calendar, Hours hours, UtcOffset offset)
    : calendar_(calendar), hours_(std::move(hours)), offset_(offset) {
  std::array<std::int32_t, 7> length{};
  for (std::size_t day = 0; day < 7; ++day) {
    for (const auto& s : hours_.week[day])
      length[day] += static_cast<std::int32_t>((s.close - s.open).count());
  }
  const auto count = static_cast<std::size_t>((calendar_.last_day() - calendar_.first_day()).count()) + 1;
  weekday_hours_.reserve(count);
  worked_before_.reserve(count + 1);
  worked_before_.push_back(0);
  for (LocalDate date = calendar_.first_day(); date <= calendar_.last_day(); date += days{1}) {
    const std::int8_t which = hours_of_day(calendar_, hours_, date);
    weekday_hours_.push_back(which);
    worked_before_.push_back(worked_before_.back() +
                             (which < 0 ? 0 : length[static_cast<std::size_t>(which)]));
  }
}

std::size_t Timetable::index(LocalDate date) const {
  CHECK(calendar_.covers(date));
  return static_cast<std::size_t>((date - calendar_.first_day()).count());
}

Instant Timetable::instant(LocalDate date, milliseconds time_of_day) const {
  return to_instant(LocalTime{date} + time_of_day, offset_);
}

bool Timetable::works(LocalDate date) const { return weekday_hours_[index(date)] >= 0; }

const std::vector<Stretch>& Timetable::stretches(LocalDate date) const {
  const auto which = weekday_hours_[index(date)];
  return which < 0 ? closed : hours_.week[static_cast<std::size_t>(which)];
}

Instant Timetable::closing(LocalDate date) const {
  CHECK(works(date));
  return instant(date, stretches(date).back().close);
}

std::optional<LocalDate> Timetable::first_worked(LocalDate date) const {
  for (; date <= calendar_.last_day(); date += days{1}) {
    if (works(date)) return date;
  }
  return std::nullopt;
}

Unexpected<Problems> Timetable::refuse_after_last_day() const {
  return refuse("calendar.after_last_day", "", {{"last_day", format_iso(calendar_.last_day())}});
}

Expected<void> Timetable::covers(Instant at) const {
  const LocalDate date = local_date(at, offset_);
  if (date < calendar_.first_day())
    return refuse("calendar.before_first_day", "",
                  {{"first_day", format_iso(calendar_.first_day())}, {"date", format_iso(date)}});
  if (date > calendar_.last_day()) return refuse_after_last_day();
  return {};
}

// Precondition: covered.
WorkingTime Timetable::worked_until(Instant at) const {
  const LocalTime local = to_local(at, offset_);
  const LocalDate date = std::chrono::floor<days>(local);
  const milliseconds time = local - date;
  WorkingTime worked = minutes{worked_before_[index(date)]};
  for (const auto& s : stretches(date)) {
    if (time > s.open) worked += std::min<milliseconds>(time, s.close) - s.open;
  }
  return worked;
}

Expected<bool> Timetable::is_open(Instant at) const {
  if (auto covered = covers(at); !covered) return refuse(covered.error());
  const LocalDate date = local_date(at, offset_);
  const milliseconds time = to_local(at, offset_) - date;
  const auto& today = stretches(date);
  return std::any_of(today.begin(), today.end(),
                     [&](const Stretch& s) { return s.open <= time && time < s.close; });
}

Expected<Instant> Timetable::next_opening(Instant at) const {
  if (auto covered = covers(at); !covered) return refuse(covered.error());
  const LocalDate date = local_date(at, offset_);
  const milliseconds time = to_local(at, offset_) - date;
  for (const auto& s : stretches(date)) {
    if (time < s.open) return instant(date, s.open);
    if (time < s.close) return at;
  }
  const auto next = first_worked(date + days{1});
  if (!next) return refuse_after_last_day();
  return instant(*next, stretches(*next).front().open);
}

Expected<WorkingTime> Timetable::working_time_between(Instant a, Instant b) const {
  if (auto covered = covers(a); !covered) return refuse(covered.error());
  if (auto covered = covers(b); !covered) return refuse(covered.error());
  return worked_until(b) - worked_until(a);
}

Expected<Instant> Timetable::add_working_time(Instant from, WorkingTime amount) const {
  CHECK(amount.count() >= 0);
  if (auto covered = covers(from); !covered) return refuse(covered.error());
  if (amount.count() == 0) return from;
  const WorkingTime target = worked_until(from) + amount;
  // The first day at whose end the target is reached: the target never falls on a later day's opening.
  const auto reached = std::lower_bound(worked_before_.begin(), worked_before_.end(),
                                        std::chrono::ceil<minutes>(target).count());
  if (reached == worked_before_.end()) return refuse_after_last_day();
  const LocalDate date = calendar_.first_day() + days{reached - worked_before_.begin() - 1};
  WorkingTime rest = target - minutes{*(reached - 1)};
  for (const auto& s : stretches(date)) {
    if (rest <= s.close - s.open) return instant(date, s.open + rest);
    rest -= s.close - s.open;
  }
  CHECK(false);
}

Expected<Instant> Timetable::latest_start(Instant until, WorkingTime amount) const {
  CHECK(amount.count() >= 0);
  if (auto covered = covers(until); !covered) return refuse(covered.error());
  if (amount.count() == 0) return until;
  const WorkingTime target = worked_until(until) - amount;
  if (target.count() < 0) {
    return refuse("calendar.before_first_day", "",
                  {{"first_day", format_iso(calendar_.first_day())},
                   {"date", format_iso(calendar_.first_day() - days{1})}});
  }
  // The day after whose end more than the target is worked: the target never falls on an earlier closing.
  const auto passed = std::upper_bound(worked_before_.begin(), worked_before_.end(),
                                       std::chrono::floor<minutes>(target).count());
  CHECK(passed != worked_before_.end());
  const LocalDate date = calendar_.first_day() + days{passed - worked_before_.begin() - 1};
  WorkingTime rest = target - minutes{*(passed - 1)};
  for (const auto& s : stretches(date)) {
    if (rest < s.close - s.open) return instant(date, s.open + rest);
    rest -= s.close - s.open;
  }
  CHECK(false);
}

Expected<WorkingTime> Timetable::working_time_left_today(Instant at) const {
  if (auto covered = covers(at); !covered) return refuse(covered.error());
  const LocalDate date = local_date(at, offset_);
  return WorkingTime{minutes{worked_before_[index(date) + 1]}} - worked_until(at);
}

}  // namespace motcua::calendar
