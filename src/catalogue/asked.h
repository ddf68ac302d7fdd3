#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/search_index.h"

namespace motcua::catalogue {

// A question in terms of the index.
struct AskedWord {
  struct Candidate {
    std::uint32_t term = 0;
    double likeness = 0;  // 1: this very word
  };
  std::string typed;
  std::optional<std::uint32_t> plain;
  std::vector<Candidate> candidates;
  double weight = 0;  // how much it tells
  bool known = false;
};
using Asked = std::vector<AskedWord>;

// The question's words, each with the words of titles it may stand for.
Asked read_asked(const SearchIndex& index, const std::vector<TypedWord>& words);
// The question with people's words replaced by the catalogue's; empty when there are none to replace.
std::vector<TypedWord> replaced(const SearchIndex& index, const std::vector<TypedWord>& words);

}  // namespace motcua::catalogue
