#include "workflow/decide.h"

#include "base/check.h"
#include "base/text.h"

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

Events request_supplement(const std::vector<WrittenFault>& faults, const std::string& reason, Instant now) {
  dossier::SupplementRequested asked;
  json::array reasons;
  for (const auto& each : faults) {
    asked.faults.push_back(each.fault);
    reasons.push_back(json::string(trim(each.reason)));
  }
  json::object part{{"reasons", std::move(reasons)}};
  if (!reason.empty()) part["reason"] = reason;
  return {{std::move(asked), now, json::value(std::move(part))}};
}

Events request_payment(std::int64_t fee_dong, Instant now) {
  return {{dossier::PaymentRequested{fee_dong}, now, {}}};
}

Events pause(const std::string& reason, const std::string& basis, const std::optional<AwaitedAgency>& agency,
             Instant now) {
  json::object part{{"reason", reason}};
  if (!agency) return {{dossier::Paused{basis, {}}, now, json::value(std::move(part))}};
  if (agency->unit.empty()) part["agency"] = agency->name;
  return {{dossier::Paused{basis, agency->unit}, now, json::value(std::move(part))}};
}

Events withdraw(const std::string& reason, Instant now) {
  return {{dossier::Withdrawn{}, now, private_remark("reason", reason)}};
}

Events stop(const std::string& reason, const std::string& basis, Instant now) {
  return {{dossier::Stopped{basis}, now, private_remark("reason", reason)}};
}

namespace {

// A clock that went back must not shorten a promise: then the wait counts as nothing.
std::optional<calendar::Pause> wait_until(const State& state, Instant now) {
  if (!state.clock_stopped_since) return std::nullopt;
  return calendar::Pause{*state.clock_stopped_since, std::max(*state.clock_stopped_since, now)};
}

bool was_promised(const State& state) { return state.position.came_from == dossier::Status::in_process; }

// Both at once, as the event records them.
struct Moved {
  std::optional<dossier::Shift> shift;
  std::vector<dossier::PlannedStep> steps;
};
Expected<Moved> moved_by_wait(const State& state, const calendar::Timetable& timetable, Instant now) {
  auto shift = shift_after_wait(state, timetable, now);
  if (!shift) return refuse(shift.error());
  auto steps = steps_after_wait(state, timetable, now);
  if (!steps) return refuse(steps.error());
  return Moved{std::move(*shift), std::move(*steps)};
}

}  // namespace

Expected<std::optional<dossier::Shift>> shift_after_wait(const State& state,
                                                         const calendar::Timetable& timetable, Instant now) {
  const auto wait = wait_until(state, now);
  if (!was_promised(state) || !wait) return std::optional<dossier::Shift>{};
  dossier::Shift shift{state.due_at, 0, timetable.calendar().version()};
  const auto worked = calendar::paused_working_time({*wait}, timetable);
  if (!worked) return refuse(worked.error());
  shift.working_minutes = std::chrono::floor<std::chrono::minutes>(*worked).count();
  if (state.due_at) {
    const auto due = calendar::shift_due(*state.due_at, {*wait}, timetable);
    if (!due) return refuse(due.error());
    shift.due_at = *due;
  }
  return std::optional(shift);
}

Expected<std::vector<dossier::PlannedStep>> steps_after_wait(const State& state,
                                                             const calendar::Timetable& timetable,
                                                             Instant now) {
  std::vector<dossier::PlannedStep> moved;
  const auto wait = wait_until(state, now);
  if (!was_promised(state) || !wait) return moved;
  for (const auto& step : state.steps) {
    if (step.done_at || !step.due_at) continue;
    const auto due = calendar::shift_due(*step.due_at, {*wait}, timetable);
    if (!due) return refuse(due.error());
    moved.push_back({step.key, *due});
  }
  return moved;
}

Expected<Events> receive_supplement(const State& state, const std::vector<dossier::PaperCount>& papers,
                                    const std::vector<GivenField>& fields,
                                    const calendar::Timetable& timetable, Instant now) {
  auto moved = moved_by_wait(state, timetable, now);
  if (!moved) return refuse(moved.error());
  dossier::SupplementReceived received{papers, moved->shift, {}, std::move(moved->steps), {}};
  if (const auto wait = wait_until(state, now); wait && !was_promised(state) && state.accept_by) {
    const auto by = calendar::shift_due(*state.accept_by, {*wait}, timetable);
    if (!by) return refuse(by.error());
    received.accept_by = *by;
  }
  json::object texts;
  for (const auto& each : fields) {
    received.fields.push_back(each.field);
    texts[each.field] = json::string(trim(each.text));
  }
  if (texts.empty()) return Events{{std::move(received), now, {}}};
  return Events{{std::move(received), now, json::value(json::object{{"fields", std::move(texts)}})}};
}

Expected<Events> settle_payment(const State& state, const calendar::Timetable& timetable, Instant now) {
  auto moved = moved_by_wait(state, timetable, now);
  if (!moved) return refuse(moved.error());
  return Events{{dossier::PaymentSettled{state.fee_dong, moved->shift, std::move(moved->steps)}, now, {}}};
}

Expected<Events> resume(const State& state, const calendar::Timetable& timetable, Instant now) {
  auto moved = moved_by_wait(state, timetable, now);
  if (!moved) return refuse(moved.error());
  return Events{{dossier::Resumed{moved->shift, std::move(moved->steps)}, now, {}}};
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
