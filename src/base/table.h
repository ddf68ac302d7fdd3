#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace motcua {

// A small table read from text: case tables, holidays, units. rows[i][j] belongs to columns[j]; every row is
// as long as columns.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  // Position of a column; CHECKs that it exists.
  std::size_t column(std::string_view name) const;
  const std::string& at(std::size_t row, std::string_view column_name) const;
};

// First line: names. Lines that are empty or start with '#' are skipped. Throws std::runtime_error naming the
// line when a row has another number of cells than the head.
Table read_csv(std::string_view text);  // RFC 4180 quotes
Table read_tsv(std::string_view text);  // no quoting; "\n" in a cell written as \n

// A table in a file, such as a case table beside its rule. Throws std::runtime_error naming the path when it
// cannot be read.
Table read_tsv_file(const std::string& path);

}  // namespace motcua
