#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/version.h"

namespace motcua::catalogue {

// People's words for the catalogue's: "gks" → "giấy khai sinh". Kept as search keys.
struct Synonyms {
  struct Pair {
    std::string said;
    std::string meant;
  };
  std::vector<Pair> pairs;

  // A table with the columns said, meant.
  static Synonyms read(std::string_view tsv);
  static const Synonyms& shipped();  // data/catalogue/synonyms.tsv
};

// A version as the search sees it, computed once.
struct SearchEntry {
  std::string code;
  std::string accented_name;
  std::string name;  // search key
  std::vector<std::string> name_words;
  std::vector<std::string> other_words;  // sector, guidance, result; sorted
  int standing = 0;                      // curated and commune procedures come before others that fit equally
};
SearchEntry search_entry(const ProcedureVersion& version);

// Positions of the entries that fit, best first: by code or its beginning, else by words with or without
// accents, beginnings of words and people's words included. All words must fit; when nothing has them all,
// most must. An empty query gives every entry, by standing, then code. Telex left-overs and questions are the
// guide's matter.
std::vector<std::size_t> search(std::string_view query, std::span<const SearchEntry* const> entries,
                                const Synonyms& synonyms);

}  // namespace motcua::catalogue
