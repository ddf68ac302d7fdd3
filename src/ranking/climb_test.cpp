#include "ranking/climb.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "base/table.h"
#include "base/text.h"

namespace motcua::ranking {
namespace {

std::vector<Share> read_shares(const std::string& text) {
  std::vector<Share> shares;
  for (const auto& each : split(text, ' ')) {
    const auto parts = split(each, '='), counts = split(parts.at(1), '/');
    shares.push_back({parts[0], parse_integer(counts.at(0)).value(), parse_integer(counts.at(1)).value()});
  }
  return shares;
}

TEST(Climb, FollowsItsCases) {
  const Table table = read_tsv_file("src/ranking/climb_cases.tsv");
  ASSERT_GE(table.rows.size(), 8U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto found = climb(read_shares(table.at(row, "shares")), 0);
    EXPECT_EQ(found ? std::to_string(found->more) : "-", table.at(row, "more")) << table.at(row, "shares");
    EXPECT_EQ(found ? std::to_string(found->place) : "-", table.at(row, "place")) << table.at(row, "shares");
  }
}

RC_GTEST_PROP(Climb, OneFewerIsNotEnough, ()) {
  std::vector<Share> shares;
  for (const auto* code : {"a", "b", "c", "d"}) {
    const auto received = *rc::gen::inRange<std::int64_t>(1, 60);
    shares.push_back({code, *rc::gen::inRange<std::int64_t>(0, received + 1), received});
  }
  const auto before = places(shares)[0].value();
  const auto found = climb(shares, 0);
  if (!found) return;
  RC_ASSERT(found->more > 0 && found->place < before);
  auto then = shares;
  then[0].online += found->more - 1;
  then[0].received += found->more - 1;
  RC_ASSERT(places(then)[0].value() == before);
}

}  // namespace
}  // namespace motcua::ranking
