// Calls are recorded once: whoever looks, however often, whatever is cut off.
#include "workflow/call_book.h"

#include <gmock/gmock.h>

#include <thread>

#include "workflow/outlook.h"
#include "workflow/testing.h"

namespace motcua::workflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CallBookTest : public OfficeTest {
 protected:
  void look(const std::string& moment) {
    clock.set(november(moment));
    while (look_at_clocks(office, now(), 3)) continue;
  }
  std::vector<std::string> called(const Uuid& post) {
    const auto page =
        store->read([&](store::Reader& r) { return calls_of(office, r, callers.at(post), Language::vi); });
    EXPECT_EQ(page.total, static_cast<std::int64_t>(page.items.size()));
    std::vector<std::string> words;
    for (const auto& each : page.items) words.push_back(each.called + " " + each.rung);
    return words;
  }
  std::int64_t rows() {
    static constexpr store::Query all{"test/calls", "SELECT COUNT(*) FROM workflow_call",
                                      "SELECT COUNT(*) FROM workflow_call"};
    return store->read([](store::Reader& r) { return r.one(all)->integer(0); });
  }
  std::vector<std::string> wrong() {
    return store->read([](store::Reader& r) { return wrong_clocks(r); });
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, CallBookTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(CallBookTest, TheHolderIsCalledFirstThenTheHeadThenTheDirector) {
  const State state = in_hand();
  look("20T11:09");
  EXPECT_THAT(called(solver), IsEmpty());
  look("20T11:10");
  EXPECT_THAT(called(solver), ElementsAre("holder before"));
  EXPECT_THAT(called(approver), IsEmpty());
  look("20T15:10");
  EXPECT_THAT(called(solver), ElementsAre("holder due")) << "the last call says it all";
  EXPECT_THAT(called(approver), ElementsAre("head due"));
  EXPECT_THAT(called(director), IsEmpty());
  look("23T09:10");
  EXPECT_THAT(called(director), ElementsAre("director after"));
  EXPECT_THAT(called(other), IsEmpty());
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_P(CallBookTest, IsRecordedOnceHoweverOftenSomebodyLooks) {
  for (int i = 0; i < 5; ++i) in_hand();
  clock.set(november("20T15:10"));
  std::vector<std::thread> processes;
  for (int i = 0; i < 3; ++i) {
    processes.emplace_back([this] {
      for (int n = 0; n < 10; ++n) look_at_clocks(office, now(), 2);
    });
  }
  for (auto& each : processes) each.join();
  EXPECT_EQ(rows(), 10) << "five dossiers, the holder and the head of each";
  look("20T16:00");
  EXPECT_EQ(rows(), 10);
}

TEST_P(CallBookTest, WhatIsDoneOrGivenToAnotherIsCalledNoMore) {
  State state = in_hand();
  look("20T11:10");
  state = assign(state, other);
  look("20T14:09");
  EXPECT_THAT(called(other), IsEmpty()) << "just asked: half of what is left is his first";
  look("20T14:10");
  EXPECT_THAT(called(other), ElementsAre("holder before")) << "who was asked to take it is called too";
  EXPECT_THAT(called(solver), ElementsAre("holder before")) << "and still has it until it is taken";
  state = act(state, other, {dossier::StepTaken{"solve", other}});
  EXPECT_THAT(called(solver), IsEmpty());
  state = act(state, other,
              {dossier::StepCompleted{"solve", false}, dossier::StepAssigned{"approve", approver, "03313"}});
  look("20T14:12");
  EXPECT_THAT(called(other), IsEmpty());
  look("20T16:59");
  EXPECT_THAT(called(approver), ElementsAre("holder before"));
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_P(CallBookTest, AStandingClockCallsNobodyAndAMovedDateCallsAnew) {
  State state = in_hand();
  look("20T11:10");
  state = act(state, solver, {dossier::Paused{}});
  EXPECT_THAT(called(solver), IsEmpty());
  look("20T16:00");
  EXPECT_THAT(called(solver), IsEmpty());
  EXPECT_THAT(wrong(), IsEmpty());
  state = act(state, solver, {dossier::Resumed{}});
  look("20T16:01");
  EXPECT_THAT(called(solver), ElementsAre("holder due"));
}

TEST_P(CallBookTest, WhatNobodyHasIsTheDirectors) {
  file();
  look("19T10:00");
  EXPECT_THAT(called(director), ElementsAre("holder due"));
  EXPECT_THAT(called(counter), IsEmpty());
}

TEST_P(CallBookTest, WhatCameFromAfarIsDueForAcceptanceWithinEightWorkingHours) {
  begin(std::nullopt);
  look("18T14:59");
  EXPECT_THAT(called(counter), IsEmpty());
  look("18T15:00");
  EXPECT_THAT(called(counter), ElementsAre("holder before"));
  look("18T17:00");
  EXPECT_THAT(called(counter), ElementsAre("holder due"));
  EXPECT_THAT(called(director), ElementsAre("head due"));
}

TEST_P(CallBookTest, WhatSaysUntilWhenItIsAcceptedIsDueThen) {
  begin(std::nullopt, november("19T10:00"));
  EXPECT_THAT(wrong(), IsEmpty());
  look("18T17:00");
  EXPECT_THAT(called(director), IsEmpty());
  look("19T10:00");
  EXPECT_THAT(called(counter), ElementsAre("holder due"));
  EXPECT_THAT(called(director), ElementsAre("head due"));
  EXPECT_THAT(wrong(), IsEmpty());
  const auto outlook =
      store->read([&](store::Reader& r) { return outlook_of(office, clocks_of_unit(r, "03313"), "03313"); });
  ASSERT_EQ(outlook.ahead.size(), 1U);
  EXPECT_EQ(outlook.ahead[0].due_at, Instant::max()) << "no result is promised yet";
}

TEST_P(CallBookTest, WhatWasSeenIsGoneUntilTheNextCall) {
  const State state = in_hand();
  in_hand();
  look("20T11:10");
  store->write([&](store::Writer& w) { acknowledge(w, callers.at(solver), {state.id}, now()); });
  EXPECT_THAT(called(solver), ElementsAre("holder before"));
  store->write([&](store::Writer& w) { acknowledge(w, callers.at(other), {}, now()); });
  EXPECT_THAT(called(solver), ElementsAre("holder before")) << "another's acknowledgement is not mine";
  store->write([&](store::Writer& w) { acknowledge(w, callers.at(solver), {}, now()); });
  EXPECT_THAT(called(solver), IsEmpty());
  look("20T15:10");
  EXPECT_THAT(called(solver), ElementsAre("holder due", "holder due"));
}

TEST_P(CallBookTest, APersonReminds) {
  const State idle = file();
  const State state = in_hand();
  EXPECT_EQ(remind(office, callers.at(director), idle.id).error().at(0).code, "workflow.nobody_to_remind");
  EXPECT_EQ(remind(office, callers.at(solver), state.id).error().at(0).code, "workflow.not_the_assigner");
  EXPECT_EQ(remind(office, callers.at(director), new_id()).error().at(0).code, "dossier.unknown");
  ASSERT_TRUE(remind(office, callers.at(director), state.id));
  EXPECT_THAT(called(solver), ElementsAre("holder asked"));
  store->write([&](store::Writer& w) { acknowledge(w, callers.at(solver), {}, now()); });
  EXPECT_THAT(called(solver), IsEmpty());
  ASSERT_TRUE(remind(office, callers.at(director), state.id));
  EXPECT_THAT(called(solver), ElementsAre("holder asked")) << "a second reminder is a new one";
}

TEST_P(CallBookTest, ClocksAreMadeAnewFromTheStates) {
  in_hand();
  file();
  begin(std::nullopt);
  store->write([](store::Writer& w) { rebuild_clocks(w); });
  EXPECT_THAT(wrong(), IsEmpty());
  look("20T15:10");
  EXPECT_THAT(called(solver), ElementsAre("holder due"));
  static constexpr store::Query spoil{"test/spoil", "DELETE FROM workflow_clock WHERE step = 'solve'",
                                      "DELETE FROM workflow_clock WHERE step = 'solve'"};
  store->write([](store::Writer& w) { w.execute(spoil); });
  EXPECT_THAT(wrong(), testing::SizeIs(1));
}

TEST_P(CallBookTest, WhoHasSolvedTheProcedureIsSuggested) {
  State state = in_hand();
  state = act(state, solver,
              {dossier::StepCompleted{"solve", false}, dossier::StepAssigned{"approve", approver, "03313"}});
  const State next = file();
  const auto found = [&] {
    return store->read([&](store::Reader& r) { return assignees(office, r, next, Language::vi).items; });
  };
  auto items = found();
  ASSERT_EQ(items.size(), 2U) << "only those who solve";
  EXPECT_EQ(items[0].post, solver);
  EXPECT_EQ(items[0].solved, 1);
  EXPECT_EQ(items[0].last_solved_at, now());
  EXPECT_TRUE(items[0].suggested);
  EXPECT_FALSE(items[1].suggested);
  for (int i = 0; i < 6; ++i) in_hand();
  items = found();
  EXPECT_EQ(items[0].post, other) << "six dossiers outweigh one solved before";
  EXPECT_EQ(items[1].open_dossiers, 6);
  EXPECT_GT(items[1].load_minutes, 0);
}

}  // namespace
}  // namespace motcua::workflow
