#pragma once
#include <map>
#include <optional>
#include <string>

#include "ranking/open_table.h"
#include "ranking/suppress.h"

namespace motcua::ranking {

// Counts of one month by two attributes: {row, column} → count. What is not there is 0.
using FinerCounts = std::map<std::pair<std::string, std::string>, std::int64_t>;

// Rows (row, column, count) that may be published: small rows added up as "other" (rows_to_merge), small
// cells and their complements without a count (suppress), zeros left out. Empty when the table has to be
// withheld.
struct FinerRow {
  std::string row, column;
  std::optional<std::int64_t> count;  // nothing: hidden
  bool operator==(const FinerRow&) const = default;
};
std::vector<FinerRow> publishable(const FinerCounts& counts);

}  // namespace motcua::ranking
