#include "calendar/working_time.h"

#include <gtest/gtest.h>
#include <sstream>

#include "base/random.h"
#include "base/table.h"
#include "calendar/shift.h"
#include "calendar/shipped.h"

namespace motcua::calendar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Table cases(const std::string& name) { return read_tsv_file("src/calendar/" + name); }

Instant at(std::string_view text) { return parse_instant(text).value(); }

const Timetable& office() {
  static const Timetable timetable(shipped_calendar(), default_hours());
  return timetable;
}

std::string hours_and_minutes(WorkingTime time) {
  const auto all = std::chrono::duration_cast<minutes>(time).count();
  return fmt::format("{}{}:{:02}", all < 0 ? "-" : "", std::abs(all) / 60, std::abs(all) % 60);
}

TEST(WorkingTime, FollowsItsCases) {
  const Table table = cases("working_time_cases.tsv");
  ASSERT_GE(table.rows.size(), 15U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto worked = office().working_time_between(at(table.at(row, "from")), at(table.at(row, "until")));
    EXPECT_EQ(hours_and_minutes(worked.value()), table.at(row, "worked")) << row;
  }
}

TEST(WorkingTime, FindsTheNextOpening) {
  const auto next = [](std::string_view text) { return format_iso(office().next_opening(at(text)).value()); };
  EXPECT_EQ(next("2026-03-03T09:42"), "2026-03-03T09:42:00+07:00");
  EXPECT_EQ(next("2026-03-03T07:00"), "2026-03-03T07:00:00+07:00");
  EXPECT_EQ(next("2026-03-03T03:00"), "2026-03-03T07:00:00+07:00");
  EXPECT_EQ(next("2026-03-03T11:30"), "2026-03-03T13:30:00+07:00");
  EXPECT_EQ(next("2026-03-06T17:00"), "2026-03-09T07:00:00+07:00");
  EXPECT_EQ(next("2026-08-21T20:00"), "2026-08-22T07:00:00+07:00");
  EXPECT_EQ(office().next_opening(at("2027-12-31T17:00")).error().at(0).code, "calendar.after_last_day");
}

TEST(WorkingTime, KnowsWhatIsLeftToday) {
  const auto left = [](std::string_view text) {
    return hours_and_minutes(office().working_time_left_today(at(text)).value());
  };
  EXPECT_EQ(left("2026-03-03T00:00"), "8:00");
  EXPECT_EQ(left("2026-11-20T09:42"), "5:18");
  EXPECT_EQ(left("2026-03-03T12:00"), "3:30");
  EXPECT_EQ(left("2026-03-03T17:00"), "0:00");
  EXPECT_EQ(left("2026-03-07T10:00"), "0:00");
  EXPECT_EQ(left("2026-08-22T16:00"), "1:00");
}

TEST(WorkingTime, IsOpenFromOpeningToBeforeClosing) {
  EXPECT_TRUE(office().is_open(at("2026-03-03T07:00")).value());
  EXPECT_FALSE(office().is_open(at("2026-03-03T11:30")).value());
  EXPECT_FALSE(office().is_open(at("2026-03-07T09:00")).value());
  EXPECT_FALSE(office().is_open(at("2028-03-07T09:00")));
}

TEST(WorkingTime, KeepsMilliseconds) {
  const Instant from = at("2026-03-03T16:59:59.999");
  EXPECT_EQ(format_iso(office().add_working_time(from, WorkingTime{1}).value()), "2026-03-03T17:00:00+07:00");
  EXPECT_EQ(format_iso(office().add_working_time(from, WorkingTime{2}).value()),
            "2026-03-04T07:00:00.001+07:00");
}

TEST(WorkingTime, FindsTheLatestStart) {
  const auto start = [](std::string_view until, WorkingTime amount) {
    return format_iso(office().latest_start(at(until), amount).value());
  };
  EXPECT_EQ(start("2026-11-20T15:10", minutes{40}), "2026-11-20T14:30:00+07:00");
  EXPECT_EQ(start("2026-03-03T17:00", hours{8}), "2026-03-03T07:00:00+07:00");
  EXPECT_EQ(start("2026-03-03T14:00", minutes{30}), "2026-03-03T13:30:00+07:00") << "not before lunch";
  EXPECT_EQ(start("2026-11-23T08:00", hours{2}), "2026-11-20T16:00:00+07:00") << "over a weekend";
  EXPECT_EQ(start("2026-03-08T10:00", WorkingTime{0}), "2026-03-08T10:00:00+07:00");
  EXPECT_EQ(start("2026-03-04T07:00:00.001", WorkingTime{2}), "2026-03-03T16:59:59.999+07:00");
  EXPECT_EQ(office().latest_start(at("2025-07-01T08:00"), hours{2}).error().at(0).code,
            "calendar.before_first_day");
}

TEST(WorkingTime, TheLatestStartLeavesExactlyTheAmount) {
  SeededRandom random{4};
  const Instant first = at("2026-01-05T07:00");
  for (int i = 0; i < 2000; ++i) {
    const Instant until = first + minutes{random.below(500'000)};
    const WorkingTime amount = minutes{1 + random.below(2000)};
    const Instant start = office().latest_start(until, amount).value();
    EXPECT_EQ(office().working_time_between(start, until).value(), amount);
    EXPECT_LT(office().working_time_between(start + WorkingTime{1}, until).value(), amount);
  }
}

TEST(WorkingTime, UsesTheHoursOfAUnit) {
  Hours own = default_hours();
  own.week[5] = {{hours{7}, hours{11}}};
  const Timetable timetable(shipped_calendar(), own);
  EXPECT_EQ(format_iso(timetable.add_working_time(at("2026-03-06T16:00"), hours{2}).value()),
            "2026-03-07T08:00:00+07:00");
  EXPECT_EQ(hours_and_minutes(timetable.working_time_left_today(at("2026-08-22T00:00")).value()), "4:00");
}

TEST(WorkingTime, RefusesBeyondTheCalendar) {
  EXPECT_EQ(office().working_time_between(at("2025-06-30T09:00"), at("2026-01-01T00:00")).error().at(0).code,
            "calendar.before_first_day");
  EXPECT_FALSE(office().working_time_between(at("2026-01-01T00:00"), at("2028-01-01T00:00")));
  EXPECT_FALSE(office().add_working_time(at("2027-12-31T16:00"), hours{2}));
}

std::vector<Pause> pauses_of(const std::string& cell) {
  std::vector<Pause> pauses;
  std::stringstream parts(cell == "-" ? "" : cell);
  for (std::string part; parts >> part;) {
    if (part.ends_with(',')) part.pop_back();
    const auto slash = part.find('/');
    pauses.push_back({at(part.substr(0, slash)), at(part.substr(slash + 1))});
  }
  return pauses;
}

TEST(Shift, FollowsItsCases) {
  const Table table = cases("shift_cases.tsv");
  ASSERT_GE(table.rows.size(), 20U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto due = shift_due(at(table.at(row, "due")), pauses_of(table.at(row, "pauses")), office());
    const std::string& expected = table.at(row, "shifted");
    EXPECT_EQ(due ? format_iso(*due) : "refused " + due.error().at(0).code,
              expected.starts_with("refused") ? expected : format_iso(at(expected)))
        << table.at(row, "note");
  }
}

}  // namespace
}  // namespace motcua::calendar
