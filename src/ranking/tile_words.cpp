#include "ranking/tile_words.h"

#include <algorithm>

#include "base/text.h"

namespace motcua::ranking {

std::vector<std::string> tile_words(const std::string& name) {
  constexpr std::size_t fits = 9;  // characters
  std::size_t best = std::string::npos, best_length = length_in_characters(name);
  if (best_length <= fits) return {name};
  for (auto at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1)) {
    const auto longer =
        std::max(length_in_characters(name.substr(0, at)), length_in_characters(name.substr(at + 1)));
    if (longer >= best_length) continue;
    best = at;
    best_length = longer;
  }
  if (best == std::string::npos) return {name};
  return {name.substr(0, best), name.substr(best + 1)};
}

}  // namespace motcua::ranking
