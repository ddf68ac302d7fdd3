#pragma once
#include <map>
#include <string>
#include <string_view>

#include "calendar/calendar.h"
#include "organisation/organisation.h"

namespace motcua::workflow {

// One timetable for each different office hours of the province, made once. Never changes; safe to share.
class Timetables {
 public:
  // "default" are the default hours; those named "x" are read from data/calendar/office_hours_x.json, which
  // CHECKs that the file exists.
  Timetables(const organisation::Organisation& organisation, const calendar::WorkCalendar& calendar);
  // The unit's own hours or those it inherits. CHECKs that the unit exists.
  const calendar::Timetable& of(std::string_view unit) const;
  const calendar::Timetable& usual() const { return by_hours_.at("default"); }

 private:
  const organisation::Organisation organisation_;
  std::map<std::string, calendar::Timetable, std::less<>> by_hours_;
};

}  // namespace motcua::workflow
