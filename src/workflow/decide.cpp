#include "workflow/decide.h"

#include "base/check.h"

namespace motcua::workflow {
namespace {

using dossier::State;

const dossier::StepState& current(const State& state) {
  const auto* step = state.current_step();
  CHECK(step != nullptr);
  return *step;
}

}  // namespace

std::optional<json::value> private_remark(const std::string& field, const std::string& text) {
  if (text.empty()) return std::nullopt;
  return json::value(json::object{{field, text}});
}

Events assign(const State& state, const Uuid& by, const Target& to, const std::string& note, Instant now) {
  Events events;
  const auto& step = current(state);
  if (step.key == "assign") {
    if (step.taken_by != by) events.push_back({dossier::StepTaken{"assign", by}, now, {}});
    events.push_back({dossier::StepCompleted{"assign", false}, now, {}});
  }
  events.push_back({dossier::StepAssigned{"solve", to.post, to.unit}, now, private_remark("note", note)});
  return events;
}

Events take(const State& state, const Uuid& by, Instant now) {
  return {{dossier::StepTaken{current(state).key, by}, now, {}}};
}

Events solve(const State& state, const Target& approver, const std::string& note, Instant now) {
  CHECK(current(state).key == "solve");
  return {{dossier::StepCompleted{"solve", false}, now, private_remark("note", note)},
          {dossier::StepAssigned{"approve", approver.post, approver.unit}, now, {}}};
}

Events return_for_correction(const State& state, const std::string& reason, Instant now) {
  CHECK(current(state).key == "approve");
  return {{dossier::StepCompleted{"approve", true}, now, private_remark("reason", reason)}};
}

Events request_supplement(const std::vector<std::string>& papers, const std::string& reason,
                          const std::string& basis, Instant now) {
  return {{dossier::SupplementRequested{papers, basis}, now, private_remark("reason", reason)}};
}

Events request_payment(std::int64_t fee_dong, Instant now) {
  return {{dossier::PaymentRequested{fee_dong}, now, {}}};
}

Events pause(const std::string& reason, const std::string& basis, Instant now) {
  return {{dossier::Paused{basis}, now, private_remark("reason", reason)}};
}

Events withdraw(const std::string& reason, Instant now) {
  return {{dossier::Withdrawn{}, now, private_remark("reason", reason)}};
}

Events stop(const std::string& reason, const std::string& basis, Instant now) {
  return {{dossier::Stopped{basis}, now, private_remark("reason", reason)}};
}

Expected<std::optional<dossier::Shift>> shift_after_wait(const State& state,
                                                         const calendar::Timetable& timetable, Instant now) {
  const bool promised = state.position.came_from == dossier::Status::in_process;
  if (!promised || !state.clock_stopped_since) return std::optional<dossier::Shift>{};
  dossier::Shift shift{state.due_at, 0, timetable.calendar().version()};
  // A clock that went back must not shorten a promise: then the wait counts as nothing.
  const calendar::Pause wait{*state.clock_stopped_since, std::max(*state.clock_stopped_since, now)};
  const auto worked = calendar::paused_working_time({wait}, timetable);
  if (!worked) return refuse(worked.error());
  shift.working_minutes = std::chrono::floor<std::chrono::minutes>(*worked).count();
  if (state.due_at) {
    const auto due = calendar::shift_due(*state.due_at, {wait}, timetable);
    if (!due) return refuse(due.error());
    shift.due_at = *due;
  }
  return std::optional(shift);
}

Expected<Events> receive_supplement(const State& state, const std::vector<dossier::PaperCount>& papers,
                                    const calendar::Timetable& timetable, Instant now) {
  auto shift = shift_after_wait(state, timetable, now);
  if (!shift) return refuse(shift.error());
  return Events{{dossier::SupplementReceived{papers, *shift}, now, {}}};
}

Expected<Events> settle_payment(const State& state, const calendar::Timetable& timetable, Instant now) {
  auto shift = shift_after_wait(state, timetable, now);
  if (!shift) return refuse(shift.error());
  return Events{{dossier::PaymentSettled{state.fee_dong, *shift}, now, {}}};
}

Expected<Events> resume(const State& state, const calendar::Timetable& timetable, Instant now) {
  auto shift = shift_after_wait(state, timetable, now);
  if (!shift) return refuse(shift.error());
  return Events{{dossier::Resumed{*shift}, now, {}}};
}

namespace {

Expected<void> check_new_due(const State& state, Instant due_at, const calendar::Timetable& timetable) {
  if (due_at <= *state.due_at) return refuse("workflow.extension_not_later", "/due_at");
  if (const auto covered = timetable.covers(due_at); !covered) return refuse(covered.error());
  const LocalDate date = local_date(due_at, timetable.offset());
  const auto minute = due_at - to_instant(LocalTime(date), timetable.offset());
  const auto& open = timetable.stretches(date);
  const bool worked = std::any_of(open.begin(), open.end(), [&](const calendar::Stretch& each) {
    return each.open <= minute && minute <= each.close;
  });
  return worked ? Expected<void>() : refuse("workflow.extension_not_worked", "/due_at");
}

// The steps that move, with their new dates.
Expected<std::vector<dossier::PlannedStep>> moved_steps(const State& state, Instant due_at,
                                                        const calendar::Timetable& timetable, Instant now) {
  std::vector<dossier::PlannedStep> moved;
  std::optional<Instant> last;
  for (const auto& step : state.steps) last = std::max(last, step.due_at);
  if (!last || due_at <= *last) return moved;
  const auto later = timetable.working_time_between(*last, due_at);
  if (!later) return refuse(later.error());
  for (const auto& step : state.steps) {
    if (step.done_at || !step.due_at || *step.due_at <= now) continue;
    const auto due = timetable.add_working_time(*step.due_at, *later);
    if (!due) return refuse(due.error());
    moved.push_back({step.key, step.due_at == last ? due_at : std::min(*due, due_at)});
  }
  return moved;
}

}  // namespace

Expected<Events> propose_extension(const State& state, Instant due_at, const std::string& reason,
                                   const calendar::Timetable& timetable, Instant now) {
  if (const auto fits = check_new_due(state, due_at, timetable); !fits) return refuse(fits.error());
  return Events{{dossier::ExtensionProposed{due_at}, now, private_remark("reason", reason)}};
}

Expected<Events> extend(const State& state, const calendar::Timetable& timetable, Instant now) {
  const Instant due_at = state.proposed_due.value();
  if (const auto fits = check_new_due(state, due_at, timetable); !fits) return refuse(fits.error());
  auto steps = moved_steps(state, due_at, timetable, now);
  if (!steps) return refuse(steps.error());
  return Events{{dossier::Extended{due_at, timetable.calendar().version(), std::move(*steps)}, now, {}}};
}

}  // namespace motcua::workflow
