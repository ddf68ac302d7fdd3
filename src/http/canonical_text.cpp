#include "http/canonical_text.h"

#include <charconv>

namespace motcua::http {

std::optional<std::string_view> take_text(std::string_view& rest) {
  if (!rest.starts_with('"')) return std::nullopt;
  const auto end = rest.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  const auto text = rest.substr(1, end - 1);
  unsigned char escaped = 0;  // without a way out in between, so that the compiler takes many bytes at a time
  for (const char c : text)
    escaped |= static_cast<unsigned char>((c == '\\') | (static_cast<unsigned char>(c) < 0x20));
  if (escaped != 0) return std::nullopt;
  rest.remove_prefix(end + 1);
  return text;
}

std::optional<std::int64_t> take_integer(std::string_view& rest) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  const auto length = static_cast<std::size_t>(end - rest.data());
  const auto digits = rest.substr(rest.starts_with('-') ? 1 : 0, length);
  const bool goes_on =
      length < rest.size() && (rest[length] == '.' || rest[length] == 'e' || rest[length] == 'E');
  if (error != std::errc() || goes_on || (digits.starts_with('0') && length > 1)) return std::nullopt;
  rest.remove_prefix(length);
  return number;
}

}  // namespace motcua::http
