#include <fmt/format.h>

#include "base/check.h"
#include "documents/workbook.h"

namespace motcua::documents {
namespace {

std::string quoted(const std::string& text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const std::string safe = formula ? "'" + text : text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string cell = "\"";
  for (const char c : safe) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

struct Written {
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(LocalTime time) const {
    const auto date = std::chrono::floor<std::chrono::days>(time);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(time - date).count();
    return fmt::format("{} {:02}:{:02}", format_iso(LocalDate(date)), minutes / 60, minutes % 60);
  }
};

}  // namespace

std::string workbook_csv(const Workbook& book) {
  std::string text = "\xEF\xBB\xBF";
  const auto line = [&](const auto& cells, const auto& write) {
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : ",") + write(cells[i]);
    text += "\r\n";
  };
  line(book.columns, [](const WorkbookColumn& column) { return quoted(column.heading); });
  for (const auto& row : book.rows) {
    CHECK(row.size() == book.columns.size());
    line(row, [](const WorkbookCell& cell) { return std::visit(Written{}, cell); });
  }
  return text;
}

}  // namespace motcua::documents
