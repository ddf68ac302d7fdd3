#include "guide/unanswered_words.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.h"

namespace motcua::guide {
namespace {

constexpr std::size_t most_kept = 12;
constexpr std::size_t least_kept = 2;
constexpr std::string_view gap = "…";

bool has_digit_or_address(const std::string& word) {
  return word.find_first_of("0123456789@/_\\") != std::string::npos;
}

// Its first letter has a small form that is another one.
bool begins_with_capital(const std::string& word) {
  const std::string small = accented_key(word);
  const std::string as_written = tidy(word);
  if (small.empty()) return false;
  const std::string titled = title_case_name(word);
  return !titled.empty() && !as_written.empty() && titled.front() == as_written.front() &&
         titled.substr(0, 2) == as_written.substr(0, 2) &&
         tidy(small).substr(0, 2) != as_written.substr(0, 2);
}

// The middle word of most Vietnamese names. Without marks it is also another word, which is then lost too.
bool middle_of_name(const std::string& key) { return key == "thi" || key == "van"; }

}  // namespace

std::string without_persons(std::string_view question) {
  if (!valid_utf8(question)) return {};
  std::vector<std::string> all = words(tidy(question));
  std::set<std::size_t> taken_out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string key = search_key(all[i]);
    if (has_digit_or_address(all[i]) || (i > 0 && begins_with_capital(all[i]))) taken_out.insert(i);
    if (middle_of_name(key)) {
      for (std::size_t near = i == 0 ? 0 : i - 1; near <= i + 2; ++near) taken_out.insert(near);
    }
    if (key == "ten") taken_out.insert({i + 1, i + 2, i + 3});
  }
  std::string kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string word = taken_out.contains(i) ? "," : all[i];
    if (word == "," && kept.ends_with(",")) continue;
    kept += (kept.empty() ? "" : " ") + word;
  }
  return kept;
}

std::string words_to_keep(std::string_view known_words) {
  std::string kept;
  std::size_t count = 0, known = 0;
  for (const std::string& word : words(known_words)) {
    if (count == most_kept) break;
    ++count;
    known += word == gap ? 0 : 1;
    kept += (kept.empty() ? "" : " ") + word;
  }
  return known < least_kept ? std::string() : kept;
}

}  // namespace motcua::guide
