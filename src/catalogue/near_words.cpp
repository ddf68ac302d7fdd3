#include "catalogue/near_words.h"

#include <algorithm>
#include <array>

namespace motcua::catalogue {

namespace {

constexpr std::size_t shortest = 3;  // of what was typed
constexpr std::size_t shortest_meant = 2;
constexpr std::size_t longest = 24;
constexpr std::size_t two_changes_from = 8;  // letters
constexpr std::size_t most_near = 8;

std::size_t allowed_changes(std::size_t letters) { return letters >= two_changes_from ? 2 : 1; }

std::uint32_t digest(std::string_view word) {  // FNV-1a
  std::uint32_t value = 2166136261U;
  for (const char c : word) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

using Letters = std::array<char, longest>;

std::string_view without(std::string_view word, std::size_t letter, Letters& kept) {
  const auto behind = std::copy_n(word.begin(), letter, kept.begin());
  std::copy(word.begin() + static_cast<long>(letter) + 1, word.end(), behind);
  return {kept.data(), word.size() - 1};
}

// The word itself, and with up to `left_out` (0 to 2) of its letters left out. At most `longest` letters.
template <class Each>
void each_shortened(std::string_view word, std::size_t left_out, const Each& each) {
  each(word);
  if (left_out == 0) return;
  Letters by_one, by_two;
  for (std::size_t first = 0; first < word.size(); ++first) {
    const std::string_view shorter = without(word, first, by_one);
    each(shorter);
    if (left_out == 1) continue;
    for (std::size_t second = first; second < shorter.size(); ++second)
      each(without(shorter, second, by_two));
  }
}

}  // namespace

std::size_t changes_between(std::string_view one, std::string_view other, std::size_t most) {
  const std::size_t difference =
      one.size() > other.size() ? one.size() - other.size() : other.size() - one.size();
  if (difference > most || one.size() > longest || other.size() > longest) return most + 1;
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= other.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = one[i - 1] == other[j - 1];
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return std::min(rows[one.size() % 3][other.size()], most + 1);
}

NearWords::NearWords(std::span<const std::string> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.size() < shortest_meant || word.size() > longest) continue;
    each_shortened(word, allowed_changes(word.size()), [&](std::string_view shorter) {
      shortened_.push_back(std::uint64_t{digest(shorter)} << 32U | i);
    });
  }
  std::sort(shortened_.begin(), shortened_.end());
  shortened_.erase(std::unique(shortened_.begin(), shortened_.end()), shortened_.end());
  shortened_.shrink_to_fit();
}

std::vector<NearWords::Near> NearWords::near(std::string_view word,
                                             std::span<const std::string> words) const {
  std::vector<Near> found;
  if (word.size() < shortest || word.size() > longest) return found;
  const std::size_t allowed = allowed_changes(word.size());
  each_shortened(word, allowed, [&](std::string_view shorter) {
    const std::uint32_t wanted = digest(shorter);
    auto at = std::lower_bound(shortened_.begin(), shortened_.end(), std::uint64_t{wanted} << 32U);
    for (; at != shortened_.end() && *at >> 32U == wanted; ++at) {
      const auto meant = static_cast<std::uint32_t>(*at);
      const bool known =
          std::any_of(found.begin(), found.end(), [&](auto& near) { return near.word == meant; });
      if (known) continue;
      const std::size_t changes = changes_between(word, words[meant], allowed);
      if (changes <= allowed) found.push_back({meant, changes});
    }
  });
  // A slip in the first letter is rarer than one behind it.
  const auto rank = [&](const Near& near) {
    return std::tuple(near.changes, words[near.word].front() != word.front(), near.word);
  };
  std::sort(found.begin(), found.end(), [&](const Near& a, const Near& b) { return rank(a) < rank(b); });
  if (found.size() > most_near) found.resize(most_near);
  return found;
}

}  // namespace motcua::catalogue
