#include "workflow/plan.h"

#include "base/check.h"

namespace motcua::workflow {

Expected<std::vector<dossier::PlannedStep>> plan_steps(const std::vector<catalogue::Step>& steps,
                                                       Instant received_at, std::optional<Instant> due_at,
                                                       const calendar::Timetable& timetable) {
  std::vector<dossier::PlannedStep> planned;
  if (!due_at) {
    for (const auto& step : steps) planned.push_back({step.key, std::nullopt});
    return planned;
  }
  const auto opening = timetable.next_opening(received_at);
  if (!opening) return refuse(opening.error());
  const auto total = timetable.working_time_between(*opening, *due_at);
  if (!total) return refuse(total.error());
  int share = 0;
  for (const auto& step : steps) {
    share += step.share_percent;
    CHECK(share <= 100);
    if (share == 100) {
      planned.push_back({step.key, due_at});
      continue;
    }
    const auto part = std::chrono::floor<std::chrono::minutes>(*total * share / 100);
    const auto due = timetable.add_working_time(*opening, part);
    if (!due) return refuse(due.error());
    planned.push_back({step.key, std::min(*due, *due_at)});
  }
  return planned;
}

}  // namespace motcua::workflow
