#include "catalogue/typed_words.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace motcua::catalogue {

namespace {

constexpr std::size_t most_bytes = 1000;
constexpr std::size_t most_words = 60;

bool vowel(char letter) { return std::string_view("aeiouy").find(letter) != std::string_view::npos; }
bool letter(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool tone_key(char c) { return std::string_view("fsrxj").find(c) != std::string_view::npos; }

// The beginning of the text that fits and can be read.
std::string beginning(std::string_view text) {
  if (text.size() > most_bytes) {
    std::size_t end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  return readable(text);
}

// kí = ký, quí = quý: a lone final y after a consonant, or after qu, is written i.
void unify_i_and_y(std::string& word) {
  const std::size_t last = word.find_last_of("abcdefghijklmnopqrstuvwxyz");
  if (last == std::string::npos || last == 0 || word[last] != 'y') return;
  const char before = word[last - 1];
  const bool after_qu = last >= 2 && word.compare(last - 2, 2, "qu") == 0;
  if (after_qu || (letter(before) && !vowel(before))) word[last] = 'i';
}

std::string without_punctuation(std::string_view token) {
  constexpr std::string_view signs = ".,;:!?()[]{}<>\"'`/\\-_*&|";
  const std::size_t first = token.find_first_not_of(signs);
  return first == std::string_view::npos
             ? std::string()
             : std::string(token.substr(first, token.find_last_not_of(signs) - first + 1));
}

// What most words are, and what needs no look at Unicode: ASCII letters and digits alone.
std::optional<TypedWord> ascii_word(std::string_view token) {
  TypedWord word;
  word.typed = token;
  for (const char c : token) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (!letter(lower) && !digit(lower)) return std::nullopt;
    word.plain += lower;
  }
  if (word.plain.empty()) return std::nullopt;
  unify_i_and_y(word.plain);
  word.accented = word.plain;
  return word;
}

// aa → a, dd → d, uw → u, ow → o, aw → a; a w alone is ư.
std::string without_doubled_keys(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const bool doubled =
        !out.empty() && out.back() == c && std::string_view("aeod").find(c) != std::string_view::npos;
    if (doubled) continue;
    if (c == 'w') {
      if (out.empty() || !vowel(out.back())) out += 'u';
      continue;
    }
    out += c;
  }
  return out;
}

std::string without_tone_keys(std::string_view word) {
  std::string out;
  bool after_vowel = false;
  for (const char c : word) {
    if (after_vowel && tone_key(c)) continue;
    after_vowel = after_vowel || vowel(c);
    out += c;
  }
  return out;
}

}  // namespace

std::vector<TypedWord> words_of_token(std::string_view token) {
  std::vector<TypedWord> list;
  if (auto word = ascii_word(token)) {
    list.push_back(std::move(*word));
    return list;
  }
  std::vector<std::string> accented = words(accented_key(token));
  const bool whole = accented.size() == 1;
  for (std::string& word : accented) {
    TypedWord one;
    one.plain = search_key(word);
    if (one.plain.empty()) continue;
    one.typed = whole ? without_punctuation(token) : one.plain;
    unify_i_and_y(word);
    unify_i_and_y(one.plain);
    one.accented = std::move(word);
    list.push_back(std::move(one));
  }
  return list;
}

std::vector<TypedWord> typed_words(std::string_view text) {
  std::vector<TypedWord> list;
  for (const std::string& token : words(tidy(beginning(text)))) {
    for (TypedWord& word : words_of_token(token)) {
      if (list.size() == most_words) return list;
      list.push_back(std::move(word));
    }
  }
  return list;
}

std::vector<std::string> keyboard_readings(std::string_view plain) {
  std::vector<std::string> readings;
  const bool has_letter = std::any_of(plain.begin(), plain.end(), letter);
  if (!has_letter || plain.size() > 12) return readings;
  const auto add = [&](std::string reading) {
    unify_i_and_y(reading);
    if (reading == plain || reading.empty()) return;
    if (std::find(readings.begin(), readings.end(), reading) == readings.end()) readings.push_back(reading);
  };
  if (std::any_of(plain.begin(), plain.end(), digit)) {
    std::string without_digits(plain);
    std::erase_if(without_digits, digit);
    add(std::move(without_digits));
    return readings;
  }
  const std::string single = without_doubled_keys(plain);
  add(without_tone_keys(single));
  add(single);
  add(without_tone_keys(plain));
  return readings;
}

}  // namespace motcua::catalogue
