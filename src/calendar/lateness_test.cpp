#include "calendar/lateness.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::calendar {
namespace {

TEST(Lateness, FollowsItsCases) {
  const Table table = read_tsv_file("src/calendar/lateness_cases.tsv");
  ASSERT_GE(table.rows.size(), 8U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto due = parse_date(table.at(row, "due"));
    const auto finished = parse_date(table.at(row, "finished")).value();
    EXPECT_EQ(to_text(lateness(due, finished, table.at(row, "withdrawn") == "yes")),
              table.at(row, "lateness"))
        << row;
    EXPECT_EQ(is_overdue_in_process(due, finished), table.at(row, "overdue_if_still_open") == "yes") << row;
  }
}

}  // namespace
}  // namespace motcua::calendar
