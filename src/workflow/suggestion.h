#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "base/uuid.h"

// To whom a dossier may best be given. A suggestion with its reason; a person decides. Pure.
namespace motcua::workflow {

struct Candidate {
  Uuid post;
  std::int64_t load_minutes = 0;  // work in hand, working minutes
  std::int64_t solved = 0;        // dossiers of this procedure solved before
};

enum class Why { knows_and_free, knows, free, none };
std::string_view name_of(Why why);  // the end of its message id "suggest.knows"

struct Suggestion {
  Uuid post;
  std::int64_t done_in = 0;  // working minutes until it would be done: what is in hand and its own work
  Why why = Why::none;       // set for the first only: why it comes first
  bool operator==(const Suggestion&) const = default;
};

// Who would be done first comes first. A procedure that somebody has never solved takes half as long again:
// our assumption. Equal ones by experience, then as they were given.
std::vector<Suggestion> suggest(const std::vector<Candidate>& candidates, std::int64_t work_minutes);

}  // namespace motcua::workflow
