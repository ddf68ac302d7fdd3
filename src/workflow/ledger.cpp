#include "workflow/ledger.h"

#include "base/check.h"

namespace motcua::workflow {
namespace {

using End = HandOver::End;

struct Ledger {
  std::vector<HandOver> lines;
  dossier::State state;  // before the event

  HandOver* open(const std::string& step) {
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
      if (line->step == step && line->end == End::waiting) return &*line;
    }
    return nullptr;
  }

  void given(const dossier::StepAssigned& given, const dossier::Event& event) {
    if (auto* before = open(given.step)) before->end = End::replaced;
    HandOver line{given.step, event.actor, event.occurred_at, given.to};
    line.version = event.version;
    lines.push_back(std::move(line));
  }

  void taken(const dossier::StepTaken& taken, const dossier::Event& event) {
    const End end = event.actor.covers ? End::cover : End::taken;
    if (auto* line = open(taken.step)) {
      line->taken_by = taken.by;
      line->taken_at = event.occurred_at;
      line->end = end;
      return;
    }
    HandOver line{taken.step};
    line.taken_by = taken.by;
    line.taken_at = event.occurred_at;
    line.end = event.actor.covers ? End::cover : End::own;
    line.version = event.version;
    lines.push_back(std::move(line));
  }

  // The step before is open again, in the same hands.
  void returned(const dossier::StepCompleted& done, const dossier::Event& event) {
    const auto found = std::find_if(state.steps.begin(), state.steps.end(),
                                    [&](const auto& step) { return step.key == done.step; });
    CHECK(found != state.steps.end() && found != state.steps.begin());
    const auto& before = *(found - 1);
    HandOver line{before.key,      event.actor,     event.occurred_at,
                  before.taken_by, before.taken_by, event.occurred_at};
    line.end = End::returned;
    line.version = event.version;
    lines.push_back(std::move(line));
  }
};

}  // namespace

std::string_view name_of(HandOver::End end) {
  switch (end) {
    case End::waiting:
      return "waiting";
    case End::taken:
      return "taken";
    case End::replaced:
      return "replaced";
    case End::own:
      return "own";
    case End::cover:
      return "cover";
    case End::returned:
      return "returned";
  }
  CHECK(false);
}

std::vector<HandOver> hand_overs(const std::vector<dossier::Event>& events) {
  Ledger ledger;
  for (const auto& event : events) {
    if (const auto* given = std::get_if<dossier::StepAssigned>(&event.payload)) ledger.given(*given, event);
    if (const auto* taken = std::get_if<dossier::StepTaken>(&event.payload)) ledger.taken(*taken, event);
    const auto* done = std::get_if<dossier::StepCompleted>(&event.payload);
    if (done != nullptr && done->returned) ledger.returned(*done, event);
    dossier::apply(ledger.state, event);
  }
  return std::move(ledger.lines);
}

}  // namespace motcua::workflow
