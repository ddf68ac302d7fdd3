#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

// A table that anyone may take away, as CSV and as JSON. Pure.
namespace motcua::ranking {

// Nothing: not known or not shown. A share is a number from 0 to 1, unrounded.
using OpenCell = std::variant<std::monostate, std::string, std::int64_t, double>;

struct OpenTable {
  std::string name;  // of its files: "inputs" is inputs.csv and inputs.json
  std::vector<std::string> columns;
  std::vector<std::vector<OpenCell>> rows;  // rows[i][j] belongs to columns[j]
  bool operator==(const OpenTable&) const = default;
};

// RFC 4180 with a line feed, UTF-8, nothing before the head; an empty cell for nothing.
std::string csv_text(const OpenTable& table);
// A list of objects, one to a line; null for nothing.
std::string json_text(const OpenTable& table);

}  // namespace motcua::ranking
