#include "http/text_pattern.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace motcua::http {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool all_of(std::string_view text, bool (*test)(char)) { return std::all_of(text.begin(), text.end(), test); }

bool matches_phone(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  if (!all_of(text, [](char c) { return is_digit(c) || c == ' ' || c == '.'; })) return false;
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits >= 8 && digits <= 15;
}

bool matches_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  return text.find('@', at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos;
}

// U+202A to U+202E and U+2066 to U+2069: what follows is shown in another order than it is stored in.
bool turns_direction(std::string_view text) {
  for (auto at = text.find("\xE2"); at != std::string_view::npos; at = text.find("\xE2", at + 1)) {
    const std::string_view sign = text.substr(at, 3);
    if (sign >= "\xE2\x80\xAA" && sign <= "\xE2\x80\xAE") return true;
    if (sign >= "\xE2\x81\xA6" && sign <= "\xE2\x81\xA9") return true;
  }
  return false;
}

bool is_printable_ascii(std::string_view text) {
  unsigned char other = 0;  // without a way out in between, so that the compiler takes many bytes at a time
  for (const char c : text) other |= static_cast<unsigned char>((c < 0x20) | (c == 0x7f));
  return other == 0;
}

}  // namespace

bool matches(Pattern pattern, std::string_view text) {
  switch (pattern) {
    case Pattern::any:
      return true;
    case Pattern::line:
      return text.find_first_of("\r\n") == std::string_view::npos;
    case Pattern::code:
      return all_of(text, [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_' || c == '/';
      });
    case Pattern::digits:
      return all_of(text, is_digit);
    case Pattern::phone:
      return matches_phone(text);
    case Pattern::email:
      return matches_email(text);
    case Pattern::scanned:
      return text.find('\0') == std::string_view::npos;
  }
  CHECK(false);
  return false;
}

PatternFacts facts_of(Pattern pattern) {
  switch (pattern) {
    case Pattern::any:
      return {"", ""};
    case Pattern::line:
      return {"http.not_one_line", "^[^\\r\\n]*$"};
    case Pattern::code:
      return {"http.not_a_code", "^[A-Za-z0-9._/-]*$"};
    case Pattern::digits:
      return {"http.not_digits", "^[0-9]*$"};
    case Pattern::phone:
      return {"http.not_a_phone", "^\\+?[0-9 .]*$"};
    case Pattern::email:
      return {"http.not_an_email", "^[^@ ]+@[^@ ]+$"};
    case Pattern::scanned:
      return {"http.illegal_character", ""};
  }
  CHECK(false);
  return {};
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
  });
}

const char* fault_of_text(std::string_view text, bool scanned) {
  if (is_printable_ascii(text)) return nullptr;  // ids, dates, codes
  if (!valid_utf8(text)) return "http.invalid_utf8";
  if (!scanned && (has_control_character(text) || turns_direction(text))) return "http.illegal_character";
  return nullptr;
}

}  // namespace motcua::http
