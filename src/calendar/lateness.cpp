#include "calendar/lateness.h"

#include "base/check.h"

namespace motcua::calendar {

std::string_view to_text(Lateness lateness) {
  switch (lateness) {
    case Lateness::early:
      return "early";
    case Lateness::on_time:
      return "on-time";
    case Lateness::overdue:
      return "overdue";
  }
  CHECK(false);
}

Lateness lateness(std::optional<LocalDate> due, LocalDate finished, bool withdrawn) {
  if (withdrawn || !due || finished == *due) return Lateness::on_time;
  return finished < *due ? Lateness::early : Lateness::overdue;
}

bool is_overdue_in_process(std::optional<LocalDate> due, LocalDate today) { return due && today > *due; }

}  // namespace motcua::calendar
