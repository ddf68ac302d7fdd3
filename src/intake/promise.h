#pragma once
#include <vector>

#include "base/expected.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// What is promised at reception, and by when each step is to be done so that it can be kept.
struct Promised {
  dossier::Promise promise;
  std::vector<dossier::PlannedStep> steps;
};

// The due date by the rule of calendar::due_date for something received at `received`, with the days that do
// not count as the calendar of now explains them. Fixed from here on (DESIGN section 1). Problems:
// calendar.before_first_day, calendar.after_last_day.
Expected<Promised> promise_from(const calendar::Limit& limit, const std::vector<catalogue::Step>& steps,
                                Instant received, const calendar::Timetable& timetable);

// By when something that came in through `channel` at `submitted` is to be accepted or refused
// (data/intake/acceptance_limit.tsv); nothing where no limit holds that day, or where the calendar ends.
std::optional<Instant> accept_by(catalogue::Channel channel, Instant submitted,
                                 const calendar::Timetable& timetable);

}  // namespace motcua::intake
