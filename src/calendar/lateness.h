#pragma once
#include <optional>
#include <string_view>

#include "base/time.h"

namespace motcua::calendar {

enum class Lateness { early, on_time, overdue };

std::string_view to_text(Lateness lateness);  // "early", "on-time", "overdue"

// Compares dates, not hours (handbook section 5): early before the due date, on time on it, overdue after it;
// without a due date, or withdrawn by the citizen, on time. `finished` is the end of processing (status 9).
Lateness lateness(std::optional<LocalDate> due, LocalDate finished, bool withdrawn = false);

// Still in process: late from the date after the due date on.
bool is_overdue_in_process(std::optional<LocalDate> due, LocalDate today);

}  // namespace motcua::calendar
