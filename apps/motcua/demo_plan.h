#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "calendar/calendar.h"
#include "catalogue/catalogue.h"
#include "organisation/organisation.h"

namespace motcua::app {

// A dossier of the first hundred days, before anybody lives it: who accepts it for the first time, on which
// day, and what its course must respect.
struct PlannedDossier {
  std::string unit;  // code of the commune, ward or department that receives it
  LocalDate day;     // of acceptance, a worked one
  catalogue::Channel channel = catalogue::Channel::counter;
  bool punctual = false;                    // ends with a result, on its due date at the latest
  std::optional<LocalDate> handed_over_by;  // the applicant has the result by the end of this day
  std::optional<LocalDate> open_after;      // in process and within its time when this day ends
};

// Weights of the four departments that receive in the demonstration, by code: how much of the departments'
// work each gets.
using Weights = std::vector<std::pair<std::string, double>>;

// Every dossier that is accepted from 1 July to 5 October 2025, in no particular order, so that all rows of
// data/demo/first_hundred_days.tsv come true; elsewhere counts follow the population and vary. The same for
// the same random. CHECKs that the rows can come true together.
std::vector<PlannedDossier> plan_first_hundred_days(const organisation::Organisation& organisation,
                                                    const calendar::Timetable& timetable,
                                                    const Weights& departments, Random& random);

}  // namespace motcua::app
