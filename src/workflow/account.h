#pragma once
#include <optional>
#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "dossier/dossier.h"

namespace motcua::workflow {

// Whose time it is: an officer (by post), the applicant, another agency whose answer is waited for, or nobody
// (no person has been asked).
struct Holder {
  enum class Kind { officer, applicant, agency, nobody };
  Kind kind = Kind::nobody;
  std::optional<Uuid> post = {};  // of an officer
  std::string agency = {};        // unit code of another agency; "" when it is no unit of ours
  std::int64_t named_in = 0;      // version of the event whose private part names an agency without a code
  bool operator==(const Holder&) const = default;
};

std::string_view name_of(Holder::Kind kind);  // "officer"; also the end of its message id "holder.officer"

// A stretch of a dossier's life with one holder.
struct Tenure {
  Instant from;
  Instant until;
  Holder holder;
  std::string step = {};    // key; "" before acceptance
  bool handing_on = false;  // another person has been asked to take the step and has not yet
  bool clock_runs = true;   // false in statuses 5, 6 and 8 paused
  bool operator==(const Tenure&) const = default;
};

// The whole life, from its first event to its last (or to `now` while it is open), without gap or overlap;
// stretches of no length are left out. A step that was given to somebody stays with whoever had the step
// before it until that person takes it: nothing leaves one holder before the next one takes it. A step given
// to no person is held by nobody. While the applicant is asked for papers or money the time is the
// applicant's, in a pause for another agency's answer it is that agency's. An act dated before the one ahead
// of it (a field device, a clock put back) counts from that one. Handbook sections 4 and 5.
std::vector<Tenure> tenures(const std::vector<dossier::Event>& events, Instant now);

// Working minutes of each tenure by the solving agency's hours; together they are the dossier's age.
// Problems: calendar.before_first_day, calendar.after_last_day.
Expected<std::vector<std::int64_t>> working_minutes(const std::vector<Tenure>& tenures,
                                                    const calendar::Timetable& timetable);

// A day on an axis of working time: nights, noon and weekends are cut out; a weekday that is not worked has
// no length and is marked.
struct AxisDay {
  LocalDate date;
  std::int64_t minute = 0;  // working minutes from the start of the axis to the opening of the day
  bool off = false;
  bool operator==(const AxisDay&) const = default;
};

// The days from `from` to `until`; the first has minute 0. Problems: calendar.before_first_day,
// calendar.after_last_day.
Expected<std::vector<AxisDay>> axis_days(Instant from, Instant until, const calendar::Timetable& timetable);

}  // namespace motcua::workflow
