#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/calendar.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"

namespace motcua::workflow {

// How much of a step is work and how long it lies before: data/workflow/effort.tsv. Working minutes.
struct Effort {
  int hands_on_percent = 0;
  std::int64_t least = 0, most = 0, wait = 0;
};

class Efforts {
 public:
  // Throws std::runtime_error naming the row: a number missing, least above most, no row "*".
  static Efforts read(std::string_view tsv);
  static const Efforts& shipped();

  const Effort& of(std::string_view step) const;
  // The work of a step that has `share_percent` of a limit of so many working minutes.
  std::int64_t work(std::string_view step, int share_percent, std::int64_t limit_minutes) const;

 private:
  std::map<std::string, Effort, std::less<>> by_step_;
};

// A limit as working minutes: a calendar day counts as five sevenths of a working day, same-day as one day,
// no limit as none.
std::int64_t working_minutes_of(calendar::Limit limit, const calendar::Hours& hours);

struct Remaining {
  std::int64_t work_now = 0, wait_now = 0, work_after = 0, wait_after = 0;
};
// From the step in hand to the end of processing; "return", which comes after it, is not counted. A step
// unknown to `steps` ("acceptance") comes before all of them.
Remaining remaining(const std::vector<catalogue::Step>& steps, std::string_view step,
                    std::int64_t limit_minutes, const Efforts& efforts);

}  // namespace motcua::workflow
