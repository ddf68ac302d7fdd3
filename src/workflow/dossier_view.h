#pragma once
#include "base/expected.h"
#include "identity/identity.h"
#include "workflow/installation.h"
#include "workflow/views.h"

namespace motcua::workflow {

// Everything the dossier page shows to this caller: facts, steps, papers, history, the acts that are lawful
// now and the reason for those that are not. Holds private values: whoever answers with it logs the access.
DossierView dossier_view(const Installation& installation, store::Reader& reader,
                         const identity::Caller& caller, const dossier::State& state, Language language);

Acted acted(const Installation& installation, const dossier::State& state);

}  // namespace motcua::workflow
