#include "calendar/work_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/message.h"
#include "base/resource.h"
#include "calendar/shipped.h"

namespace motcua::calendar {
namespace {

using testing::ElementsAre;

LocalDate day(std::string_view text) { return parse_date(text).value(); }

std::vector<std::string> codes(const Problems& problems) {
  std::vector<std::string> list;
  for (const auto& p : problems) {
    list.push_back(p.code);
    EXPECT_FALSE(problem_message(Language::vi, p).empty());
    EXPECT_EQ(problem_message(Language::vi, p).find('{'), std::string::npos) << p.code;
  }
  return list;
}

TEST(WorkCalendar, ShipsTheYearsItAnswersFor) {
  const WorkCalendar& calendar = shipped_calendar();
  EXPECT_EQ(format_iso(calendar.first_day()), "2025-07-01");
  EXPECT_EQ(format_iso(calendar.last_day()), "2027-12-31");
  EXPECT_EQ(calendar.kind(day("2026-02-17")), DayKind::holiday);
  EXPECT_EQ(calendar.kind(day("2026-08-22")), DayKind::worked);
  EXPECT_EQ(calendar.kind(day("2027-02-08")), DayKind::tentative_holiday);
  EXPECT_EQ(calendar.kind(day("2026-03-03")), DayKind::ordinary);
  EXPECT_EQ(calendar.fact(day("2026-11-24"))->name.vi, "Ngày Văn hóa Việt Nam");
  for (const auto& fact : calendar.facts()) {
    EXPECT_FALSE(fact.name.en.empty()) << format_iso(fact.date);
    EXPECT_FALSE(fact.basis.empty()) << format_iso(fact.date);
  }
}

TEST(WorkCalendar, IsOneVersionForOneContent) {
  const std::string text(resource("calendar/holidays.csv"));
  const auto again = load_calendar("# another comment\n" + text).value();
  EXPECT_EQ(again.version(), shipped_calendar().version());
  std::string changed = text;
  changed.replace(changed.find("2026-11-24"), 10, "2026-11-25");
  EXPECT_NE(load_calendar(changed).value().version(), shipped_calendar().version());
  EXPECT_TRUE(shipped_calendar().version().starts_with("2025-07-01..2027-12-31-"));
}

TEST(WorkCalendar, NamesAllFaultsOfATable) {
  const auto table = load_calendar(
      "date,kind,name_vi,name_en,basis\n"
      "2026-01-01,first-day,,,\n"
      "2026-02-30,holiday,x,,\n"
      "2026-03-01,feast,x,,\n"
      "2026-03-02,holiday,,,\n"
      "2026-03-03,holiday,x,,\n"
      "2026-03-03,worked,x,,\n"
      "2027-03-03,holiday,x,,\n"
      "2026-12-31,last-day,,,\n");
  ASSERT_FALSE(table);
  EXPECT_THAT(codes(table.error()),
              ElementsAre("calendar.day_unreadable", "calendar.day_kind_unknown", "calendar.day_name_missing",
                          "calendar.day_twice", "calendar.day_outside"));
}

TEST(WorkCalendar, RefusesATableWithoutBoundsOrColumns) {
  EXPECT_THAT(codes(load_calendar("date,kind,name_vi,name_en,basis\n").error()),
              ElementsAre("calendar.range_missing"));
  EXPECT_THAT(codes(load_calendar("day,kind\n").error()), ElementsAre("calendar.file_unreadable"));
  EXPECT_THAT(codes(load_calendar("").error()), ElementsAre("calendar.file_unreadable"));
  EXPECT_THAT(codes(load_calendar("date,kind,name_vi,name_en,basis\n1,2\n").error()),
              ElementsAre("calendar.file_unreadable"));
}

TEST(WorkCalendar, RefusesOneThatLeavesNoWorkingDay) {
  const std::string head =
      "date,kind,name_vi,name_en,basis\n2026-11-20,first-day,,,\n2026-11-23,last-day,,,\n";
  const std::string off = head + "2026-11-20,holiday,x,x,\n2026-11-23,holiday,x,x,\n";
  EXPECT_THAT(codes(load_calendar(off).error()), ElementsAre("calendar.no_day_left")) << "a weekend between";
  EXPECT_TRUE(load_calendar(off + "2026-11-21,worked,x,x,\n")) << "a Saturday that is worked";
  EXPECT_TRUE(load_calendar(head + "2026-11-20,holiday,x,x,\n"));
}

TEST(Hours, ReadsWhatShips) {
  const Hours& hours = default_hours();
  EXPECT_EQ(hours.working_day.count(), 480);
  EXPECT_EQ(hours.same_day_cut_off.count(), 900);
  ASSERT_EQ(hours.week[0].size(), 2U);
  EXPECT_EQ(hours.week[0][1].open.count(), 13 * 60 + 30);
  EXPECT_TRUE(hours.week[5].empty());
}

TEST(Hours, NamesAllFaults) {
  const auto hours = load_hours(
      R"({"week":{"monday":"11:30-07:00","noday":"07:00-11:30","friday":"07:00-11:30 11:00-17:00","sunday":3},)"
      R"("working_day":"8","same_day_cut_off":"15:00"})");
  ASSERT_FALSE(hours);
  EXPECT_EQ(codes(hours.error()).size(), 5U);
  EXPECT_THAT(codes(load_hours(R"({"week":{},"working_day":"08:00","same_day_cut_off":"15:00"})").error()),
              ElementsAre("calendar.hours_never_open"));
  EXPECT_FALSE(load_hours("[]"));
  EXPECT_FALSE(load_hours("{"));
}

}  // namespace
}  // namespace motcua::calendar
