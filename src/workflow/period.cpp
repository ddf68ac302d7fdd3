#include "workflow/period.h"

#include <algorithm>

namespace motcua::workflow {
namespace {

using std::chrono::days;

LocalDate first_of_month(LocalDate date) {
  const std::chrono::year_month_day ymd(date);
  return LocalDate(ymd.year() / ymd.month() / 1);
}

}  // namespace

std::optional<Period> period_of(std::string_view name, Instant now, UtcOffset offset) {
  const LocalDate today = local_date(now, offset);
  const auto at = [&](LocalDate date) { return to_instant(LocalTime(date), offset); };
  if (name == "day" || name == "week") {
    const auto since_monday = std::chrono::weekday(today) - std::chrono::Monday;
    const Instant from = at(name == "day" ? today : today - since_monday);
    return Period{from, now, from - days(7), now - days(7)};
  }
  if (name != "month") return std::nullopt;
  const LocalDate first = first_of_month(today);
  const LocalDate before = first_of_month(first - days(1));
  return Period{at(first), now, at(before), std::min(at(before) + (now - at(first)), at(first))};
}

}  // namespace motcua::workflow
