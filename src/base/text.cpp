#include "base/text.h"

#include <utf8proc.h>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "base/check.h"

namespace motcua {
namespace {

using Point = utf8proc_int32_t;

// Calls `each` with every code point; false at the first byte that is not UTF-8.
template <class Each>
bool for_each_point(std::string_view text, Each each) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    Point point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &point);
    if (used <= 0) return false;
    each(point);
    at += used;
    left -= used;
  }
  return true;
}

void append(std::string& out, Point point) {
  utf8proc_uint8_t buffer[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(point, buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

std::string mapped(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* result = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &result, options);
  CHECK(size >= 0);
  std::string out(reinterpret_cast<const char*>(result), static_cast<std::size_t>(size));
  std::free(result);
  return out;
}

std::string lower_decomposed(std::string_view text) {
  std::string lower;
  for_each_point(text, [&](Point p) { append(lower, utf8proc_tolower(p)); });
  return mapped(lower, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
}

bool is_mark(Point p) { return utf8proc_category(p) == UTF8PROC_CATEGORY_MN; }

bool is_letter_or_digit(Point p) {
  const auto category = utf8proc_category(p);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         category == UTF8PROC_CATEGORY_ND;
}

bool is_space(Point p) {
  const auto category = utf8proc_category(p);
  return p == '\t' || p == '\n' || p == '\r' || category == UTF8PROC_CATEGORY_ZS ||
         category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

bool is_tone(Point p) { return p == 0x300 || p == 0x301 || p == 0x303 || p == 0x309 || p == 0x323; }

// Moves the tone mark of every syllable behind its last letter, so that hòa and hoà become one text.
std::string unify_tones(std::string_view decomposed) {
  std::string out;
  Point tone = 0;
  const auto flush = [&] {
    if (tone != 0) append(out, tone);
    tone = 0;
  };
  for_each_point(decomposed, [&](Point p) {
    if (is_tone(p)) {
      tone = p;
      return;
    }
    if (!is_letter_or_digit(p) && !is_mark(p)) flush();
    append(out, p);
  });
  flush();
  return out;
}

std::string collapse(std::string_view text, bool (*keep)(Point)) {
  std::string out;
  bool gap = false;
  for_each_point(text, [&](Point p) {
    if (!keep(p)) {
      gap = !out.empty();
      return;
    }
    if (gap) out += ' ';
    gap = false;
    append(out, p);
  });
  return out;
}

// How many bytes from the beginning are ASCII: ids, dates and codes are nothing else.
std::size_t ascii_length(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0x80U) == 0) ++at;
  return at;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  text.remove_prefix(ascii_length(text));
  return for_each_point(text, [](Point) {});
}

std::string readable(std::string_view bytes) {
  constexpr Point unreadable = 0xFFFD;
  std::string out;
  while (!bytes.empty()) {
    Point point = 0;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
    const auto used = utf8proc_iterate(at, static_cast<utf8proc_ssize_t>(bytes.size()), &point);
    append(out, used <= 0 || point == 0 ? unreadable : point);
    bytes.remove_prefix(used <= 0 ? 1 : static_cast<std::size_t>(used));
  }
  return out;
}

std::size_t length_in_characters(std::string_view text) {
  std::size_t count = ascii_length(text);
  text.remove_prefix(count);
  for_each_point(text, [&](Point) { ++count; });
  return count;
}

std::size_t length_in_signs(std::string_view text) {
  std::size_t count = 0;
  Point before = 0;
  utf8proc_int32_t state = 0;
  for_each_point(text, [&](Point point) {
    if (count == 0 || utf8proc_grapheme_break_stateful(before, point, &state)) ++count;
    before = point;
  });
  return count;
}

std::string composed(std::string_view text) {
  return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string tidy(std::string_view text) {
  return collapse(composed(text), [](Point p) { return !is_space(p); });
}

std::string search_key(std::string_view text) {
  std::string plain;
  for_each_point(lower_decomposed(text), [&](Point p) {
    if (p == 0x111) p = 'd';  // đ has no decomposition
    if (!is_mark(p)) append(plain, p);
  });
  return collapse(plain, is_letter_or_digit);
}

std::string accented_key(std::string_view text) {
  return collapse(unify_tones(lower_decomposed(text)),
                  [](Point p) { return is_letter_or_digit(p) || is_mark(p); });
}

std::vector<std::string> words(std::string_view key) {
  std::vector<std::string> list;
  for (auto& word : split(key, ' ')) {
    if (!word.empty()) list.push_back(std::move(word));
  }
  return list;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t pos = 0;;) {
    const std::size_t end = text.find(separator, pos);
    parts.emplace_back(text.substr(pos, end == std::string_view::npos ? end : end - pos));
    if (end == std::string_view::npos) return parts;
    pos = end + 1;
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::optional<long long> parse_integer(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string title_case_name(std::string_view name) {
  std::string out;
  bool first = true;
  for_each_point(composed(name), [&](Point p) {
    append(out, first ? utf8proc_toupper(p) : utf8proc_tolower(p));
    first = !is_letter_or_digit(p) && !is_mark(p);
  });
  return out;
}

}  // namespace motcua
