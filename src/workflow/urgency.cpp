#include "workflow/urgency.h"

#include "base/check.h"

namespace motcua::workflow {

using dossier::Halt;
using dossier::Status;

std::string_view name_of(Urgency urgency) {
  switch (urgency) {
    case Urgency::overdue:
      return "overdue";
    case Urgency::due_today:
      return "due_today";
    case Urgency::running:
      return "running";
    case Urgency::waiting:
      return "waiting";
    case Urgency::paused:
      return "paused";
    case Urgency::done:
      return "done";
    case Urgency::closed:
      return "closed";
  }
  CHECK(false);
}

Urgency urgency(const Clocked& clocked, Instant now, UtcOffset offset) {
  switch (clocked.status) {
    case Status::submitted:
    case Status::accepted:
    case Status::in_process:
      if (!clocked.due_at) return Urgency::running;
      if (now > *clocked.due_at) return Urgency::overdue;
      return local_date(now, offset) == local_date(*clocked.due_at, offset) ? Urgency::due_today
                                                                            : Urgency::running;
    case Status::supplement_requested:
      return Urgency::waiting;
    case Status::payment_requested:
      return Urgency::paused;
    case Status::halted:
      return clocked.halt == Halt::paused ? Urgency::paused : Urgency::closed;
    case Status::finished:
    case Status::handed_over:
      return Urgency::done;
    case Status::not_accepted:
    case Status::withdrawn:
      return Urgency::closed;
  }
  CHECK(false);
}

std::optional<std::int64_t> remaining_working_minutes(const Clocked& clocked, Instant now,
                                                      const calendar::Timetable& timetable) {
  const bool runs = clocked.status == Status::submitted || clocked.status == Status::accepted ||
                    clocked.status == Status::in_process;
  if (!runs || !clocked.due_at) return std::nullopt;
  const auto left = timetable.working_time_between(now, *clocked.due_at);
  if (!left) return std::nullopt;
  return std::chrono::floor<std::chrono::minutes>(*left).count();
}

}  // namespace motcua::workflow
