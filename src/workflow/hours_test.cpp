#include "workflow/hours.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/random.h"
#include "base/table.h"
#include "workflow/period.h"

namespace motcua::workflow {
namespace {

using Kind = Holder::Kind;

const calendar::Timetable& timetable() {
  static const calendar::Timetable table(calendar::shipped_calendar(), calendar::default_hours());
  return table;
}

Instant at(const std::string& text) { return parse_instant(text).value(); }

Holder officer(std::uint8_t number) {
  Uuid post;
  post.bytes[15] = number;
  return {Kind::officer, post};
}

TEST(Hours, ADayIsAddedUpByHolder) {
  HoursBook book(at("2026-11-20T00:00"), at("2026-11-20T14:30"), timetable());
  book.add({{at("2026-11-19T15:00"), at("2026-11-20T09:00"), officer(1)},
            {at("2026-11-20T09:00"), at("2026-11-20T11:00"), officer(2)},
            {at("2026-11-20T11:00"), at("2026-11-20T14:30"), {Kind::applicant}}})
      .value();
  book.add({{at("2026-11-20T13:30"), at("2026-11-21T09:00"), officer(1)}}).value();
  book.add({{at("2026-11-18T13:30"), at("2026-11-19T09:00"), officer(1)}}).value();
  EXPECT_EQ(book.officers().at(*officer(1).post).minutes, 120 + 60) << "from midnight, until now";
  EXPECT_EQ(book.officers().at(*officer(1).post).dossiers, 2) << "yesterday's is not of today";
  EXPECT_EQ(book.officers().at(*officer(2).post).minutes, 120);
  EXPECT_EQ(book.all().at(Kind::officer).minutes, 300);
  EXPECT_EQ(book.all().at(Kind::applicant).minutes, 90);
}

// Nothing is lost and nothing counted twice where a span is divided.
TEST(Hours, TheSumOverHoldersIsTheSpan) {
  rc::check([](std::uint32_t seed) {
    SeededRandom random{seed};
    std::vector<Tenure> life;
    Instant now = at("2026-11-02T07:00");
    for (int i = 0; i < 8; ++i) {
      const Instant until = now + std::chrono::minutes(random.below(4000));
      life.push_back({now, until, officer(static_cast<std::uint8_t>(random.below(3)))});
      now = until;
    }
    const Instant from = at("2026-11-04T10:10");
    const Instant until = from + std::chrono::minutes(random.below(8000));
    HoursBook book(from, until, timetable());
    book.add(life).value();
    std::int64_t sum = 0;
    for (const auto& [post, held] : book.officers()) sum += held.minutes;
    const Instant first = std::min(from, now), last = std::min(until, now);
    const auto whole = timetable().working_time_between(first, last).value();
    RC_ASSERT(sum == std::chrono::duration_cast<std::chrono::minutes>(whole).count());
  });
}

TEST(Hours, BeyondTheCalendarNothingIsAdded) {
  HoursBook book(at("2028-01-03T00:00"), at("2028-01-04T00:00"), timetable());
  EXPECT_FALSE(book.add({{at("2028-01-03T07:00"), at("2028-01-03T09:00"), officer(1)}}));
  EXPECT_TRUE(book.officers().empty());
}

TEST(Period, CoversWhatTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/period_cases.tsv");
  ASSERT_GE(table.rows.size(), 7U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Instant now = at(table.at(i, "now"));
    const Period expected{at(table.at(i, "from")), now, at(table.at(i, "before_from")),
                          at(table.at(i, "before_until"))};
    EXPECT_EQ(period_of(table.at(i, "period"), now, province_offset), expected) << i;
  }
  EXPECT_FALSE(period_of("year", at("2026-11-20T09:42"), province_offset));
}

}  // namespace
}  // namespace motcua::workflow
