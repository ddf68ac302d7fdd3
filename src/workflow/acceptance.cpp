#include "workflow/acceptance.h"

namespace motcua::workflow {

using dossier::Status;

std::string_view acceptance_of(const dossier::State& state, Instant now) {
  if (!state.accept_by) return "";
  const bool refused = state.position.status == Status::not_accepted;
  if (const auto answered = refused ? state.ended_at : state.received_at) {
    return *answered <= *state.accept_by ? "on_time" : "late";
  }
  if (state.position.status == Status::supplement_requested) return "stands";
  if (state.position.status != Status::submitted) return "";
  return now > *state.accept_by ? "overdue" : "waiting";
}

}  // namespace motcua::workflow
