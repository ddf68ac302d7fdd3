#include "ranking/finer_table.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <set>

namespace motcua::ranking {
namespace {

TEST(FinerTables, SmallRowsBecomeOthersAndSmallCellsAreHidden) {
  const FinerCounts counts{{{"Hộ tịch", "counter"}, 40}, {{"Hộ tịch", "online"}, 3},
                           {{"Đất đai", "counter"}, 20}, {{"Đất đai", "online"}, 30},
                           {{"Nuôi ong", "counter"}, 2}, {{"Mồ mả", "counter"}, 1},
                           {{"Chợ", "online"}, 6}};
  const std::vector<FinerRow> expected{{"Hộ tịch", "counter", {}}, {"Hộ tịch", "online", {}},
                                       {"Đất đai", "counter", 20}, {"Đất đai", "online", 30},
                                       {"other", "counter", {}},   {"other", "online", {}}};
  auto found = publishable(counts);
  const auto by_name = [](const FinerRow& a, const FinerRow& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  };
  auto sorted = expected;
  std::sort(sorted.begin(), sorted.end(), by_name);
  std::sort(found.begin(), found.end(), by_name);
  EXPECT_EQ(found, sorted);
}

TEST(FinerTables, NothingIsShownOfATableThatCannotBeProtected) {
  EXPECT_TRUE(publishable({{{"Hộ tịch", "online"}, 3}}).empty());
  EXPECT_TRUE(publishable({}).empty());
}

// Of no row and no cell a number from 1 to 4 can be read.
RC_GTEST_PROP(FinerTables, ShowNoSmallNumber, ()) {
  FinerCounts counts;
  for (const auto* row : {"a", "b", "c", "d", "e"}) {
    for (const auto* column : {"x", "y", "z"}) {
      const auto count = *rc::gen::weightedOneOf<std::int64_t>({{2, rc::gen::just<std::int64_t>(0)},
                                                                {2, rc::gen::inRange<std::int64_t>(1, 5)},
                                                                {1, rc::gen::inRange<std::int64_t>(5, 40)}});
      if (count > 0) counts[{row, column}] = count;
    }
  }
  std::map<std::string, std::int64_t> rows;
  std::set<std::string> hiding;
  for (const auto& row : publishable(counts)) {
    RC_ASSERT(row.count.value_or(fewest_shown) >= fewest_shown);
    if (!row.count) hiding.insert(row.row);
    rows[row.row] += row.count.value_or(0);
  }
  for (const auto& [name, total] : rows) RC_ASSERT(hiding.contains(name) || total >= fewest_shown);
}

}  // namespace
}  // namespace motcua::ranking
