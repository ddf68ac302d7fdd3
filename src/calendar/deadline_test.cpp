#include "calendar/deadline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/table.h"
#include "calendar/shift.h"
#include "calendar/shipped.h"

namespace motcua::calendar {
namespace {

using std::chrono::days;
using std::chrono::minutes;

Instant at(std::string_view text) { return parse_instant(text).value(); }

const Timetable& office() {
  static const Timetable timetable(shipped_calendar(), default_hours());
  return timetable;
}

std::string skipped(const Due& due) {
  std::string text;
  for (const auto& day : due.explanation)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", format_iso(day.date), to_text(day.kind));
  return text.empty() ? "-" : text;
}

TEST(Deadline, FollowsItsCases) {
  const Table table = read_tsv_file("src/calendar/deadline_cases.tsv");
  ASSERT_GE(table.rows.size(), 60U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string where = table.at(row, "limit") + " " + table.at(row, "received");
    const auto limit = parse_limit(table.at(row, "limit")).value();
    const auto due = due_date(at(table.at(row, "received")), limit, office());
    const std::string& expected = table.at(row, "due");
    if (!due) {
      EXPECT_EQ("refused " + due.error().at(0).code, expected) << where;
      continue;
    }
    EXPECT_EQ(due->due ? format_iso(*due->due) : "none",
              expected == "none" ? expected : format_iso(at(expected)))
        << where;
    EXPECT_EQ(skipped(*due), table.at(row, "skipped")) << where;
  }
}

TEST(Deadline, SaysWhyInBothLanguages) {
  const auto due = due_date(at("2026-11-20T09:42"), {LimitKind::working_days, 3}, office()).value();
  ASSERT_EQ(due.explanation.size(), 3U);
  EXPECT_EQ(explain(Language::vi, due.explanation[0]), "Thứ Bảy 21/11/2026: nghỉ cuối tuần");
  EXPECT_EQ(explain(Language::vi, due.explanation[2]), "Thứ Ba 24/11/2026: nghỉ lễ (Ngày Văn hóa Việt Nam)");
  EXPECT_EQ(explain(Language::en, due.explanation[2]), "Tuesday 24/11/2026: day off (Vietnam Culture Day)");
  for (const auto kind : {DayReason::weekend, DayReason::holiday, DayReason::tentative_holiday,
                          DayReason::after_hours, DayReason::after_cut_off}) {
    EXPECT_EQ(parse_day_reason(to_text(kind)), kind);
    EXPECT_EQ(explain(Language::vi, {due.explanation[0].date, kind, {"x", "x"}}).find('{'),
              std::string::npos);
  }
  EXPECT_FALSE(parse_day_reason("tuesday"));
}

TEST(Deadline, NamesAHolidayThatIsNotAnnounced) {
  const auto due = due_date(at("2027-02-04T10:00"), {LimitKind::working_days, 1}, office()).value();
  EXPECT_EQ(
      explain(Language::vi, due.explanation[0]),
      "Thứ Sáu 05/02/2027: dự kiến nghỉ lễ (Tết Nguyên đán Đinh Mùi), lịch nghỉ chính thức chưa công bố");
}

TEST(Deadline, AnswersASingleQuestionTheSameWay) {
  const Limit limit{LimitKind::working_days, 3};
  EXPECT_EQ(due_date(at("2026-02-13T15:30"), limit, shipped_calendar(), default_hours()).value(),
            due_date(at("2026-02-13T15:30"), limit, office()).value());
}

TEST(Deadline, IsNotBeforeReceptionWhereAUnitClosesEarly) {
  Hours own = default_hours();
  for (auto& day : own.week) {
    if (!day.empty()) day.pop_back();
  }
  const Timetable mornings(shipped_calendar(), own);
  const auto due = due_date(at("2026-03-03T12:00"), {LimitKind::same_day, 0}, mornings).value();
  EXPECT_EQ(format_iso(*due.due), "2026-03-04T11:30:00+07:00");
}

// The whole range from the first try on.
template <class T>
rc::Gen<T> wide(rc::Gen<T> gen) {
  return rc::gen::resize(rc::kNominalSize, std::move(gen));
}

// Any minute from August 2025 to March 2027, off the minute now and then.
rc::Gen<Instant> receptions() {
  return rc::gen::map(wide(rc::gen::pair(rc::gen::inRange(0, 600 * 24 * 60), rc::gen::inRange(0, 60'000))),
                      [](auto p) {
                        return at("2025-08-01T00:00") + minutes{p.first} +
                               std::chrono::milliseconds{p.second % 3 == 0 ? p.second : 0};
                      });
}

rc::Gen<Limit> limits() {
  return rc::gen::map(wide(rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(1, 80))), [](auto p) {
    if (p.first == 3) return Limit{LimitKind::same_day, 0};
    return Limit{static_cast<LimitKind>(p.first), p.second};
  });
}

Instant due_of(Instant received, Limit limit, const Timetable& timetable) {
  return due_date(received, limit, timetable).value().due.value();
}

bool ends_or_is_inside_work(Instant due, const Timetable& timetable) {
  return timetable.is_open(due - std::chrono::milliseconds{1}).value();
}

RC_GTEST_PROP(DeadlineProperty, NeverFallsOnTimeOffAndNeverBeforeReception, ()) {
  const auto received = *receptions();
  const Instant due = due_of(received, *limits(), office());
  RC_ASSERT(office().works(local_date(due)));
  RC_ASSERT(ends_or_is_inside_work(due, office()));
  RC_ASSERT(due > received);
}

RC_GTEST_PROP(DeadlineProperty, GrowsWithReception, ()) {
  const auto a = *receptions();
  const auto b = *receptions();
  const auto limit = *limits();
  RC_ASSERT(due_of(std::min(a, b), limit, office()) <= due_of(std::max(a, b), limit, office()));
}

RC_GTEST_PROP(DeadlineProperty, GrowsWithTheAmount, ()) {
  const auto received = *receptions();
  Limit limit = *limits();
  if (limit.kind == LimitKind::same_day) return;
  Limit more = limit;
  more.amount += 1;
  RC_ASSERT(due_of(received, limit, office()) <= due_of(received, more, office()));
}

RC_GTEST_PROP(DeadlineProperty, HoldsExactlyTheWorkingTimeOfTheLimit, ()) {
  const auto received = *receptions();
  const int n = *rc::gen::inRange(1, 80);
  const Instant due = due_of(received, {LimitKind::working_days, n}, office());
  RC_ASSERT(office().working_time_between(received, due).value() == n * std::chrono::hours{8});
}

RC_GTEST_PROP(DeadlineProperty, ExplainsEveryDayOffOnTheWay, ()) {
  const auto received = *receptions();
  const auto due = due_date(received, {LimitKind::working_days, *rc::gen::inRange(1, 40)}, office()).value();
  std::vector<LocalDate> off;
  for (LocalDate d = local_date(received); d <= local_date(*due.due); d += days{1}) {
    if (!office().works(d)) off.push_back(d);
  }
  std::vector<LocalDate> named;
  for (const auto& day : due.explanation) {
    if (day.kind != DayReason::after_hours) named.push_back(day.date);
  }
  RC_ASSERT(off == named);
}

RC_GTEST_PROP(DeadlineProperty, IsNeverEarlierWithOneMoreHoliday, ()) {
  const WorkCalendar& known = shipped_calendar();
  const LocalDate extra = parse_date("2025-08-01").value() + days{*rc::gen::inRange(0, 700)};
  auto facts = known.facts();
  const auto place = std::lower_bound(facts.begin(), facts.end(), extra,
                                      [](const DayFact& f, LocalDate date) { return f.date < date; });
  if (place != facts.end() && place->date == extra) {
    place->kind = DayKind::holiday;
  } else {
    facts.insert(place, {extra, DayKind::holiday, {"Nghỉ thêm", "One more"}, "test"});
  }
  const Timetable with_it(WorkCalendar(known.first_day(), known.last_day(), facts), default_hours());
  const auto received = *receptions();
  const auto limit = *limits();
  RC_ASSERT(due_of(received, limit, office()) <= due_of(received, limit, with_it));
}

RC_GTEST_PROP(ShiftProperty, IsTheSameInOneStepOrMany, ()) {
  const Instant due = due_of(*receptions(), *limits(), office());
  std::vector<Pause> pauses;
  Instant one_by_one = due;
  Instant from = *receptions();
  for (int i = 0; i < 3; ++i) {  // one after the other, so their union is their sum
    const Instant until = from + minutes{*rc::gen::inRange(0, 5000)};
    pauses.push_back({from, until});
    one_by_one = shift_due(one_by_one, {{from, until}}, office()).value();
    from = until + minutes{*rc::gen::inRange(0, 3000)};
  }
  RC_ASSERT(shift_due(due, pauses, office()).value() == one_by_one);
  RC_ASSERT(one_by_one >= due);
}

}  // namespace
}  // namespace motcua::calendar
