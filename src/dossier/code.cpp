#include "dossier/code.h"

#include <fmt/format.h>
#include <cctype>

#include "base/check.h"
#include "base/text.h"

namespace motcua::dossier {
namespace {

constexpr std::string_view secret_signs = "23456789BCDFGHKMNPRTX";

std::string upper_without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '_'; }

bool digits_between(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_series(std::string_view text) {
  const auto parts = split(text, '.');
  std::string_view head = parts.front();
  if (!head.empty() && head.front() >= 'A' && head.front() <= 'Z') head.remove_prefix(1);
  if (!digits_between(head, 2, 3)) return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](const std::string& part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_word);
  });
}

}  // namespace

std::string format_code(const Series& series, LocalDate day, std::int64_t serial) {
  CHECK(serial > 0);
  const std::chrono::year_month_day date{day};
  return fmt::format("{}-{:02}{:02}{:02}-{:04}", series.name, static_cast<int>(date.year()) % 100,
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), serial);
}

std::optional<std::string> read_code(std::string_view text) {
  if (text.size() > 80) return std::nullopt;
  const std::string code = upper_without_spaces(text);
  const auto parts = split(code, '-');
  if (parts.size() != 3 || !is_series(parts[0]) || !digits_between(parts[1], 6, 8) ||
      !digits_between(parts[2], 4, 12)) {
    return std::nullopt;
  }
  return code;
}

std::string make_secret(Random& random) {
  std::string secret;
  for (int i = 0; i < 4; ++i)
    secret += secret_signs[random.below(static_cast<std::uint32_t>(secret_signs.size()))];
  return secret;
}

std::string normal_secret(std::string_view text) { return upper_without_spaces(text.substr(0, 40)); }

}  // namespace motcua::dossier
