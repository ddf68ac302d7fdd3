#include "workflow/timetables.h"

#include "base/check.h"
#include "base/resource.h"

namespace motcua::workflow {

Timetables::Timetables(const organisation::Organisation& organisation, const calendar::WorkCalendar& calendar)
    : organisation_(organisation) {
  const UtcOffset offset = organisation.province().offset;
  by_hours_.emplace("default", calendar::Timetable(calendar, calendar::default_hours(), offset));
  for (const auto& unit : organisation.all()) {
    if (unit.hours.empty() || by_hours_.contains(unit.hours)) continue;
    auto hours = calendar::load_hours(resource("calendar/office_hours_" + unit.hours + ".json"));
    CHECK(hours.has_value());
    by_hours_.emplace(unit.hours, calendar::Timetable(calendar, std::move(*hours), offset));
  }
}

const calendar::Timetable& Timetables::of(std::string_view unit) const {
  return by_hours_.find(organisation_.hours_of(unit))->second;
}

}  // namespace motcua::workflow
