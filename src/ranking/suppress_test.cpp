#include "ranking/suppress.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <functional>
#include <numeric>

#include "base/table.h"
#include "base/text.h"

namespace motcua::ranking {
namespace {

CountTable read_table(const std::string& text) {
  CountTable table;
  for (const auto& row : split(text, '/')) {
    auto& cells = table.emplace_back();
    for (const auto& cell : split(trim(row), ' ')) cells.push_back(parse_integer(cell).value());
  }
  return table;
}

std::string shown(const CountTable& table) {
  const Suppressed made = suppress(table);
  if (made.withheld) return "withheld";
  std::string text;
  for (std::size_t row = 0; row < table.size(); ++row) {
    text += row == 0 ? "" : " / ";
    for (std::size_t column = 0; column < table[row].size(); ++column) {
      text += column == 0 ? "" : " ";
      text += made.hidden[row][column] ? "x" : std::to_string(table[row][column]);
    }
  }
  return text;
}

TEST(Suppress, FollowsItsCases) {
  const Table table = read_tsv_file("src/ranking/suppress_cases.tsv");
  ASSERT_GE(table.rows.size(), 12U);
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    EXPECT_EQ(shown(read_table(table.at(row, "table"))), table.at(row, "shown")) << table.at(row, "table");
}

// Somebody who computes back: tries every way to fill the hidden cells that the totals allow, and notes which
// values each can have. Knows nothing of how cells were chosen.
class Attacker {
 public:
  Attacker(const CountTable& table, const std::vector<std::vector<bool>>& hidden)
      : table_(table), guess_(table) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      for (std::size_t column = 0; column < table[row].size(); ++column) {
        if (hidden[row][column]) cells_.emplace_back(row, column);
      }
    }
    possible_.resize(cells_.size());
    try_from(0);
  }
  // For each hidden cell, the values it can have.
  const std::vector<std::set<std::int64_t>>& possible() const { return possible_; }

 private:
  std::int64_t rest_of_row(std::size_t row) const {
    return std::accumulate(table_[row].begin(), table_[row].end(), std::int64_t{0}) -
           std::accumulate(guess_[row].begin(), guess_[row].end(), std::int64_t{0});
  }
  std::int64_t rest_of_column(std::size_t column) const {
    std::int64_t rest = 0;
    for (std::size_t row = 0; row < table_.size(); ++row) rest += table_[row][column] - guess_[row][column];
    return rest;
  }
  void try_from(std::size_t n) {
    if (n == 0) {
      for (const auto& [row, column] : cells_) guess_[row][column] = 0;
    }
    if (n == cells_.size()) {
      for (std::size_t row = 0; row < table_.size(); ++row) {
        if (rest_of_row(row) != 0) return;
      }
      for (std::size_t column = 0; column < table_.front().size(); ++column) {
        if (rest_of_column(column) != 0) return;
      }
      for (std::size_t i = 0; i < cells_.size(); ++i)
        possible_[i].insert(guess_[cells_[i].first][cells_[i].second]);
      return;
    }
    const auto [row, column] = cells_[n];
    const std::int64_t most = std::min(rest_of_row(row), rest_of_column(column));
    // The last hidden cell of its row has to take what is left.
    const bool last = n + 1 == cells_.size() || cells_[n + 1].first != row;
    for (std::int64_t value = last ? rest_of_row(row) : 0; value <= most; ++value) {
      guess_[row][column] = value;
      try_from(n + 1);
    }
    guess_[row][column] = 0;
  }

  const CountTable& table_;
  CountTable guess_;
  std::vector<std::pair<std::size_t, std::size_t>> cells_;
  std::vector<std::set<std::int64_t>> possible_;
};

rc::Gen<CountTable> tables() {
  const auto cell = rc::gen::weightedOneOf<std::int64_t>({{3, rc::gen::just<std::int64_t>(0)},
                                                          {4, rc::gen::inRange<std::int64_t>(1, 5)},
                                                          {4, rc::gen::inRange<std::int64_t>(5, 9)}});
  return rc::gen::mapcat(rc::gen::pair(rc::gen::inRange(1, 4), rc::gen::inRange(1, 4)),
                         [cell](const auto& size) {
                           return rc::gen::container<CountTable>(
                               size.first, rc::gen::container<std::vector<std::int64_t>>(size.second, cell));
                         });
}

RC_GTEST_PROP(Suppress, NoHiddenCellCanBeComputedBack, ()) {
  const CountTable table = *tables();
  const Suppressed made = suppress(table);
  if (made.withheld) return;
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t column = 0; column < table[row].size(); ++column) {
      if (table[row][column] > 0 && table[row][column] < fewest_shown) RC_ASSERT(made.hidden[row][column]);
    }
  }
  const Attacker attacker(table, made.hidden);
  for (const auto& values : attacker.possible()) RC_ASSERT(values.size() > 1U);
}

// Withholding is for tables in which nothing helps: with all cells hidden some small one would still be
// known.
RC_GTEST_PROP(Suppress, ATableIsWithheldOnlyWhenNothingHelps, ()) {
  const CountTable table = *tables();
  if (!suppress(table).withheld) return;
  const std::vector<std::vector<bool>> all(table.size(), std::vector<bool>(table.front().size(), true));
  const Attacker attacker(table, all);
  const bool known = std::any_of(attacker.possible().begin(), attacker.possible().end(),
                                 [](const auto& values) { return values.size() == 1; });
  RC_ASSERT(known);
}

TEST(Suppress, ALargeTableIsQuickAndKeepsMostOfItsCells) {
  CountTable table(45, std::vector<std::int64_t>(30));
  std::uint32_t seed = 7;
  std::size_t small = 0;
  for (auto& row : table) {
    for (auto& cell : row) {
      seed = seed * 1664525U + 1013904223U;
      cell = static_cast<std::int64_t>(seed >> 24U);
      if (cell > 0 && cell < fewest_shown) ++small;
    }
  }
  const Suppressed made = suppress(table);
  ASSERT_FALSE(made.withheld);
  std::size_t hidden = 0;
  for (const auto& row : made.hidden)
    hidden += static_cast<std::size_t>(std::count(row.begin(), row.end(), true));
  EXPECT_GT(small, 5U);
  EXPECT_LE(hidden, 4 * small);
}

TEST(Suppress, SmallRowsAreMergedUntilTheirSumIsNoneOfThem) {
  const auto merged = [](const CountTable& table) { return rows_to_merge(table); };
  using Rows = std::vector<std::size_t>;
  EXPECT_EQ(merged({{10, 2}, {6, 0}}), Rows{});
  EXPECT_EQ(merged({{10, 2}, {1, 2}, {4, 0}, {0, 0}}), (Rows{1, 2}));
  EXPECT_EQ(merged({{10, 2}, {1, 1}, {6, 0}}), (Rows{1, 2})) << "one alone would only be renamed";
  EXPECT_EQ(merged({{1, 0}, {2, 0}, {9, 0}}), (Rows{0, 1, 2})) << "the sum of the small ones is small";
  EXPECT_EQ(merged({}), Rows{});
}

}  // namespace
}  // namespace motcua::ranking
