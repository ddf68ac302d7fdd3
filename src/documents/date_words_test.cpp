#include "documents/date_words.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/table.h"
#include "base/text.h"

namespace motcua::documents {
namespace {

TEST(DateWords, FollowsTheCaseTable) {
  std::ifstream file("src/documents/date_words_cases.tsv");
  const Table table = read_tsv(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_FALSE(table.rows.empty());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto date = parse_date(table.at(i, "date"));
    ASSERT_TRUE(date.has_value());
    const LocalTime time = *date + std::chrono::hours(*parse_integer(table.at(i, "hour"))) +
                           std::chrono::minutes(*parse_integer(table.at(i, "minute"))) +
                           std::chrono::seconds(59);
    EXPECT_EQ(moment_in_words(time), table.at(i, "moment"));
    EXPECT_EQ(weekday_in_words(*date), table.at(i, "weekday"));
  }
}

TEST(DateWords, TheDueTimeNamesTheWeekday) {
  const LocalTime time = *parse_date("2026-11-26") + std::chrono::hours(9) + std::chrono::minutes(42);
  EXPECT_EQ(moment_with_weekday(time), "09 giờ 42 phút, Thứ Năm ngày 26 tháng 11 năm 2026");
}

}  // namespace
}  // namespace motcua::documents
