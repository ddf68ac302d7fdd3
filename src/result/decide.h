#pragma once
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "workflow/workflow.h"

// Which events issuing and handing over record. Pure.
namespace motcua::result {

// The step "approve" is done, processing ends (status 9, the date that lateness is judged by), and the result
// goes to the post that received the dossier.
workflow::Events approve(const dossier::State& state, const std::string& note, Instant now);

struct Receiver {
  std::string name;
  std::string id_number;  // may be empty
};
// The step "return" is taken by `by` if it is not yet, the result is handed over (status 10), the step is
// done.
workflow::Events hand_over(const dossier::State& state, const Uuid& by, const std::string& unit,
                           const Receiver& receiver, dossier::ReturnBy way, Instant now);

}  // namespace motcua::result
