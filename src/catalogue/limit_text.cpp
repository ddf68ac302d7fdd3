#include "catalogue/limit_text.h"

#include <array>

#include "base/text.h"

namespace motcua::catalogue {

namespace {

using calendar::Limit;
using calendar::LimitKind;

// Longer than any limit a law gives; beyond it a cell holds something else, such as an amount of money.
constexpr long long longest_days = 1000;

struct Unit {
  std::string_view key;
  LimitKind kind;
};
constexpr std::array units{
    Unit{"ngay lam viec", LimitKind::working_days}, Unit{"ngay", LimitKind::calendar_days},
    Unit{"gio lam viec", LimitKind::working_hours}, Unit{"gio", LimitKind::working_hours}};

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string join(const std::vector<std::string>& parts, std::size_t from, std::size_t count) {
  std::string joined;
  for (std::size_t i = from; i < from + count; ++i) joined += (i > from ? " " : "") + parts[i];
  return joined;
}

bool other_unit(std::string_view key) {
  return key == "thang" || key == "nam" || key == "tuan" || key == "phut" || key == "quy";
}

}  // namespace

LimitText parse_limit_text(std::string_view text) {
  const std::string tidied = valid_utf8(text) ? tidy(text) : std::string(text);
  if (tidied.empty()) return {std::nullopt, "limit_missing"};
  if (!valid_utf8(text)) return {std::nullopt, "limit_unreadable"};
  const std::size_t end_of_number = tidied.find(' ');
  const std::string_view number = std::string_view(tidied).substr(0, end_of_number);
  // The number must stand alone: "120,000", "15-20" and "1.5" are not read as their first figures.
  if (!all_digits(number)) return {std::nullopt, "limit_unreadable"};
  const auto amount = parse_integer(number);
  if (!amount || *amount > longest_days) return {std::nullopt, "limit_unreadable"};
  if (*amount == 0) return {std::nullopt, "limit_zero"};
  if (end_of_number == std::string::npos) return {std::nullopt, "limit_without_unit"};
  std::string_view rest = trim(std::string_view(tidied).substr(end_of_number));
  if (rest.ends_with('.')) rest.remove_suffix(1);
  const std::string key = search_key(rest);
  for (const Unit& unit : units) {
    if (key == unit.key) return {Limit{unit.kind, static_cast<int>(*amount)}, ""};
  }
  return {std::nullopt, other_unit(key) ? "limit_unit_unknown" : "limit_unreadable"};
}

std::vector<Limit> limits_mentioned(std::string_view text) {
  std::vector<Limit> found;
  if (!valid_utf8(text)) return found;
  const std::vector<std::string> parts = words(search_key(text));
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const auto amount = all_digits(parts[i]) ? parse_integer(parts[i]) : std::nullopt;
    if (!amount || *amount < 1 || *amount > longest_days) continue;
    // "ngày 07/9/2023" writes a date, not a length of time.
    if (i > 0 && parts[i - 1] == "ngay") continue;
    // "07 (bảy) ngày làm việc": the number again in words.
    const std::size_t unit_at =
        parts[i + 1] != "ngay" && parts[i + 1] != "gio" && i + 2 < parts.size() ? i + 2 : i + 1;
    for (const Unit& unit : units) {
      const auto length = static_cast<std::size_t>(std::count(unit.key.begin(), unit.key.end(), ' ')) + 1;
      if (unit_at + length > parts.size() || join(parts, unit_at, length) != unit.key) continue;
      found.push_back(Limit{unit.kind, static_cast<int>(*amount)});
      break;
    }
  }
  return found;
}

}  // namespace motcua::catalogue
