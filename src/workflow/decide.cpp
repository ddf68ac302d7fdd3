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

}  // namespace motcua::workflow
