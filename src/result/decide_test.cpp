#include "result/decide.h"

#include <gtest/gtest.h>

namespace motcua::result {
namespace {

using dossier::State;

const Uuid clerk = Uuid::parse("0193a1b2-0000-7000-8000-00000000000a").value();
const Uuid colleague = Uuid::parse("0193a1b2-0000-7000-8000-00000000000b").value();
const Instant now = parse_instant("2026-11-26T09:00").value();

State with_steps() {
  State state;
  state.result.emplace();
  state.agencies = {"03325", "03325", "03325"};
  for (const auto* key : {"receive", "approve", "return"}) {
    dossier::StepState step;
    step.key = key;
    state.steps.push_back(step);
  }
  state.steps[0].taken_by = clerk;
  return state;
}

std::vector<std::string> types(const workflow::Events& events) {
  std::vector<std::string> list;
  for (const auto& event : events) list.emplace_back(dossier::type_of(event.payload));
  return list;
}

TEST(Approve, EndsProcessingAndAsksTheReceiverToHandOver) {
  const auto events = approve(with_steps(), "đúng", now);
  EXPECT_EQ(types(events), (std::vector<std::string>{"step_completed", "finished", "step_assigned"}));
  EXPECT_EQ(std::get<dossier::StepAssigned>(events[2].payload).to, clerk);
  EXPECT_EQ(*events[0].private_part, json::value(json::object{{"note", "đúng"}}));
}

TEST(Approve, WithoutAReceiverNobodyIsAsked) {
  State state = with_steps();
  state.steps[0].taken_by.reset();
  EXPECT_EQ(types(approve(state, "", now)), (std::vector<std::string>{"step_completed", "finished"}));
}

TEST(HandOver, WhoeverStandsAtTheCounterTakesTheStepFirst) {
  State state = with_steps();
  EXPECT_EQ(types(hand_over(state, colleague, "03325", {"Lò Thị Mẫu", ""}, dossier::ReturnBy::counter, now)),
            (std::vector<std::string>{"step_assigned", "step_taken", "handed_over", "step_completed"}));
  state.steps[2].given_to = clerk;
  EXPECT_EQ(types(hand_over(state, clerk, "03325", {"Lò Thị Mẫu", ""}, dossier::ReturnBy::counter, now)),
            (std::vector<std::string>{"step_taken", "handed_over", "step_completed"}));
  state.steps[2].taken_by = clerk;
  EXPECT_EQ(types(hand_over(state, clerk, "03325", {"Lò Thị Mẫu", ""}, dossier::ReturnBy::post, now)),
            (std::vector<std::string>{"handed_over", "step_completed"}));
}

TEST(HandOver, TheReceiverIsPrivate) {
  const auto events = hand_over(with_steps(), clerk, "03325", {"Lò Thị Mẫu", "011190000123"},
                                dossier::ReturnBy::counter, now);
  for (const auto& event : events) {
    EXPECT_EQ(json::serialize(dossier::write_payload(event.payload)).find("Mẫu"), std::string::npos);
  }
}

}  // namespace
}  // namespace motcua::result
