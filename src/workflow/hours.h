#pragma once
#include <map>

#include "workflow/account.h"

// Whose hours a span of time was: the accounts of many dossiers, added up by holder. Pure.
namespace motcua::workflow {

// The parts of the tenures that lie from `from` until `until`.
std::vector<Tenure> cut(const std::vector<Tenure>& tenures, Instant from, Instant until);

struct Held {
  std::int64_t minutes = 0;  // working minutes by the agency's hours: two dossiers held at once count twice
  std::int64_t dossiers = 0;
};

class HoursBook {
 public:
  HoursBook(Instant from, Instant until, const calendar::Timetable& timetable)
      : from_(from), until_(until), timetable_(timetable) {}

  // One dossier's account. Problems: calendar.before_first_day, calendar.after_last_day; nothing is added
  // then.
  Expected<void> add(const std::vector<Tenure>& tenures);

  const std::map<Uuid, Held>& officers() const { return officers_; }  // by post
  const std::map<Holder::Kind, Held>& all() const { return all_; }  // by kind of holder, officers in one sum

 private:
  const Instant from_, until_;
  const calendar::Timetable& timetable_;
  std::map<Uuid, Held> officers_;
  std::map<Holder::Kind, Held> all_;
};

}  // namespace motcua::workflow
