#pragma once
#include <string_view>

namespace motcua::guide {

// What the assistant does next.
enum class TalkStep { what, nothing, which, whose, where, cases, answer };
std::string_view name_of(TalkStep step);  // "what" …

// What has been said, and what the procedure makes worth asking.
struct TalkFacts {
  bool asked = false;          // the citizen has said what they need
  bool found = false;          // something in the catalogue fits it
  bool chosen = false;         // it is clear which procedure
  bool whose_matters = false;  // a paper is needed only by who acts for another person
  bool whose_said = false;
  bool place_matters = false;  // a commune or its police handles it
  bool place_said = false;     // a commune is known, or the question was passed over
  bool cases_matter = false;   // other papers are needed in some cases only
  bool cases_said = false;
};

// The next question: which procedure, whose matter, where, which case; a question whose answer would change
// nothing is never asked.
TalkStep next_step(const TalkFacts& facts);

}  // namespace motcua::guide
