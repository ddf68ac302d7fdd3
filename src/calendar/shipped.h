#pragma once
#include "calendar/hours.h"
#include "calendar/work_calendar.h"

namespace motcua::calendar {

// data/calendar/holidays.csv, read once.
const WorkCalendar& shipped_calendar();
// data/calendar/office_hours.json, read once: the hours of a unit that has none of its own.
const Hours& default_hours();

}  // namespace motcua::calendar
