#pragma once
#include <string_view>

namespace motcua::catalogue {

// How the marks of a typed word differ from those of the word it may stand for, nearest first.
enum class MarksFit {
  same,
  left_out,   // some marks are not there: "đang ki" for "đăng kí"
  confused,   // hỏi for ngã or the other way, which sound alike to many: "sổ đõ" for "sổ đỏ"
  one_other,  // another tone, or another mark on letters: most likely another word, seldom a slip
  others,     // both: another word
};

// Both as TypedWord::accented writes them, of the same plain word.
MarksFit marks_fit(std::string_view typed, std::string_view meant);

// Whether the tone that was typed may be meant for that of the other word, whatever the letters: the same,
// left out, or hỏi for ngã. Both as TypedWord::accented writes them.
bool tone_may_be(std::string_view typed, std::string_view meant);

}  // namespace motcua::catalogue
