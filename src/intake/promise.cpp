#include "intake/promise.h"

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"

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

std::optional<Instant> accept_by(catalogue::Channel channel, Instant submitted,
                                 const calendar::Timetable& timetable) {
  static const Table table = read_tsv(resource("intake/acceptance_limit.tsv"));
  std::optional<LocalDate> newest;
  std::optional<calendar::Limit> holds;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto from = parse_date(table.at(i, "valid_from"));
    const auto limit = calendar::parse_limit(table.at(i, "limit"));
    CHECK(from && limit);
    const bool begun = *from <= local_date(submitted, timetable.offset());
    if (table.at(i, "channel") != catalogue::name_of(channel) || !begun || (newest && *from < *newest))
      continue;
    newest = *from;
    holds = *limit;
  }
  if (!holds) return std::nullopt;
  const auto due = calendar::due_date(submitted, *holds, timetable);
  return due ? due->due : std::nullopt;
}

}  // namespace motcua::intake
