#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

// The pieces of JSON as canonical_json writes it, each taken from the front of `rest`. Whatever is written in
// another way is not taken, so that a reader of any JSON has to say what it is. Private to http.
namespace motcua::http {

inline bool take(std::string_view& rest, std::string_view literal) {
  if (!rest.starts_with(literal)) return false;
  rest.remove_prefix(literal.size());
  return true;
}
// What stands between two quotation marks without an escape in it.
std::optional<std::string_view> take_text(std::string_view& rest);
std::optional<std::int64_t> take_integer(std::string_view& rest);

}  // namespace motcua::http
