#include "base/table.h"

#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/check.h"
#include "base/text.h"

namespace motcua {
namespace {

using Cells = std::vector<std::string>;

// One CSV record from `pos` on; quoted cells may hold line ends.
Cells csv_record(std::string_view text, std::size_t& pos) {
  Cells cells(1);
  bool quoted = false;
  for (; pos < text.size(); ++pos) {
    const char c = text[pos];
    if (quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (pos + 1 < text.size() && text[pos + 1] == '"') {
        cells.back() += '"';
        ++pos;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\n') {
      ++pos;
      break;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

Cells tsv_record(std::string_view text, std::size_t& pos) {
  const std::size_t end = std::min(text.find('\n', pos), text.size());
  std::string_view line = text.substr(pos, end - pos);
  pos = end + 1;
  if (line.ends_with('\r')) line.remove_suffix(1);
  Cells cells = split(line, '\t');
  for (auto& cell : cells) {
    for (std::size_t at = 0; (at = cell.find("\\n", at)) != std::string::npos; ++at)
      cell.replace(at, 2, "\n");
  }
  return cells;
}

template <class ReadRecord>
Table read_table(std::string_view text, ReadRecord read_record) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // spreadsheets write a byte order mark
  Table table;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto line =
        static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<long>(pos), '\n')) + 1;
    const bool comment = text[pos] == '#';
    Cells cells = read_record(text, pos);
    if (comment || (cells.size() == 1 && trim(cells[0]).empty())) continue;
    if (table.columns.empty()) {
      table.columns = std::move(cells);
    } else if (cells.size() != table.columns.size()) {
      throw std::runtime_error(
          fmt::format("line {}: {} cells, the head has {}", line, cells.size(), table.columns.size()));
    } else {
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

}  // namespace

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  CHECK(found != columns.end());
  return static_cast<std::size_t>(found - columns.begin());
}

const std::string& Table::at(std::size_t row, std::string_view column_name) const {
  return rows.at(row).at(column(column_name));
}

Table read_csv(std::string_view text) { return read_table(text, csv_record); }
Table read_tsv(std::string_view text) { return read_table(text, tsv_record); }

Table read_tsv_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path + ": paths are those of the repository's root");
  return read_tsv(text.str());
}

}  // namespace motcua
