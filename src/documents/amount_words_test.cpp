#include "documents/amount_words.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/check.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::documents {
namespace {

TEST(AmountWords, FollowsTheCaseTable) {
  std::ifstream file("src/documents/amount_words_cases.tsv");
  const Table table = read_tsv(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_GT(table.rows.size(), 40U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto dong = parse_integer(table.at(i, "dong"));
    ASSERT_TRUE(dong.has_value()) << table.at(i, "dong");
    EXPECT_EQ(amount_in_words(*dong), table.at(i, "words")) << *dong;
    EXPECT_EQ(amount_in_figures(*dong), table.at(i, "figures")) << *dong;
  }
}

TEST(AmountWords, TwoAmountsNeverReadTheSame) {
  std::set<std::string> said;
  for (int dong = 0; dong < 20'000; ++dong) EXPECT_TRUE(said.insert(amount_in_words(dong)).second) << dong;
}

TEST(AmountWords, RefusesANegativeSum) { EXPECT_THROW(amount_in_words(-1), CheckFailed); }

}  // namespace
}  // namespace motcua::documents
