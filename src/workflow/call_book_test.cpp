// Calls are recorded once: whoever looks, however often, whatever is cut off.
#include "workflow/call_book.h"

#include <gmock/gmock.h>

#include <thread>

#include "all_sql.h"
#include "base/clock.h"
#include "store/testing.h"
#include "workflow/outlook.h"

namespace motcua::workflow {
namespace {

using dossier::State;
using identity::Role;
using testing::ElementsAre;
using testing::IsEmpty;

Instant november(const std::string& text) { return parse_instant("2026-11-" + text).value(); }

class CallBookTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  CallBookTest() {
    keep_clocks(dossiers, timetables);
    counter = join("Lò Thị Hạnh", Role::counter_officer, "03313.HCC");
    solver = join("Quàng Văn Thắng", Role::specialist, "03313.VHXH");
    other = join("Vàng A Páo", Role::specialist, "03313.KT");
    approver = join("Mùa A Dình", Role::approver, "");
    director = join("Lường Văn Sơn", Role::centre_director, "03313.HCC");
  }

  Uuid join(const std::string& name, Role role, const std::string& inside) {
    const identity::Official official{new_id(), "a" + std::to_string(callers.size()), name, false, now()};
    const identity::Post post{
        new_id(), official.id, role, "03313", inside, "Chuyên viên", *parse_date("2025-07-01"), {}};
    store->write([&](store::Writer& w) {
      identity::insert_official(w, official, "-");
      identity::insert_post(w, post);
    });
    callers.emplace(post.id, identity::Caller(official, {post}, "", now() + std::chrono::hours(90), units));
    return post.id;
  }
  Instant now() const { return clock.now(); }
  Uuid new_id() {
    const std::lock_guard lock(mutex);
    return Uuid::v7(now(), random);
  }
  static dossier::Submitted submitted() {
    return {"", "1.004884", 1, dossier::Channel::counter, {"03313", "03313", "03313"}, {}, {}};
  }
  State begin(const std::optional<dossier::Accepted>& accepted) {
    const dossier::Actor by{dossier::Actor::Kind::post, counter.text(), {}};
    dossier::Beginning beginning{new_id(), by, {"H18.036"}, local_date(now()), {}, {}};
    beginning.events.push_back({submitted(), now(), {}});
    if (accepted) beginning.events.push_back({*accepted, now(), {}});
    return store->write([&](store::Writer& w) {
                  return dossiers.begin(w, {new_id(), now(), {}}, beginning);
                })
        .value();
  }
  // Received now; the step "solve" is due on the 20th at 15:10, the dossier at 17:00.
  State file() {
    dossier::Accepted accepted;
    accepted.received_at = now();
    accepted.promise.due_at = november("20T17:00");
    accepted.steps = {{"assign", november("19T10:00")},
                      {"solve", november("20T15:10")},
                      {"approve", november("20T17:00")},
                      {"return", november("20T17:00")}};
    return begin(accepted);
  }
  State act(const State& state, const Uuid& by, std::vector<dossier::Payload> payloads) {
    std::vector<dossier::NewEvent> events;
    for (auto& each : payloads) events.push_back({std::move(each), now(), {}});
    const dossier::Actor actor{dossier::Actor::Kind::post, by.text(), {}};
    return store
        ->write([&](store::Writer& w) {
          return dossiers.change(w, {new_id(), now(), {}}, state.id, state.version,
                                 [&](const State&) -> Expected<dossier::Decision> {
                                   return dossier::Decision{actor, events};
                                 });
        })
        .value();
  }
  State assign(const State& state, const Uuid& to) {
    std::vector<dossier::Payload> all;
    if (state.current_step()->key == "assign")
      all = {dossier::StepTaken{"assign", director}, dossier::StepCompleted{"assign", false}};
    all.push_back(dossier::StepAssigned{"solve", to, "03313"});
    return act(state, director, all);
  }
  State in_hand() { return act(assign(file(), solver), solver, {dossier::StepTaken{"solve", solver}}); }

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

  std::mutex mutex;
  SeededRandom random{7};
  ManualClock clock{november("18T07:00")};
  store::TestStore store{GetParam(), all_migrations()};
  dossier::Keys keys{SecretKey::make(random)};
  dossier::Dossiers dossiers{keys, random};
  organisation::Organisation units = organisation::load_organisation();
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  Timetables timetables{units, calendar::shipped_calendar()};
  Installation office{*store, dossiers, units, shelf, timetables, clock, random};
  std::map<Uuid, identity::Caller> callers;
  Uuid counter, solver, other, approver, director;
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
