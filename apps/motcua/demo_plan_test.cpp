// What the plan of the first hundred days amounts to before anybody lives it: the figures that the press of
// the province reported between July and October 2025.
#include "motcua/demo_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace motcua::app {
namespace {

using catalogue::Channel;

LocalDate day(const char* text) { return parse_date(text).value(); }

struct Count {
  int received = 0, online = 0;
};

class DemoPlan : public testing::Test {
 protected:
  DemoPlan() {
    SeededRandom random(20250701);
    plan_ = plan_first_hundred_days(organisation_, table_, {{"11.NNMT", 60}, {"11.XD", 30}, {"11.TC", 10}},
                                    random);
  }
  Count count(const char* from, const char* to,
              const std::function<bool(const PlannedDossier&)>& which) const {
    Count count;
    for (const auto& each : plan_) {
      if (each.day < day(from) || each.day > day(to) || !which(each)) continue;
      ++count.received;
      count.online += each.channel == Channel::online ? 1 : 0;
    }
    return count;
  }
  Count of(const char* unit, const char* from, const char* to) const {
    return count(from, to, [&](const auto& each) { return each.unit == unit; });
  }
  static bool is_department(const PlannedDossier& each) { return each.unit.starts_with("11."); }
  int place(const char* unit, const char* from, const char* to) const {
    const Count mine = of(unit, from, to);
    int place = 1;
    for (const auto* each : organisation_.communes()) {
      const Count theirs = of(each->code.c_str(), from, to);
      place += theirs.online * mine.received > mine.online * theirs.received ? 1 : 0;
    }
    return place;
  }

  const organisation::Organisation organisation_ = organisation::load_organisation();
  const calendar::Timetable table_{calendar::shipped_calendar(), calendar::default_hours()};
  std::vector<PlannedDossier> plan_;
};

TEST_F(DemoPlan, ReceivesWhatTheArticlesReport) {
  const auto all = [](const auto&) { return true; };
  EXPECT_EQ(count("2025-07-01", "2025-07-08", all).received, 1316);
  EXPECT_EQ(count("2025-07-01", "2025-07-08", is_department).received, 775);
  EXPECT_EQ(of("03260", "2025-07-01", "2025-07-28").received, 279);
  EXPECT_EQ(of("03260", "2025-07-01", "2025-07-28").online, 56);
  EXPECT_EQ(of("03203", "2025-07-01", "2025-10-05").received, 645);
  EXPECT_EQ(of("03203", "2025-07-01", "2025-10-05").online, 156);
  EXPECT_NEAR(static_cast<double>(plan_.size()), 30'000, 300);
  EXPECT_GT(
      plan_.size() - static_cast<std::size_t>(count("2025-07-01", "2025-10-05", is_department).received),
      22'000U);
}

TEST_F(DemoPlan, PutsTheTwoCommunesInTheirPlaces) {
  EXPECT_EQ(place("03283", "2025-07-01", "2025-07-31"), 1);
  EXPECT_EQ(place("03283", "2025-08-01", "2025-08-31"), 8);
  EXPECT_EQ(place("03283", "2025-09-01", "2025-09-30"), 3);
  EXPECT_EQ(place("03283", "2025-07-01", "2025-09-30"), 2);
  EXPECT_EQ(place("03313", "2025-08-01", "2025-08-31"), 24);
  EXPECT_EQ(place("03313", "2025-09-01", "2025-09-30"), 13);
  EXPECT_EQ(place("03313", "2025-07-01", "2025-09-30"), 11);
}

TEST_F(DemoPlan, FallsOnWorkedDaysAndLeavesNoUnitOut) {
  std::map<std::string, int> of_unit;
  for (const auto& each : plan_) {
    ASSERT_TRUE(table_.works(each.day)) << format_iso(each.day);
    ++of_unit[each.unit];
  }
  EXPECT_EQ(of_unit.size(), organisation_.communes().size() + 3);
  for (const auto& [unit, count] : of_unit) EXPECT_GT(count, 150) << unit;
}

// Any seed will do: the table does not hold by luck.
TEST_F(DemoPlan, OtherDrawsComeTrueAsWell) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SeededRandom random(seed);
    plan_ = plan_first_hundred_days(organisation_, table_, {{"11.NNMT", 1}}, random);
    EXPECT_EQ(place("03283", "2025-07-01", "2025-09-30"), 2) << seed;
    EXPECT_EQ(place("03313", "2025-07-01", "2025-09-30"), 11) << seed;
  }
}

}  // namespace
}  // namespace motcua::app
