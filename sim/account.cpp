#include "account.h"

#include <fmt/format.h>

#include <numeric>

namespace motcua::sim {

std::string every_hour_has_one_holder(World& world, const Touched& it) {
  const Instant now = world.clock.now();
  Instant at = it.events.front().occurred_at, end = at;
  dossier::State state;
  for (const auto& event : it.events) {
    if (!dossier::is_final(state.position)) end = std::max(end, event.occurred_at);
    dossier::apply(state, event);
    if (event.version == 1) at = end = state.received_at.value_or(at);
  }
  if (!dossier::is_final(state.position)) end = std::max(end, now);
  const auto life = workflow::tenures(it.events, now);
  const auto& timetable = world.parts().timetables.of(state.agencies.solving);
  const auto age = timetable.working_time_between(at, end);
  const auto parts = workflow::working_minutes(life, timetable);
  if (!age || !parts) return "";  // past the last year of the calendar
  for (const auto& each : life) {
    if (each.from != at || each.until <= each.from) return "a gap or an overlap at " + format_iso(at);
    at = each.until;
  }
  if (at != end) return "the account ends at " + format_iso(at) + ", the life at " + format_iso(end);
  const auto sum = std::accumulate(parts->begin(), parts->end(), std::int64_t{0});
  const auto whole = std::chrono::floor<std::chrono::minutes>(*age).count();
  return sum == whole ? "" : fmt::format("{} minutes have a holder, {} were lived", sum, whole);
}

}  // namespace motcua::sim
