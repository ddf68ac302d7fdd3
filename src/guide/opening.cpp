#include "guide/opening.h"

#include <fmt/format.h>

namespace motcua::guide {
namespace {

// An en dash and a word joiner: a line may not end inside "13:30–17:00".
constexpr std::string_view until_dash = "–\u2060";

constexpr std::chrono::days announced_ahead{7};
constexpr std::array weekday_ids{"calendar.monday",   "calendar.tuesday", "calendar.wednesday",
                                 "calendar.thursday", "calendar.friday",  "calendar.saturday",
                                 "calendar.sunday"};

std::chrono::minutes time_of_day(Instant instant, UtcOffset offset) {
  const auto local = to_local(instant, offset);
  return std::chrono::duration_cast<std::chrono::minutes>(local -
                                                          std::chrono::floor<std::chrono::days>(local));
}

std::string reopening(Language language, Instant now, const calendar::Timetable& timetable) {
  const auto next = timetable.next_opening(now);
  if (!next) return {};
  const auto today = local_date(now, timetable.offset());
  const auto day = local_date(*next, timetable.offset());
  const auto time = clock_text(*next, timetable.offset());
  if (day == today) return message(language, "guide.opens_at", {{"time", time}});
  const auto name = day == today + std::chrono::days(1) ? message(language, "guide.tomorrow")
                                                        : calendar::long_date(language, day);
  return message(language, "guide.opens_at_day", {{"day", name}, {"time", time}});
}

bool is_day_off(const calendar::Timetable& timetable, LocalDate day) {
  const auto& calendar = timetable.calendar();
  if (!calendar.covers(day)) return false;
  const auto kind = calendar.kind(day);
  return kind == calendar::DayKind::holiday || kind == calendar::DayKind::tentative_holiday;
}

}  // namespace

std::string clock_text(std::chrono::minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

std::string clock_text(Instant instant, UtcOffset offset) { return clock_text(time_of_day(instant, offset)); }

Opening opening_at(Language language, Instant now, const calendar::Timetable& timetable) {
  const auto open = timetable.is_open(now);
  if (!open) return {false, message(language, "guide.closed"), {}};
  if (!*open) return {false, message(language, "guide.closed"), reopening(language, now, timetable)};
  Opening answer{true, message(language, "guide.open"), {}};
  const auto time = time_of_day(now, timetable.offset());
  for (const auto& stretch : timetable.stretches(local_date(now, timetable.offset()))) {
    if (stretch.open <= time && time < stretch.close) {
      answer.until = message(language, "guide.open_until", {{"time", clock_text(stretch.close)}});
    }
  }
  return answer;
}

HoursText hours_text(Language language, const calendar::Hours& hours) {
  const auto first =
      std::find_if(hours.week.begin(), hours.week.end(), [](const auto& day) { return !day.empty(); });
  if (first == hours.week.end()) return {};
  auto last = first;
  while (last + 1 != hours.week.end() && *(last + 1) == *first) ++last;
  const auto name = [&](auto day) { return message(language, weekday_ids[day - hours.week.begin()]); };
  HoursText text;
  text.days = first == last
                  ? name(first)
                  : message(language, "guide.day_range", {{"first", name(first)}, {"last", name(last)}});
  for (std::size_t i = 0; i < first->size(); ++i) {
    if (i > 0) text.hours += message(language, "guide.and");
    text.hours += clock_text((*first)[i].open) + std::string(until_dash) + clock_text((*first)[i].close);
  }
  for (auto day = hours.week.begin(); day != hours.week.end(); ++day) {
    if (day->empty() || *day == *first) continue;
    text.hours += ", " + name(day) + " " + clock_text(day->front().open) + std::string(until_dash) +
                  clock_text(day->back().close);
  }
  return text;
}

std::string next_holiday(Language language, Instant now, const calendar::Timetable& timetable) {
  const auto today = local_date(now, timetable.offset());
  auto first = today;
  while (first <= today + announced_ahead && !is_day_off(timetable, first)) first += std::chrono::days(1);
  if (first > today + announced_ahead) return {};
  auto last = first;
  while (is_day_off(timetable, last + std::chrono::days(1))) last += std::chrono::days(1);
  if (first == last)
    return message(language, "guide.holiday_day", {{"date", calendar::long_date(language, first)}});
  return message(
      language, "guide.holiday_days",
      {{"first", calendar::long_date(language, first)}, {"last", calendar::long_date(language, last)}});
}

}  // namespace motcua::guide
