#pragma once
#include <cstdint>
#include <vector>

namespace motcua::ranking {

// A table of counts of dossiers by two attributes: cells[row][column], none negative, every row as long. Its
// row and column totals are known to everybody.
using CountTable = std::vector<std::vector<std::int64_t>>;

// In a cell of so few somebody can be recognised. 0 is shown: there is nobody in it.
inline constexpr std::int64_t fewest_shown = 5;

struct Suppressed {
  std::vector<std::vector<bool>> hidden;  // shape of the table
  // True: some small cell cannot be hidden by hiding others, because nearly nothing else is in the table;
  // then none of it may be shown.
  bool withheld = false;
};

// Which cells to hide: those from 1 to 4, and as many others (complements, the smallest first) as it takes
// that no hidden cell can be computed back from the shown ones, the totals, and that counts are whole and not
// negative. A hidden cell is safe when one can be taken from it, or given to it, along a circle of hidden
// cells that leaves every total as it is.
Suppressed suppress(const CountTable& table);

// Rows whose total is from 1 to 4 (the total itself is such a cell): places of the rows to be added up and
// shown as one, "others", the smallest ones first, so that the sum is 0 or at least 5 if the table has so
// many.
std::vector<std::size_t> rows_to_merge(const CountTable& table);

}  // namespace motcua::ranking
