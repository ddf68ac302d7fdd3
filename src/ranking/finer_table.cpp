#include "ranking/finer_table.h"

#include <algorithm>
#include <set>

namespace motcua::ranking {
namespace {

constexpr const char* others = "other";

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
}

struct Named {
  std::vector<std::string> rows, columns;
  CountTable cells;
};

Named table_of(const FinerCounts& counts) {
  std::set<std::string> rows, columns;
  for (const auto& [key, count] : counts) {
    rows.insert(key.first);
    columns.insert(key.second);
  }
  Named named{{rows.begin(), rows.end()}, {columns.begin(), columns.end()}, {}};
  named.cells.assign(named.rows.size(), std::vector<std::int64_t>(named.columns.size()));
  for (const auto& [key, count] : counts)
    named.cells[place_of(named.rows, key.first)][place_of(named.columns, key.second)] = count;
  return named;
}

Named merged(const Named& from) {
  const auto small = rows_to_merge(from.cells);
  Named to{{}, from.columns, {}};
  std::vector<std::int64_t> sum(from.columns.size());
  for (std::size_t row = 0; row < from.rows.size(); ++row) {
    if (std::find(small.begin(), small.end(), row) == small.end()) {
      to.rows.push_back(from.rows[row]);
      to.cells.push_back(from.cells[row]);
      continue;
    }
    for (std::size_t column = 0; column < sum.size(); ++column) sum[column] += from.cells[row][column];
  }
  if (!small.empty()) {
    to.rows.emplace_back(others);
    to.cells.push_back(sum);
  }
  return to;
}

}  // namespace

std::vector<FinerRow> publishable(const FinerCounts& counts) {
  const Named table = merged(table_of(counts));
  const Suppressed made = suppress(table.cells);
  if (made.withheld) return {};
  std::vector<FinerRow> rows;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const bool hidden = made.hidden[row][column];
      const auto count = table.cells[row][column];
      if (!hidden && count == 0) continue;
      rows.push_back({table.rows[row], table.columns[column], hidden ? std::nullopt : std::optional(count)});
    }
  }
  return rows;
}

}  // namespace motcua::ranking
