#include "result/decide.h"

#include "base/check.h"

namespace motcua::result {
namespace {

const dossier::StepState* step(const dossier::State& state, std::string_view key) {
  const auto found =
      std::find_if(state.steps.begin(), state.steps.end(), [&](const auto& each) { return each.key == key; });
  return found == state.steps.end() ? nullptr : &*found;
}

}  // namespace

workflow::Events approve(const dossier::State& state, const std::string& note, Instant now) {
  CHECK(state.result.has_value());
  workflow::Events events{
      {dossier::StepCompleted{"approve", false}, now, workflow::private_remark("note", note)},
      {dossier::Finished{}, now, {}}};
  // A dossier taken over from an earlier system may have no receiver here: then nobody is asked, and the
  // counter sees it.
  const auto* received = step(state, "receive");
  if (step(state, "return") != nullptr && received != nullptr && received->taken_by) {
    events.push_back(
        {dossier::StepAssigned{"return", *received->taken_by, state.agencies.received}, now, {}});
  }
  return events;
}

workflow::Events hand_over(const dossier::State& state, const Uuid& by, const std::string& unit,
                           const Receiver& receiver, dossier::ReturnBy way, Instant now) {
  workflow::Events events;
  const auto* last = step(state, "return");
  if (last != nullptr && last->taken_by != by) {
    if (last->given_to != by) events.push_back({dossier::StepAssigned{"return", by, unit}, now, {}});
    events.push_back({dossier::StepTaken{"return", by}, now, {}});
  }
  json::object part{{"receiver_name", receiver.name}};
  if (!receiver.id_number.empty()) part["receiver_id_number"] = receiver.id_number;
  events.push_back({dossier::HandedOver{way}, now, json::value(part)});
  if (last != nullptr) events.push_back({dossier::StepCompleted{"return", false}, now, {}});
  return events;
}

}  // namespace motcua::result
