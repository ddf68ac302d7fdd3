#include "organisation/collation.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "base/check.h"

namespace motcua::organisation {
namespace {

// Sort weights leave a gap after each letter for its own marked forms.
constexpr int weight_step = 4;

int letter_weight(utf8proc_int32_t c) {
  if (c >= 'a' && c <= 'z') return 40 + (c - 'a') * weight_step;
  if (c == 0x111) return 40 + ('d' - 'a') * weight_step + 1;
  if (c >= '0' && c <= '9') return 10 + (c - '0');
  if (c == ' ') return 1;
  return c < 0x80 ? 2 : 200;
}

// The mark that makes another letter of the alphabet: ă after a, â after ă, ô after o, ơ after ô, ư after u.
int letter_mark(utf8proc_int32_t mark) {
  if (mark == 0x306) return 1;
  if (mark == 0x302) return 2;
  if (mark == 0x31B) return 3;
  return 0;
}

int tone(utf8proc_int32_t mark) {
  constexpr std::array<utf8proc_int32_t, 5> tones{0x300, 0x309, 0x303, 0x301, 0x323};
  for (std::size_t i = 0; i < tones.size(); ++i) {
    if (tones[i] == mark) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace

std::string vietnamese_sort_key(std::string_view text) {
  utf8proc_uint8_t* raw = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                 static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(raw, &std::free);
  CHECK(size >= 0);
  std::string letters, tones;
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t c = 0;
    at += utf8proc_iterate(raw + at, size - at, &c);
    if (const int mark = letter_mark(c); mark != 0 && !letters.empty()) {
      letters.back() = static_cast<char>(static_cast<unsigned char>(letters.back()) + mark);
    } else if (const int t = tone(c); t != 0 && !tones.empty()) {
      tones.back() = static_cast<char>('1' + t);
    } else {
      letters.push_back(static_cast<char>(letter_weight(c)));
      tones.push_back('1');
    }
  }
  return letters + '\0' + tones;
}

std::weak_ordering vietnamese_order(std::string_view a, std::string_view b) {
  return vietnamese_sort_key(a).compare(vietnamese_sort_key(b)) <=> 0;
}

}  // namespace motcua::organisation
