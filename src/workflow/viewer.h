#pragma once
#include "dossier/dossier.h"
#include "identity/identity.h"
#include "workflow/act.h"

namespace motcua::workflow {

// What the caller's posts, valid today, give in the units of this dossier.
Viewer viewer_of(const identity::Caller& caller, const dossier::State& state);

// dossier.read at any of the agencies, or for the whole province.
bool may_read(const identity::Caller& caller, const dossier::State& state);

// Who acts when the caller does something in `post`, the caller's own or a covered one.
dossier::Actor actor_of(const identity::Caller& caller, const identity::Post& post);

// The post in which the caller does `act`: the one that holds or is given the step, else one with the
// permission.
const identity::Post* acting_post(const identity::Caller& caller, const dossier::State& state, Act act);

}  // namespace motcua::workflow
