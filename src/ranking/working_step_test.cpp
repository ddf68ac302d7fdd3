#include "ranking/working_step.h"

#include <gtest/gtest.h>

#include <map>

#include "base/table.h"
#include "base/text.h"

namespace motcua::ranking {
namespace {

TEST(WorkingStep, FollowsItsCases) {
  const Table table = read_tsv_file("src/ranking/working_step_cases.tsv");
  ASSERT_GE(table.rows.size(), 12U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::map<std::int64_t, std::int64_t> counted;
    std::string text;
    for (const auto& word : split(table.at(row, "minutes"), ' ')) {
      if (word.empty()) continue;
      const auto step = working_step(*parse_integer(word));
      text += (text.empty() ? "" : " ") + std::to_string(step);
      ++counted[step];
    }
    const Steps steps(counted.begin(), counted.end());
    const auto shown = [&](int percent) {
      const auto found = percentile(steps, percent);
      return found ? std::to_string(*found) : "-";
    };
    EXPECT_EQ(text.empty() ? "-" : text, table.at(row, "counted")) << row;
    EXPECT_EQ(shown(50), table.at(row, "median")) << row;
    EXPECT_EQ(shown(90), table.at(row, "ninetieth")) << row;
  }
}

}  // namespace
}  // namespace motcua::ranking
