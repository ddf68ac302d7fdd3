#pragma once
#include <string>
#include <string_view>

namespace motcua::guide {

// A question with everything taken out that may be a person's: words with a digit or a sign of an address;
// words that begin with a capital letter, but for the first; the word before a name's middle word ("thị",
// "văn" and without marks) and two behind it; two words behind "tên". Each run of them becomes a comma. What
// is not UTF-8 gives nothing.
std::string without_persons(std::string_view question);

// What is left of a question when only words remain that the catalogue knows
// (catalogue::Catalogue::known_words of without_persons): at most 12 words; empty when fewer than two known
// words are left to learn from.
std::string words_to_keep(std::string_view known_words);

}  // namespace motcua::guide
