#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/people_words.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

struct SearchIndex;

// Why a procedure was found.
enum class Why { code, said, name, english_name, answer };

struct Hit {
  std::size_t position = 0;  // of the procedure, as the search was given them
  double score = 0;          // 0 to 1
  Why why = Why::name;
  std::string words;  // what people say, or the words of the question that its name has; never anything else
};

struct Found {
  std::vector<Hit> hits;            // best first
  std::optional<AskBack> ask_back;  // the question fits several procedures that answer different needs
};

// Finds the procedure a person means. Understands words with or without marks, composed or not, however tones
// are placed; Telex and VNI keys left in; one or two slips in a word; words run together; abbreviations and
// people's words; a story in which the matter is one part; a code or its beginning. Exact marks rank first.
// What has nothing to do with the catalogue finds nothing. Any bytes may be asked; at most the first thousand
// are read. Never changed after it was built, so threads may share it.
class Search {
 public:
  explicit Search(std::span<const ProcedureVersion* const> procedures,
                  const PeopleWords& people = PeopleWords::shipped());
  ~Search();
  Search(Search&&) noexcept;
  Search& operator=(Search&&) noexcept;

  // At most `most` procedures. An empty question finds nothing.
  Found find(std::string_view question, std::size_t most) const;
  // The words of the question that stand in names or in people's words, in order; "…" for each run of others.
  std::string known_words(std::string_view question) const;
  // Bytes the index takes, at least.
  std::size_t bytes() const;

 private:
  std::unique_ptr<const SearchIndex> index_;
};

}  // namespace motcua::catalogue
