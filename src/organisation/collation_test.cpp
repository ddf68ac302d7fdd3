#include "organisation/collation.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::organisation {
namespace {

TEST(Collation, FollowsTheCases) {
  const Table cases = read_tsv_file("src/organisation/collation_cases.tsv");
  ASSERT_GT(cases.rows.size(), 20u);
  for (std::size_t i = 0; i < cases.rows.size(); ++i) {
    const auto& first = cases.at(i, "first");
    const auto& then = cases.at(i, "then");
    EXPECT_EQ(vietnamese_order(first, then), std::weak_ordering::less) << first << " < " << then;
    EXPECT_EQ(vietnamese_order(then, first), std::weak_ordering::greater) << then << " > " << first;
  }
}

TEST(Collation, ComposedAndDecomposedAreEqual) {
  EXPECT_EQ(vietnamese_order("Mường", "Mu\xCC\x9Bo\xCC\x9B\xCC\x80ng"), std::weak_ordering::equivalent);
  EXPECT_EQ(vietnamese_order("MƯỜNG", "mường"), std::weak_ordering::equivalent);
}

}  // namespace
}  // namespace motcua::organisation
