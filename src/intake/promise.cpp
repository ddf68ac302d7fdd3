#include "intake/promise.h"

namespace motcua::intake {

Expected<Promised> promise_from(const calendar::Limit& limit, const std::vector<catalogue::Step>& steps,
                                Instant received, const calendar::Timetable& timetable) {
  auto due = calendar::due_date(received, limit, timetable);
  if (!due) return refuse(due.error());
  auto planned = workflow::plan_steps(steps, received, due->due, timetable);
  if (!planned) return refuse(planned.error());
  Promised promised{{due->due, to_text(limit), timetable.calendar().version(), {}}, std::move(*planned)};
  for (const auto& day : due->explanation) {
    promised.promise.explanation.push_back(
        {day.date,
         std::string(to_text(day.kind)),
         {calendar::explain(Language::vi, day), calendar::explain(Language::en, day)}});
  }
  return promised;
}

}  // namespace motcua::intake
