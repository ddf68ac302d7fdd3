#pragma once
#include <vector>

#include "base/expected.h"
#include "calendar/calendar.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"

namespace motcua::workflow {

// Each step of the version gets its share of the working time between reception and promise; the last step of
// the limit ends with the promise itself. Without a due date the steps have none. Rounding is to the minute,
// and no step is due before the one ahead of it.
Expected<std::vector<dossier::PlannedStep>> plan_steps(const std::vector<catalogue::Step>& steps,
                                                       Instant received_at, std::optional<Instant> due_at,
                                                       const calendar::Timetable& timetable);

}  // namespace motcua::workflow
