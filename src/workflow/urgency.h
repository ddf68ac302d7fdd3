#pragma once
#include <optional>
#include <string_view>

#include "base/expected.h"
#include "calendar/calendar.h"
#include "dossier/dossier.h"

namespace motcua::workflow {

// The seven states a screen knows (data/design, state badge): the national status and the clock say which.
enum class Urgency { overdue, due_today, running, waiting, paused, done, closed };
std::string_view name_of(Urgency urgency);

// What an urgency depends on: the columns that lists read.
struct Clocked {
  dossier::Status status = dossier::Status::submitted;
  dossier::Halt halt = dossier::Halt::none;
  std::optional<Instant> due_at;  // State::due_now(): of the acceptance before it, of the result after it
};

// Overdue from the instant of the promise on: the counter must know before the date is lost. (Reports judge
// by date, calendar::lateness.)
Urgency urgency(const Clocked& clocked, Instant now, UtcOffset offset);

// Working minutes until the promise, negative when it has passed; nothing without a promise, while the clock
// stands still, when closed, or outside the calendar.
std::optional<std::int64_t> remaining_working_minutes(const Clocked& clocked, Instant now,
                                                      const calendar::Timetable& timetable);

}  // namespace motcua::workflow
