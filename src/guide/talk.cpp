#include "guide/talk.h"

#include "base/check.h"

namespace motcua::guide {

std::string_view name_of(TalkStep step) {
  switch (step) {
    case TalkStep::what:
      return "what";
    case TalkStep::nothing:
      return "nothing";
    case TalkStep::which:
      return "which";
    case TalkStep::whose:
      return "whose";
    case TalkStep::where:
      return "where";
    case TalkStep::cases:
      return "cases";
    case TalkStep::answer:
      return "answer";
  }
  throw CheckFailed("a step without a name");
}

TalkStep next_step(const TalkFacts& facts) {
  if (!facts.chosen && !facts.asked) return TalkStep::what;
  if (!facts.chosen) return facts.found ? TalkStep::which : TalkStep::nothing;
  if (facts.whose_matters && !facts.whose_said) return TalkStep::whose;
  if (facts.place_matters && !facts.place_said) return TalkStep::where;
  if (facts.cases_matter && !facts.cases_said) return TalkStep::cases;
  return TalkStep::answer;
}

}  // namespace motcua::guide
