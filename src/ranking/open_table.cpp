#include "ranking/open_table.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/json.h"

namespace motcua::ranking {
namespace {

struct AsText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
};

std::string csv_cell(const OpenCell& cell) {
  const std::string text = std::visit(AsText{}, cell);
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char sign : text) quoted += sign == '"' ? std::string("\"\"") : std::string(1, sign);
  return quoted + '"';
}

struct AsJson {
  json::value operator()(std::monostate) const { return nullptr; }
  json::value operator()(const std::string& text) const { return json::value(text); }
  json::value operator()(std::int64_t number) const { return number; }
  json::value operator()(double number) const { return number; }
};

}  // namespace

std::string csv_text(const OpenTable& table) {
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += (i == 0 ? "" : ",") + table.columns[i];
  text += '\n';
  for (const auto& row : table.rows) {
    CHECK(row.size() == table.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + csv_cell(row[i]);
    text += '\n';
  }
  return text;
}

std::string json_text(const OpenTable& table) {
  std::string text = "[";
  for (const auto& row : table.rows) {
    CHECK(row.size() == table.columns.size());
    json::object object;
    for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i]] = std::visit(AsJson{}, row[i]);
    text += (text.size() == 1 ? "\n" : ",\n") + json::serialize(object);
  }
  return text + "\n]\n";
}

}  // namespace motcua::ranking
