#include "workflow/ledger.h"

#include <gtest/gtest.h>

namespace motcua::workflow {
namespace {

const Uuid counter = Uuid::parse("0193a1b2-0000-7000-8000-00000000000a").value();
const Uuid thang = Uuid::parse("0193a1b2-0000-7000-8000-00000000000b").value();
const Uuid hanh = Uuid::parse("0193a1b2-0000-7000-8000-00000000000c").value();
const Uuid signs = Uuid::parse("0193a1b2-0000-7000-8000-00000000000d").value();

class Life {
 public:
  Life() {
    happen(dossier::Submitted{}, counter);
    dossier::Accepted accepted;
    for (const auto* key : {"receive", "assign", "solve", "approve", "return"})
      accepted.steps.push_back({key, {}});
    happen(accepted, counter);
    happen(dossier::StepTaken{"receive", counter}, counter);
    happen(dossier::StepCompleted{"receive", false}, counter);
    happen(dossier::StepTaken{"assign", counter}, counter);
    happen(dossier::StepCompleted{"assign", false}, counter);
    happen(dossier::StepAssigned{"solve", thang, "03325"}, counter);
  }
  void happen(dossier::Payload payload, const Uuid& by, std::optional<Uuid> covers = {}) {
    dossier::Event event;
    event.version = static_cast<std::int64_t>(events.size()) + 1;
    event.payload = std::move(payload);
    event.actor = {dossier::Actor::Kind::post, by.text(), {}};
    if (covers) event.actor.covers = covers->text();
    event.occurred_at = Instant{} + std::chrono::hours(event.version);
    events.push_back(event);
  }
  // "solve: a → b taken", letters of the posts.
  std::string said() const {
    std::string text;
    const auto letter = [](const std::optional<Uuid>& post) {
      return post ? post->text().substr(35) : std::string("-");
    };
    for (const auto& each : hand_overs(events)) {
      const auto giver = each.given_by ? Uuid::parse(each.given_by->id) : std::nullopt;
      text += each.step + " " + letter(giver) + letter(each.given_to) + letter(each.taken_by) + " " +
              std::string(name_of(each.end)) + "; ";
    }
    return text;
  }
  std::vector<dossier::Event> events;
};

TEST(Ledger, HasBothSidesOfEachHandOver) {
  Life life;
  EXPECT_EQ(life.said(), "receive --a own; assign --a own; solve ab- waiting; ");
  life.happen(dossier::StepTaken{"solve", thang}, thang);
  EXPECT_EQ(life.said(), "receive --a own; assign --a own; solve abb taken; ");
  const auto lines = hand_overs(life.events);
  EXPECT_EQ(lines.back().given_at, Instant{} + std::chrono::hours(7));
  EXPECT_EQ(lines.back().taken_at, Instant{} + std::chrono::hours(8));
}

TEST(Ledger, WhatWasGivenElsewhereInsteadSaysSo) {
  Life life;
  life.happen(dossier::StepAssigned{"solve", hanh, "03325"}, counter);
  life.happen(dossier::StepTaken{"solve", hanh}, hanh);
  EXPECT_EQ(life.said(), "receive --a own; assign --a own; solve ab- replaced; solve acc taken; ");
}

TEST(Ledger, ACorrectionPutsTheStepBackIntoTheSameHands) {
  Life life;
  life.happen(dossier::StepTaken{"solve", thang}, thang);
  life.happen(dossier::StepCompleted{"solve", false}, thang);
  life.happen(dossier::StepAssigned{"approve", signs, "03325"}, thang);
  life.happen(dossier::StepTaken{"approve", signs}, signs);
  life.happen(dossier::StepCompleted{"approve", true}, signs);
  EXPECT_EQ(life.said(),
            "receive --a own; assign --a own; solve abb taken; approve bdd taken; solve dbb returned; ");
}

TEST(Ledger, ACoverTakesByName) {
  Life life;
  life.happen(dossier::StepTaken{"solve", hanh}, hanh, thang);
  EXPECT_EQ(life.said(), "receive --a own; assign --a own; solve abc cover; ");
  life.happen(dossier::StepTaken{"solve", thang}, thang);
  EXPECT_EQ(life.said(), "receive --a own; assign --a own; solve abc cover; solve --b own; ")
      << "back, and takes it again";
}

}  // namespace
}  // namespace motcua::workflow
