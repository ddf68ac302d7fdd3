#include "workflow/account.h"

namespace motcua::workflow {
namespace {

using dossier::Halt;
using dossier::State;
using dossier::Status;

bool waits_for_the_applicant(const dossier::Position& position) {
  return position.status == Status::supplement_requested || position.status == Status::payment_requested;
}

Holder officer(const std::optional<Uuid>& post) {
  return post ? Holder{Holder::Kind::officer, post} : Holder{};
}

Holder holder_in(const State& state, std::int64_t paused_in) {
  if (waits_for_the_applicant(state.position)) return {Holder::Kind::applicant};
  if (state.awaited) {
    return {Holder::Kind::agency, {}, *state.awaited, state.awaited->empty() ? paused_in : 0};
  }
  const auto* step = state.current_step();
  if (step == nullptr) return {};
  if (step->taken_by) return officer(step->taken_by);
  const bool has_giver = step->given_to && step != &state.steps.front();
  return has_giver ? officer((step - 1)->taken_by) : Holder{};
}

bool goes_on(const Tenure& before, const Tenure& after) {
  return before.holder == after.holder && before.step == after.step &&
         before.handing_on == after.handing_on && before.clock_runs == after.clock_runs;
}

bool handing_on(const dossier::StepState& step, const Holder& holder) {
  return holder.post && step.given_to && step.given_to != step.taken_by && step.given_to != step.taken_for &&
         step.given_to != holder.post;
}

}  // namespace

std::string_view name_of(Holder::Kind kind) {
  switch (kind) {
    case Holder::Kind::officer:
      return "officer";
    case Holder::Kind::applicant:
      return "applicant";
    case Holder::Kind::agency:
      return "agency";
    case Holder::Kind::nobody:
      return "nobody";
  }
  CHECK(false);
}

std::vector<Tenure> tenures(const std::vector<dossier::Event>& events, Instant now) {
  std::vector<Tenure> life;
  State state;
  std::int64_t paused_in = 0;
  Tenure open;
  const auto close = [&](Instant at) {
    open.until = std::max(at, open.from);
    if (open.until == open.from) return;
    if (!life.empty() && goes_on(life.back(), open)) {
      life.back().until = open.until;
    } else {
      life.push_back(open);
    }
    open.from = open.until;
  };
  for (const auto& event : events) {
    const bool first = state.version == 0;
    if (!first && !dossier::is_final(state.position)) close(event.occurred_at);
    dossier::apply(state, event);
    if (first) open.from = state.received_at.value_or(event.occurred_at);
    const auto* step = state.current_step();
    open.step = step == nullptr ? "" : step->key;
    if (std::holds_alternative<dossier::Paused>(event.payload)) paused_in = event.version;
    open.holder = holder_in(state, paused_in);
    open.handing_on = step != nullptr && handing_on(*step, open.holder);
    open.clock_runs = state.position.halt != Halt::paused && !waits_for_the_applicant(state.position);
  }
  if (state.version > 0 && !dossier::is_final(state.position)) close(now);
  return life;
}

Expected<std::vector<std::int64_t>> working_minutes(const std::vector<Tenure>& tenures,
                                                    const calendar::Timetable& timetable) {
  if (tenures.empty()) return std::vector<std::int64_t>{};
  std::vector<Instant> ends{tenures.front().from};
  for (const auto& tenure : tenures) ends.push_back(tenure.until);
  return calendar::working_minutes(ends, timetable);
}

Expected<std::vector<AxisDay>> axis_days(Instant from, Instant until, const calendar::Timetable& timetable) {
  for (const Instant end : {from, until}) {
    if (const auto covered = timetable.covers(end); !covered) return refuse(covered.error());
  }
  std::vector<AxisDay> days;
  for (LocalDate date = local_date(from, timetable.offset()); date <= local_date(until, timetable.offset());
       date += std::chrono::days(1)) {
    const std::chrono::weekday weekday(date);
    const bool works = timetable.works(date);
    if (!works && (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday)) continue;
    const Instant midnight = to_instant(LocalTime(date), timetable.offset());
    const auto worked = timetable.working_time_between(from, std::max(from, midnight));
    if (!worked) return refuse(worked.error());
    days.push_back({date, std::chrono::floor<std::chrono::minutes>(*worked).count(), !works});
  }
  return days;
}

}  // namespace motcua::workflow
