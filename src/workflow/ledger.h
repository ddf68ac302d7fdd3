#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dossier/dossier.h"

namespace motcua::workflow {

// One hand-over of a step, both sides. Nothing leaves one holder before the next one takes it: until then the
// giver's side stands alone.
struct HandOver {
  enum class End {
    waiting,   // given, not yet taken
    taken,     // given and taken
    replaced,  // given to somebody else before it was taken
    own,       // taken by whoever does that step, without being given
    cover,     // taken by the cover of the one who was asked or held it
    returned,  // sent back: the one who did the step before has it again at once
  };
  std::string step;
  std::optional<dossier::Actor> given_by = {};
  std::optional<Instant> given_at = {};
  std::optional<Uuid> given_to = {};
  std::optional<Uuid> taken_by = {};
  std::optional<Instant> taken_at = {};
  End end = End::waiting;
  std::int64_t version = 0;  // of the event that began it
};

std::string_view name_of(HandOver::End end);  // "waiting"

// The ledger of a dossier's life, in order of its events (handbook section 2, form 06: handed over and
// received, with hour and day).
std::vector<HandOver> hand_overs(const std::vector<dossier::Event>& events);

}  // namespace motcua::workflow
