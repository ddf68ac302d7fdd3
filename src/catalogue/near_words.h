#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::catalogue {

// How many letters must be changed, dropped, added or swapped with their neighbour to make one word of the
// other; `most` + 1 when it is more than `most`. Words of ASCII letters, at most 24 of them.
std::size_t changes_between(std::string_view one, std::string_view other, std::size_t most);

// Finds the words of a list that differ little from one that was mistyped, without looking at all of them.
class NearWords {
 public:
  NearWords() = default;
  // The words are named by their positions in the list; those of fewer than two letters are left out.
  explicit NearWords(std::span<const std::string> words);

  struct Near {
    std::uint32_t word = 0;
    std::size_t changes = 0;
  };
  // Words one change away, or two when the word has eight letters or more; at most eight, nearest first.
  // Empty for words of fewer than three or more than 24 letters.
  std::vector<Near> near(std::string_view word, std::span<const std::string> words) const;

  std::size_t bytes() const { return shortened_.capacity() * sizeof(std::uint64_t); }

 private:
  // Every word with up to one or two letters left out: the digest of what is left above, the word below.
  std::vector<std::uint64_t> shortened_;
};

}  // namespace motcua::catalogue
