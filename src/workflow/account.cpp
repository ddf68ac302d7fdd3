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

Holder holder_in(const State& state) {
  if (waits_for_the_applicant(state.position)) return {Holder::Kind::applicant};
  const auto* step = state.current_step();
  if (step == nullptr) return {};
  if (step->taken_by) return officer(step->taken_by);
  const bool has_giver = step->given_to && step != &state.steps.front();
  return has_giver ? officer((step - 1)->taken_by) : Holder{};
}

}  // namespace

std::string_view name_of(Holder::Kind kind) {
  switch (kind) {
    case Holder::Kind::officer:
      return "officer";
    case Holder::Kind::applicant:
      return "applicant";
    case Holder::Kind::nobody:
      return "nobody";
  }
  CHECK(false);
}

std::vector<Tenure> tenures(const std::vector<dossier::Event>& events, Instant now) {
  std::vector<Tenure> life;
  State state;
  Tenure open;
  const auto close = [&](Instant at) {
    open.until = std::max(at, open.from);
    if (open.until == open.from) return;
    const bool goes_on = !life.empty() && life.back().holder == open.holder &&
                         life.back().step == open.step && life.back().clock_runs == open.clock_runs;
    if (goes_on) {
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
    open.holder = holder_in(state);
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

}  // namespace motcua::workflow
