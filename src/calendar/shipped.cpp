#include "calendar/shipped.h"

#include "base/resource.h"

namespace motcua::calendar {

const WorkCalendar& shipped_calendar() {
  static const WorkCalendar calendar = load_calendar(resource("calendar/holidays.csv")).value();
  return calendar;
}

const Hours& default_hours() {
  static const Hours hours = load_hours(resource("calendar/office_hours.json")).value();
  return hours;
}

}  // namespace motcua::calendar
