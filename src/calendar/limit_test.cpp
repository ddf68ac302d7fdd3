#include "calendar/limit.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::calendar {
namespace {

Table cases() { return read_tsv_file("src/calendar/limit_cases.tsv"); }

TEST(Limit, FollowsItsCases) {
  const Table table = cases();
  ASSERT_GE(table.rows.size(), 25U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& text = table.at(row, "text");
    const auto limit = parse_limit(text, "/limit");
    EXPECT_EQ(limit ? to_text(*limit) : "refused " + limit.error().at(0).code, table.at(row, "limit"))
        << text;
    if (!limit) {
      EXPECT_EQ(limit.error().at(0).field, "/limit");
      EXPECT_FALSE(problem_message(Language::vi, limit.error().at(0)).empty());
      continue;
    }
    EXPECT_EQ(describe(Language::vi, *limit), table.at(row, "vietnamese"));
    EXPECT_EQ(parse_limit(to_text(*limit)).value(), *limit);
  }
}

TEST(Limit, CountsInEnglish) {
  EXPECT_EQ(describe(Language::en, {LimitKind::working_days, 1}), "1 working day");
  EXPECT_EQ(describe(Language::en, {LimitKind::calendar_days, 15}), "15 calendar days");
}

TEST(Limit, RefusesBytesThatAreNoText) {
  const auto limit = parse_limit("3 \xff\xfe");
  ASSERT_FALSE(limit);
  EXPECT_EQ(limit.error().at(0).code, "calendar.limit_unreadable");
}

TEST(Limit, CutsALongTextWithoutBreakingALetter) {
  std::string text(79, 'x');
  text += "ộộ";
  const auto limit = parse_limit(text);
  ASSERT_FALSE(limit);
  EXPECT_LE(limit.error().at(0).params.at("text").size(), 80U);
}

}  // namespace
}  // namespace motcua::calendar
