#include "workflow/clocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "workflow/escalation.h"
#include "workflow/sql.h"

namespace motcua::workflow {
namespace {

using dossier::State;
using dossier::Status;

// From when the step in hand could be worked on: when it was given, else when the one before it was done.
Instant since_of(const State& state, const dossier::StepState& step) {
  if (step.given_at) return *step.given_at;
  Instant since = state.received_at.value_or(Instant{});
  for (const auto& each : state.steps) {
    if (&each == &step) break;
    since = std::max(since, each.done_at.value_or(since));
  }
  return since;
}

void wait_for_acceptance(RunningStep& clock, const State& state, const Timetables& timetables) {
  clock.unit = state.agencies.received;
  clock.step = acceptance_step;
  clock.since = state.submitted_at.value_or(Instant{});
  clock.step_due = state.accept_by;
  if (clock.step_due) return;
  const auto due = timetables.of(state.agencies.received).add_working_time(clock.since, acceptance_limit);
  if (due) clock.step_due = *due;
}

// The first moment at which somebody is called: looked at then, or at once when it has passed.
std::optional<Instant> first_call(const RunningStep& clock, const Timetables& timetables) {
  if (!clock.step_due) return std::nullopt;
  const StepClock step{clock.since, *clock.step_due};
  for (const auto& rung : shipped_rungs()) {
    const auto at = reached_at(rung, step, timetables.of(clock.unit));
    if (!at) return std::nullopt;
    if (*at) return **at;
  }
  return std::nullopt;
}

// Columns of queries/clock*.sql.
RunningStep clock_in(const store::Row& row) {
  return {row.uuid(0),
          row.text(1),
          row.text(2),
          row.text(3),
          row.integer(4),
          static_cast<int>(row.integer(5)),
          row.text(6),
          row.uuid_or_null(7),
          row.uuid_or_null(8),
          row.instant(9),
          row.instant_or_null(10),
          row.instant_or_null(11),
          row.instant_or_null(12)};
}

std::vector<RunningStep> clocks_in(const store::Rows& rows) {
  std::vector<RunningStep> clocks;
  clocks.reserve(rows.size());
  for (const auto& row : rows) clocks.push_back(clock_in(row));
  return clocks;
}

const dossier::StepState* solving(const State& state) {
  const auto found = std::find_if(state.steps.begin(), state.steps.end(),
                                  [](const dossier::StepState& step) { return step.key == "solve"; });
  return found == state.steps.end() ? nullptr : &*found;
}

void keep_solver(store::Writer& writer, const State& before, const State& after) {
  const auto* was = solving(before);
  const auto* is = solving(after);
  if (is == nullptr || !is->done_at || !is->taken_by) return;
  if (was != nullptr && was->done_at == is->done_at) return;
  const std::string post = is->taken_by->text();
  writer.put(sql::put_solved, {after.agencies.solving, after.procedure, post, after.id, *is->done_at});
}

}  // namespace

std::optional<RunningStep> clock_of(const State& state, const Timetables& timetables) {
  const Status status = state.position.status;
  const bool waits_for_us = status == Status::submitted;
  if (!waits_for_us && status != Status::accepted && status != Status::in_process) return std::nullopt;
  RunningStep clock;
  clock.dossier = state.id;
  clock.unit = state.agencies.solving;
  clock.receiving_unit = state.agencies.received;
  clock.procedure = state.procedure;
  clock.catalogue_version = state.catalogue_version;
  clock.channel = static_cast<int>(state.channel);
  clock.due_at = state.due_now();
  if (waits_for_us) {
    wait_for_acceptance(clock, state, timetables);
  } else if (const auto* step = state.current_step()) {
    clock.step = step->key;
    clock.holder = step->taken_by;
    if (step->given_to != step->taken_by) clock.given_to = step->given_to;
    clock.since = since_of(state, *step);
    clock.step_due = step->due_at;
  }
  clock.next_at = first_call(clock, timetables);
  return clock;
}

void keep_clocks(dossier::Dossiers& dossiers, const Timetables& timetables) {
  dossiers.add_outcome([&timetables](store::Writer& writer, const State* before, const State& after) {
    const auto was = before == nullptr ? std::nullopt : clock_of(*before, timetables);
    const auto is = clock_of(after, timetables);
    if (was != is) put_clock(writer, after.id, is);
    if (before != nullptr) keep_solver(writer, *before, after);
  });
}

void put_clock(store::Writer& writer, const Uuid& dossier, const std::optional<RunningStep>& clock) {
  if (!clock) {
    writer.put(sql::drop_clock, {dossier});
    return;
  }
  writer.put(sql::put_clock, {clock->dossier, clock->unit, clock->receiving_unit, clock->procedure,
                              clock->catalogue_version, clock->channel, clock->step, clock->holder,
                              clock->given_to, clock->since, clock->step_due, clock->due_at, clock->next_at});
}

std::vector<RunningStep> clocks_of_unit(store::Reader& reader, std::string_view unit) {
  return clocks_in(reader.run(sql::clocks_of_unit, {unit}));
}

std::vector<RunningStep> clocks_of_centre(store::Reader& reader, std::string_view unit) {
  return clocks_in(reader.run(sql::clocks_of_centre, {unit}));
}

std::optional<RunningStep> clock_of_dossier(store::Reader& reader, const Uuid& dossier) {
  const auto row = reader.one(sql::clock_of_dossier, {dossier});
  return row ? std::optional(clock_in(*row)) : std::nullopt;
}

std::vector<RunningStep> clocks_to_look_at(store::Reader& reader, Instant now, int most) {
  return clocks_in(reader.run(sql::clocks_to_look_at, {now, most}));
}

bool look_again(store::Writer& writer, const RunningStep& seen, std::optional<Instant> next_at) {
  return writer.execute(sql::look_again, {seen.dossier, next_at, seen.step, seen.next_at}) == 1;
}

std::vector<std::string> wrong_clocks(store::Reader& reader) {
  std::vector<std::string> wrong;
  for (const auto& row : reader.run(sql::wrong_clocks)) {
    wrong.push_back(fmt::format("dossier {}: its clock is {}", row.uuid(0).text(), row.text(1)));
  }
  return wrong;
}

std::string clock_rule(const Timetables& timetables) {
  return fmt::format("{}_{}", clock_rule_version, timetables.usual().calendar().version().substr(0, 8));
}

void make_clocks_anew(store::Store& store) {
  store.write([](store::Writer& writer) { writer.execute(sql::make_clocks_anew); });
}

void rebuild_clocks(store::Writer& writer) {
  writer.execute(sql::drop_clocks);
  writer.execute(sql::mark_clocks);
}

}  // namespace motcua::workflow
