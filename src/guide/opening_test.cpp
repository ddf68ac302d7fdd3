#include "guide/opening.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::guide {
namespace {

Table cases() { return read_tsv_file("src/guide/opening_cases.tsv"); }

TEST(Opening, FollowsItsCases) {
  const calendar::Timetable timetable(calendar::shipped_calendar(), calendar::default_hours());
  const auto table = cases();
  ASSERT_GT(table.rows.size(), 5U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto answer = opening_at(Language::vi, *parse_instant(table.at(row, "now")), timetable);
    EXPECT_EQ(answer.open ? "yes" : "no", table.at(row, "open")) << table.at(row, "now");
    EXPECT_EQ(answer.until.empty() ? "-" : answer.until, table.at(row, "until")) << table.at(row, "now");
  }
}

TEST(Opening, HoursAreSaidOnceForTheDaysThatShareThem) {
  const auto usual = hours_text(Language::vi, calendar::default_hours());
  EXPECT_EQ(usual.days, "Thứ Hai – Thứ Sáu");
  EXPECT_EQ(usual.hours, "07:00–\u206011:30 và 13:30–\u206017:00");
  auto hours = calendar::default_hours();
  hours.week[5] = {{std::chrono::minutes(7 * 60), std::chrono::minutes(11 * 60)}};
  EXPECT_EQ(hours_text(Language::vi, hours).hours,
            "07:00–\u206011:30 và 13:30–\u206017:00, Thứ Bảy 07:00–\u206011:00");
}

TEST(Opening, AHolidayIsAnnouncedAWeekAhead) {
  const calendar::Timetable timetable(calendar::shipped_calendar(), calendar::default_hours());
  const auto at = [&](const char* now) { return next_holiday(Language::vi, *parse_instant(now), timetable); };
  EXPECT_EQ(at("2026-11-16T23:59:00+07:00"), "");
  EXPECT_EQ(at("2026-11-17T00:00:00+07:00"), "Nghỉ lễ: Thứ Ba 24/11/2026");
  EXPECT_EQ(at("2026-11-24T12:00:00+07:00"), "Nghỉ lễ: Thứ Ba 24/11/2026");
  EXPECT_EQ(at("2026-11-25T12:00:00+07:00"), "");
  EXPECT_NE(at("2026-02-14T12:00:00+07:00").find("Nghỉ lễ: từ"), std::string::npos);
}

}  // namespace
}  // namespace motcua::guide
