#include "documents/amount_words.h"

#include "base/check.h"

namespace motcua::documents {
namespace {

constexpr std::int64_t thousand = 1'000;
constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t billion = 1'000'000'000;

constexpr std::array<const char*, 10> digits{"không", "một", "hai", "ba",  "bốn",
                                             "năm",   "sáu", "bảy", "tám", "chín"};

void say(std::string& out, std::string_view word) {
  if (!out.empty()) out += ' ';
  out += word;
}

void say_ones(std::string& out, int tens, int ones) {
  if (ones == 0) return;
  if (ones == 5 && tens >= 1) return say(out, "lăm");
  if (ones == 1 && tens >= 2) return say(out, "mốt");
  if (ones == 4 && tens >= 2) return say(out, "tư");
  say(out, digits.at(ones));
}

// One group of three figures. `inner`: a higher group was said, so that empty hundreds must be said too.
void say_group(std::string& out, int group, bool inner) {
  const int hundreds = group / 100;
  const int tens = group / 10 % 10;
  const int ones = group % 10;
  const bool hundreds_said = hundreds > 0 || inner;
  if (hundreds_said) {
    say(out, digits.at(hundreds));
    say(out, "trăm");
  }
  if (tens == 0) {
    if (ones > 0 && hundreds_said) say(out, "lẻ");
  } else if (tens == 1) {
    say(out, "mười");
  } else {
    say(out, digits.at(tens));
    say(out, "mươi");
  }
  say_ones(out, tens, ones);
}

void say_number(std::string& out, std::int64_t n) {
  if (n >= billion) {
    say_number(out, n / billion);
    say(out, "tỷ");
    n %= billion;
  }
  const std::array<std::pair<std::int64_t, const char*>, 3> groups{
      {{million, "triệu"}, {thousand, "nghìn"}, {1, ""}}};
  for (const auto& [unit, name] : groups) {
    const int group = static_cast<int>(n / unit % thousand);
    if (group == 0) continue;
    say_group(out, group, !out.empty());
    if (*name != '\0') say(out, name);
  }
}

}  // namespace

std::string amount_in_words(std::int64_t dong) {
  CHECK(dong >= 0);
  std::string out;
  if (dong == 0) out = digits[0];
  say_number(out, dong);
  say(out, "đồng");
  return out;
}

std::string amount_in_figures(std::int64_t dong) {
  CHECK(dong >= 0);
  std::string out = std::to_string(dong);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, '.');
  return out;
}

}  // namespace motcua::documents
