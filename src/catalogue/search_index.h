#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/near_words.h"
#include "catalogue/people_words.h"
#include "catalogue/typed_words.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

// The catalogue as the search reads it: words → titles (a procedure's names and what people call it) →
// procedures. Built once, never changed. The search itself is in search.cpp.
struct SearchIndex {
  SearchIndex(std::span<const ProcedureVersion* const> procedures, const PeopleWords& people);

  enum class TitleKind { name, english_name, said, topic };
  // A name of a procedure or of a topic to ask back about.
  struct Title {
    TitleKind kind = TitleKind::name;
    std::uint32_t owner = 0;  // position of the procedure or of the topic
    double weight = 0;        // sum of the weights of its words
    std::vector<std::uint32_t> terms;
    std::string text;  // what people say; empty for names, which the procedure has
    double share = 1;  // of a score: the first procedure of a saying is meant more often than the second
  };
  struct Occurrence {
    std::uint32_t title = 0;
    float weight = 0;
  };
  // A word with its marks, as titles have it.
  struct Term {
    std::string accented;
    std::uint32_t plain = 0;
    double weight = 0;  // 0 to 1: how much it tells
    std::vector<Occurrence> titles;
  };
  // A word without marks, and where it stands.
  struct Plain {
    std::vector<std::uint32_t> terms;  // empty: in no title
    std::vector<std::uint32_t> texts;  // procedures whose sector, papers or result have it; sorted
    double filler =
        1;  // below 1: a word that says little is written so; above 1: one that speaks of something else
  };
  struct Entry {
    std::string code;
    double standing = 0;  // what its own authority adds to a score
  };
  // Words that are replaced by others before searching; by the plain word they begin with.
  struct Replacement {
    std::vector<TypedWord> said, meant;
  };

  std::vector<Entry> entries;  // as the procedures were given
  std::unordered_map<std::string, std::uint32_t> entry_of_code;
  std::vector<AskBack> topics;
  std::vector<Title> titles;
  std::vector<Term> terms;
  std::vector<Plain> plains;
  std::vector<std::string> plain_words;  // of `plains`
  std::unordered_map<std::string, std::uint32_t> plain_of_word;
  std::unordered_map<std::string, double> filler_of_accented;
  std::vector<std::uint32_t> alphabetical;  // the plain words of titles
  std::unordered_map<std::string, std::vector<Replacement>> replacements;
  NearWords near;

  // A lower bound of the memory it takes.
  std::size_t bytes() const;

 private:
  // A word of the catalogue's texts while it is built: read once, however often it stands there.
  struct ReadWord {
    TypedWord word;
    std::optional<std::uint32_t> plain, term;
  };
  struct Token {
    std::vector<ReadWord> words;             // mostly one
    std::optional<std::uint32_t> last_text;  // position of the procedure it was last found in
  };
  Token& token(std::string_view text);

  void add_fillers(const PeopleWords& people);
  void add_names(std::span<const ProcedureVersion* const> procedures);
  void add_people_words(const PeopleWords& people);
  void add_texts(std::span<const ProcedureVersion* const> procedures);
  void add_title(TitleKind kind, std::uint32_t owner, std::string_view text);
  void weigh(std::size_t procedures);
  std::uint32_t plain_id(const std::string& word);
  std::uint32_t term_id(const TypedWord& word);

  std::unordered_map<std::string, std::uint32_t> term_of_accented_;
  std::unordered_map<std::string_view, Token> tokens_;  // while it is built; views of the texts given
};

}  // namespace motcua::catalogue
