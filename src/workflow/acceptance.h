#pragma once
#include <string_view>

#include "dossier/dossier.h"

namespace motcua::workflow {

// How the acceptance of what came online stands against the moment that was recorded for it (handbook section
// 5: 8 working hours from submission): "waiting" and "overdue" before it, "stands" while the applicant is
// asked, "on_time" and "late" after it was accepted or refused; "" where no such moment was recorded or the
// applicant took the dossier back before it.
std::string_view acceptance_of(const dossier::State& state, Instant now);

}  // namespace motcua::workflow
