#include "ranking/period.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <map>

#include "base/table.h"

namespace motcua::ranking {
namespace {

using std::chrono::days;

std::string text_of(const std::vector<Piece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) {
    constexpr std::string_view names[] = {"", "day", "month", "quarter", "year"};
    text += (text.empty() ? "" : " ") + std::string(piece.sign < 0 ? "-" : "") +
            std::string(names[static_cast<int>(piece.grain)]) + ":" + format_iso(piece.start);
  }
  return text;
}

void check_case(const Table& table, std::size_t row) {
  const std::string& text = table.at(row, "text");
  const auto period = parse_period(text);
  const std::string& from = table.at(row, "from");
  if (from == "unreadable" || from == "reversed") {
    ASSERT_FALSE(period.has_value()) << text;
    EXPECT_EQ(period.error().front().code, "ranking.period_" + from) << text;
    return;
  }
  ASSERT_TRUE(period.has_value()) << text;
  EXPECT_EQ(format_iso(period->from), from) << text;
  EXPECT_EQ(format_iso(period->to), table.at(row, "to")) << text;
  EXPECT_EQ(text_of(*period), text);
  if (const auto& before = table.at(row, "previous"); before != "-") {
    EXPECT_EQ(text_of(previous(*period)), before);
  }
  if (const auto& kept = table.at(row, "kept"); kept != "-") {
    EXPECT_EQ(text_of(pieces(period->from, period->to)), kept);
  }
}

TEST(Period, FollowsItsCases) {
  const Table table = read_tsv_file("src/ranking/period_cases.tsv");
  ASSERT_GE(table.rows.size(), 25U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) check_case(table, row);
}

TEST(Period, IsRefusedOnlyWhenNoneOfItHasBegun) {
  const auto september = parse_period("2025-09").value();
  EXPECT_FALSE(must_have_begun(september, *parse_date("2025-08-31")).has_value());
  EXPECT_TRUE(must_have_begun(september, *parse_date("2025-09-01")).has_value());
  EXPECT_EQ(judged_on(september, *parse_date("2025-09-12")), *parse_date("2025-09-12"));
  EXPECT_EQ(judged_on(september, *parse_date("2026-01-01")), *parse_date("2025-09-30"));
}

RC_GTEST_PROP(Period, PiecesAddUpToTheWholeRangeAndNothingElse, ()) {
  const LocalDate from = first_counted_day + days(*rc::gen::inRange(0, 12'000));
  const LocalDate to = from + days(*rc::gen::inRange(-1, 2'000));
  const Grain widest = *rc::gen::element(Grain::day, Grain::month, Grain::quarter, Grain::year);
  std::map<LocalDate, int> times;
  for (LocalDate day = from; day <= to; day += days(1)) times[day] = 1;
  for (const auto& piece : pieces(from, to, widest)) {
    RC_ASSERT(piece.grain <= widest);
    RC_ASSERT(start_of(piece.grain, piece.start) == piece.start);
    for (LocalDate day = piece.start; start_of(piece.grain, day) == piece.start; day += days(1))
      times[day] -= piece.sign;
  }
  for (const auto& [day, left] : times) RC_ASSERT(left == 0);
}

}  // namespace
}  // namespace motcua::ranking
