#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace motcua::catalogue {

// A word of a question, read so that different ways of writing it compare equal (handbook section 11).
struct TypedWord {
  std::string typed;     // composed, as it was written
  std::string accented;  // with marks, tone placement and i/y unified: hòa = hoà, kí = ký
  std::string plain;     // without marks
  bool marked() const { return accented != plain; }
};

// The words between two white spaces: mostly one.
std::vector<TypedWord> words_of_token(std::string_view token);

// The words of any bytes, at most 60 of the first thousand bytes; bytes that are no UTF-8 are left out.
std::vector<TypedWord> typed_words(std::string_view text);

// What a plain word may stand for when Telex or VNI keys were left in it: "ddawng" → "dang", "sinhj" →
// "sinh", "ke61t" → "ket". Most likely first; empty when it holds no such keys.
std::vector<std::string> keyboard_readings(std::string_view plain);

}  // namespace motcua::catalogue
