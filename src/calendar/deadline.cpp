#include "calendar/deadline.h"

#include "calendar/date_text.h"

namespace motcua::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::array<DayReason, 5> reasons{DayReason::weekend, DayReason::holiday,
                                           DayReason::tentative_holiday, DayReason::after_hours,
                                           DayReason::after_cut_off};

// Every day off from `first` up to, not including, `end`.
void explain_days_off(LocalDate first, LocalDate end, const Timetable& timetable,
                      std::vector<Explained>& out) {
  for (LocalDate date = first; date < end; date += days{1}) {
    if (timetable.works(date)) continue;
    const DayFact* fact = timetable.calendar().fact(date);
    if (fact == nullptr) {
      out.push_back({date, DayReason::weekend});
    } else {
      const bool tentative = fact->kind == DayKind::tentative_holiday;
      out.push_back({date, tentative ? DayReason::tentative_holiday : DayReason::holiday, fact->name});
    }
  }
}

Expected<Due> due_after_work(Instant received, WorkingTime amount, const Timetable& timetable) {
  auto due = timetable.add_working_time(received, amount);
  if (!due) return refuse(due.error());
  const LocalDate date = local_date(received, timetable.offset());
  Due result{*due, {}};
  if (timetable.works(date) && received >= timetable.closing(date))
    result.explanation.push_back({date, DayReason::after_hours});
  explain_days_off(date, local_date(*due, timetable.offset()), timetable, result.explanation);
  return result;
}

// Due at the closing of `date`, or of the first worked day after it.
Expected<Due> due_on(LocalDate date, std::vector<Explained> explanation, const Timetable& timetable) {
  const auto worked = timetable.first_worked(date);
  if (!worked) return timetable.refuse_after_last_day();
  explain_days_off(date, *worked, timetable, explanation);
  return Due{timetable.closing(*worked), std::move(explanation)};
}

Expected<Due> due_same_day(Instant received, const Timetable& timetable) {
  const LocalDate date = local_date(received, timetable.offset());
  if (!timetable.works(date)) return due_on(date, {}, timetable);
  const LocalTime cut_off = LocalTime{date} + timetable.hours().same_day_cut_off;
  if (received >= timetable.closing(date))
    return due_on(date + days{1}, {{date, DayReason::after_hours}}, timetable);
  if (to_local(received, timetable.offset()) > cut_off)
    return due_on(date + days{1}, {{date, DayReason::after_cut_off}}, timetable);
  return due_on(date, {}, timetable);
}

}  // namespace

std::string_view to_text(DayReason reason) {
  switch (reason) {
    case DayReason::weekend:
      return "weekend";
    case DayReason::holiday:
      return "holiday";
    case DayReason::tentative_holiday:
      return "tentative-holiday";
    case DayReason::after_hours:
      return "after-hours";
    case DayReason::after_cut_off:
      return "after-cut-off";
  }
  CHECK(false);
}

std::optional<DayReason> parse_day_reason(std::string_view text) {
  const auto found =
      std::find_if(reasons.begin(), reasons.end(), [&](DayReason r) { return to_text(r) == text; });
  return found == reasons.end() ? std::nullopt : std::optional(*found);
}

std::string explain(Language language, const Explained& explained) {
  return message(language, "calendar.explained." + std::string(to_text(explained.kind)),
                 {{"date", long_date(language, explained.date)}, {"name", explained.name.in(language)}});
}

json::array to_json(const std::vector<Explained>& explanation, Language language) {
  json::array list;
  for (const auto& day : explanation)
    list.push_back({{"date", format_iso(day.date)},
                    {"kind", std::string(to_text(day.kind))},
                    {"text", explain(language, day)}});
  return list;
}

Expected<Due> due_date(Instant received, Limit limit, const Timetable& timetable) {
  if (limit.kind == LimitKind::none) return Due{};  // needs no calendar
  if (auto covered = timetable.covers(received); !covered) return refuse(covered.error());
  switch (limit.kind) {
    case LimitKind::working_days:
      CHECK(limit.amount > 0);
      return due_after_work(received, timetable.hours().working_day * limit.amount, timetable);
    case LimitKind::working_hours:
      CHECK(limit.amount > 0);
      return due_after_work(received, hours{limit.amount}, timetable);
    case LimitKind::calendar_days:
      CHECK(limit.amount > 0);
      return due_on(local_date(received, timetable.offset()) + days{limit.amount}, {}, timetable);
    case LimitKind::same_day:
      return due_same_day(received, timetable);
    case LimitKind::none:
      return Due{};
  }
  CHECK(false);
}

Expected<Due> due_date(Instant received, Limit limit, const WorkCalendar& calendar, const Hours& hours) {
  return due_date(received, limit, Timetable(calendar, hours));
}

}  // namespace motcua::calendar
