#include "ranking/suppress.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>

#include "base/check.h"

namespace motcua::ranking {
namespace {

struct Cell {
  std::size_t row, column;
  bool operator==(const Cell&) const = default;
};

// Rows and columns are the nodes, cells the edges: from row to column one more is put into the cell, from
// column to row one is taken out, which wants that there is one. A way from the row of a cell to its column
// by other cells, and back through the cell itself, changes it and no total.
class Ways {
 public:
  Ways(const CountTable& table, const std::vector<std::vector<bool>>& hidden)
      : table_(table), hidden_(hidden), rows_(table.size()), columns_(table.front().size()) {}

  // The cells that would have to be hidden as well for the cheapest such way; nothing when there is none.
  // Hidden cells cost nothing.
  std::optional<std::vector<Cell>> cheapest(Cell around, bool gives) const {
    const std::size_t nodes = rows_ + columns_;
    const std::size_t start = gives ? around.row : rows_ + around.column;
    const std::size_t goal = gives ? rows_ + around.column : around.row;
    std::vector<std::int64_t> cost(nodes, none);
    std::vector<std::size_t> from(nodes, nodes);
    using Reached = std::pair<std::int64_t, std::size_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> next;
    cost[start] = 0;
    next.emplace(0, start);
    while (!next.empty()) {
      const auto [so_far, node] = next.top();
      next.pop();
      if (so_far > cost[node]) continue;
      each_step(node, [&, so_far = so_far, node = node](std::size_t to, Cell cell) {
        if (cell == around) return;
        const std::int64_t there = so_far + price(cell);
        if (there >= cost[to]) return;
        cost[to] = there;
        from[to] = node;
        next.emplace(there, to);
      });
    }
    if (cost[goal] == none) return std::nullopt;
    std::vector<Cell> missing;
    for (std::size_t node = goal; node != start; node = from[node]) {
      const Cell cell = between(from[node], node);
      if (!hidden_[cell.row][cell.column]) missing.push_back(cell);
    }
    return missing;
  }

 private:
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();

  Cell between(std::size_t a, std::size_t b) const { return {std::min(a, b), std::max(a, b) - rows_}; }
  std::int64_t price(Cell cell) const {
    return hidden_[cell.row][cell.column] ? 0 : 1 + table_[cell.row][cell.column];
  }
  template <class Step>
  void each_step(std::size_t node, const Step& step) const {
    if (node < rows_) {
      for (std::size_t column = 0; column < columns_; ++column) step(rows_ + column, Cell{node, column});
      return;
    }
    const std::size_t column = node - rows_;
    for (std::size_t row = 0; row < rows_; ++row) {
      if (table_[row][column] > 0) step(row, Cell{row, column});
    }
  }

  const CountTable& table_;
  const std::vector<std::vector<bool>>& hidden_;
  std::size_t rows_, columns_;
};

// Hides what it takes to make one cell safe; false when nothing does.
bool protect(const CountTable& table, std::vector<std::vector<bool>>& hidden, Cell cell) {
  const Ways ways(table, hidden);
  std::optional<std::vector<Cell>> best;
  for (const bool gives : {true, false}) {
    if (gives && table[cell.row][cell.column] == 0) continue;
    auto found = ways.cheapest(cell, gives);
    if (!found) continue;
    if (found->empty()) return true;
    if (!best || found->size() < best->size()) best = std::move(found);
  }
  if (!best) return false;
  for (const Cell each : *best) hidden[each.row][each.column] = true;
  return true;
}

}  // namespace

Suppressed suppress(const CountTable& table) {
  Suppressed made;
  for (const auto& row : table) {
    CHECK(row.size() == table.front().size());
    auto& hidden = made.hidden.emplace_back();
    for (const auto count : row) {
      CHECK(count >= 0);
      hidden.push_back(count > 0 && count < fewest_shown);
    }
  }
  // What is hidden for one cell lies on a circle and is safe with it, so one pass over the small ones is
  // enough.
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t column = 0; column < table[row].size(); ++column) {
      const bool small = table[row][column] > 0 && table[row][column] < fewest_shown;
      if (small && !protect(table, made.hidden, {row, column})) made.withheld = true;
    }
  }
  return made;
}

std::vector<std::size_t> rows_to_merge(const CountTable& table) {
  const auto total = [&](std::size_t row) {
    return std::accumulate(table[row].begin(), table[row].end(), std::int64_t{0});
  };
  std::vector<std::size_t> order;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (total(row) > 0) order.push_back(row);
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return total(a) < total(b); });
  std::vector<std::size_t> merged;
  std::int64_t sum = 0;
  for (const auto row : order) {
    const bool small = total(row) < fewest_shown;
    // One small row alone would only be renamed.
    if (!small && (merged.empty() || (sum >= fewest_shown && merged.size() > 1))) break;
    merged.push_back(row);
    sum += total(row);
  }
  return merged;
}

}  // namespace motcua::ranking
