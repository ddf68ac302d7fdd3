#include "workflow/escalation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::workflow {
namespace {

constexpr std::array everyone{Called::holder, Called::head, Called::director};

}  // namespace

std::string_view name_of(Called called) {
  switch (called) {
    case Called::holder:
      return "holder";
    case Called::head:
      return "head";
    case Called::director:
      return "director";
  }
  CHECK(false);
}

std::vector<Rung> read_rungs(std::string_view tsv) {
  const Table table = read_tsv(tsv);
  std::vector<Rung> rungs;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto minutes = parse_integer(table.at(i, "minutes"));
    if (!minutes || (!rungs.empty() && *minutes <= rungs.back().minutes))
      throw std::runtime_error(fmt::format("escalation, row {}: minutes must rise", i + 1));
    Rung rung{table.at(i, "rung"), *minutes, {}};
    for (const Called called : everyone) {
      const auto& cell = table.at(i, name_of(called));
      if (cell != "x" && cell != "-")
        throw std::runtime_error(fmt::format("escalation, row {}: \"{}\" is neither x nor -", i + 1, cell));
      if (cell == "x") rung.called.push_back(called);
    }
    rungs.push_back(std::move(rung));
  }
  return rungs;
}

const std::vector<Rung>& shipped_rungs() {
  static const auto rungs = read_rungs(resource("workflow/escalation.tsv"));
  return rungs;
}

Expected<std::optional<Instant>> reached_at(const Rung& rung, const StepClock& clock,
                                            const calendar::Timetable& timetable) {
  if (rung.minutes >= 0) {
    const auto at = timetable.add_working_time(clock.due_at, std::chrono::minutes(rung.minutes));
    if (!at) return refuse(at.error());
    return std::optional(*at);
  }
  const auto whole = timetable.working_time_between(clock.since, clock.due_at);
  if (!whole) return refuse(whole.error());
  if (whole->count() <= 0) return std::optional<Instant>{};
  const calendar::WorkingTime lead =
      std::min<calendar::WorkingTime>(std::chrono::minutes(-rung.minutes), *whole / 2);
  const auto at = timetable.latest_start(clock.due_at, lead);
  if (!at) return refuse(at.error());
  return std::optional(*at);
}

Expected<Calls> calls(const std::vector<Rung>& rungs, const StepClock& clock, Instant now,
                      const calendar::Timetable& timetable) {
  Calls calls;
  for (const Rung& rung : rungs) {
    const auto at = reached_at(rung, clock, timetable);
    if (!at) return refuse(at.error());
    if (!*at) continue;
    if (**at > now) {
      calls.next = **at;
      break;
    }
    for (const Called called : rung.called) {
      const auto known = std::find_if(calls.now.begin(), calls.now.end(),
                                      [&](const Call& each) { return each.called == called; });
      if (known == calls.now.end()) {
        calls.now.push_back({rung.key, called});
      } else {
        known->rung = rung.key;
      }
    }
  }
  return calls;
}

}  // namespace motcua::workflow
