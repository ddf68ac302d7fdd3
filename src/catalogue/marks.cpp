#include "catalogue/marks.h"

#include <string>

namespace motcua::catalogue {

namespace {

// Combining marks take two bytes, CC xx or CD xx; only those of Vietnamese matter.
constexpr std::string_view grave = "\u0300", acute = "\u0301", tilde = "\u0303", hook = "\u0309",
                           dot = "\u0323";
constexpr std::string_view stroked_d = "đ";

struct Marks {
  std::string_view tone;   // empty: level
  std::string on_letters;  // for each letter: '-' none, 'd' a stroke, else the last byte of its mark
};

bool is_tone(std::string_view mark) {
  return mark == grave || mark == acute || mark == tilde || mark == hook || mark == dot;
}

Marks marks_of(std::string_view word) {
  Marks marks;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto byte = static_cast<unsigned char>(word[at]);
    const std::string_view two = word.substr(at, 2);
    if (byte < 0x80) {
      marks.on_letters += '-';
    } else if (two == stroked_d) {
      marks.on_letters += 'd';
      ++at;
    } else if (is_tone(two)) {
      marks.tone = two;
      ++at;
    } else if ((byte == 0xCC || byte == 0xCD) && two.size() == 2 && !marks.on_letters.empty()) {
      marks.on_letters.back() = two[1];
      ++at;
    } else {
      marks.on_letters += word[at];
    }
  }
  return marks;
}

enum class Difference { none, left_out, other };

Difference between_letters(const std::string& typed, const std::string& meant) {
  if (typed.size() != meant.size()) return Difference::other;
  auto difference = Difference::none;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == meant[i]) continue;
    if (typed[i] != '-') return Difference::other;
    difference = Difference::left_out;
  }
  return difference;
}

bool hook_for_tilde(const Marks& one, const Marks& other) {
  return (one.tone == hook && other.tone == tilde) || (one.tone == tilde && other.tone == hook);
}

}  // namespace

MarksFit marks_fit(std::string_view typed, std::string_view meant) {
  const Marks one = marks_of(typed), other = marks_of(meant);
  const Difference letters = between_letters(one.on_letters, other.on_letters);
  const bool same_tone = one.tone == other.tone;
  if (letters == Difference::none && same_tone) return MarksFit::same;
  if (letters != Difference::other && (same_tone || one.tone.empty())) return MarksFit::left_out;
  if (letters != Difference::other && hook_for_tilde(one, other)) return MarksFit::confused;
  const bool one_kind = letters == Difference::none || same_tone;
  return one_kind ? MarksFit::one_other : MarksFit::others;
}

bool tone_may_be(std::string_view typed, std::string_view meant) {
  const Marks one = marks_of(typed), other = marks_of(meant);
  return one.tone.empty() || one.tone == other.tone || hook_for_tilde(one, other);
}

}  // namespace motcua::catalogue
