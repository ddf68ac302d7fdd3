// Calls are recorded once: whoever looks, however often, whatever is cut off.
#include "workflow/call_book.h"

#include <gmock/gmock.h>

#include <future>
#include <sstream>
#include <thread>

#include "base/table.h"
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
  // Who holds the post, with what covers of today put into those hands.
  identity::Caller today(const Uuid& post) {
    const auto& own = callers.at(post);
    const auto covered = store->read(
        [&](store::Reader& r) { return identity::covered_by(r, own.official().id, local_date(now())); });
    return {own.official(), own.posts(), "", now() + std::chrono::hours(1), units, covered};
  }
  CallPage page_of(const Uuid& post) {
    const auto caller = today(post);
    auto page = store->read([&](store::Reader& r) { return calls_of(office, r, caller, Language::vi); });
    EXPECT_EQ(page.total, static_cast<std::int64_t>(page.items.size()));
    return page;
  }
  std::vector<std::string> called(const Uuid& post) {
    const auto page = page_of(post);
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

class CallReach : public CallBookTest {
 protected:
  const Uuid& named(const std::string& name) const {
    return name == "solver" ? solver : name == "other" ? other : name == "approver" ? approver : director;
  }
  std::string name_of_post(const std::string& display_name) const {
    for (const auto* name : {"solver", "other", "approver", "director"}) {
      if (callers.at(named(name)).official().display_name == display_name) return name;
    }
    return display_name;
  }
  void arrange(const std::string& text) {
    std::istringstream words(text);
    std::string whose, by, whom, kind, days, ended, when;
    words >> whose >> by >> whom >> kind >> days >> ended >> when;
    const auto day = [](const std::string& number) { return parse_date("2026-11-" + number).value(); };
    const identity::Cover cover{new_id(),
                                named(whose),
                                named(whom),
                                identity::cover_kind_of(kind).value(),
                                day(days.substr(0, 2)),
                                day(days.substr(3, 2)),
                                callers.at(director).official().id,
                                now(),
                                {}};
    store->write([&](store::Writer& w) {
      identity::insert_cover(w, cover);
      if (ended == "ended") identity::end_cover(w, cover.id, november(when));
    });
  }
  std::string seen_by(const std::string& name) {
    std::string text;
    for (const auto& each : page_of(named(name)).items) {
      text += (text.empty() ? "" : ", ") + each.called + " " + each.rung;
      if (!each.covers.empty()) text += " for " + name_of_post(each.covers);
    }
    return text.empty() ? "-" : text;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CallReach, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(CallReach, WhoeverCoversAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/workflow/call_cover_cases.tsv");
  ASSERT_GE(table.rows.size(), 10U);
  static constexpr store::Query forget_covers{"test/covers", "DELETE FROM identity_cover",
                                              "DELETE FROM identity_cover"};
  static constexpr store::Query forget_calls{"test/calls", "DELETE FROM workflow_call",
                                             "DELETE FROM workflow_call"};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    clock.set(november("18T07:00"));
    const State state = in_hand();
    if (table.at(i, "cover") != "-") arrange(table.at(i, "cover"));
    look(table.at(i, "look"));
    if (!table.at(i, "read").empty()) clock.set(november(table.at(i, "read")));
    for (const auto* name : {"solver", "other", "approver", "director"})
      EXPECT_EQ(seen_by(name), table.at(i, name)) << name << ": " << table.at(i, "note");
    act(state, solver, {dossier::Withdrawn{}});
    store->write([&](store::Writer& w) {
      w.execute(forget_covers);
      w.execute(forget_calls);
    });
  }
}

TEST_P(CallReach, WhoCoversHasSeenItForBoth) {
  const State state = in_hand();
  arrange("solver by other absence 20-23");
  look("20T11:10");
  EXPECT_EQ(seen_by("other"), "holder before for solver");
  EXPECT_EQ(page_of(other).items[0].holder, "Quàng Văn Thắng") << "whose hour it is stays as it is";
  const auto cover = today(other);
  store->write([&](store::Writer& w) { acknowledge(w, cover, {state.id}, now()); });
  EXPECT_EQ(seen_by("other"), "-");
  EXPECT_EQ(seen_by("solver"), "-");
  ASSERT_TRUE(remind(office, callers.at(director), state.id));
  EXPECT_EQ(seen_by("other"), "holder asked for solver") << "a reminder reaches the cover too";
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

TEST_P(CallBookTest, ClocksOfAnEarlierRuleAreMadeAnew) {
  in_hand();
  begin(std::nullopt);
  static constexpr store::Query spoil{"test/spoil",
                                      "UPDATE workflow_clock SET due_at = 1, holder = NULL, next_at = NULL",
                                      "UPDATE workflow_clock SET due_at = 1, holder = NULL, next_at = NULL"};
  store->write([](store::Writer& w) { w.execute(spoil); });
  EXPECT_THAT(wrong(), testing::SizeIs(2));
  make_clocks_anew(*store);
  look("18T09:00");
  EXPECT_THAT(wrong(), IsEmpty());
  look("20T15:10");
  EXPECT_THAT(called(solver), ElementsAre("holder due"));
}

// Of PostgreSQL alone: SQLite has one writer.
class CallBookBesideAnAct : public CallBookTest {};
INSTANTIATE_TEST_SUITE_P(Engines, CallBookBesideAnAct, testing::Values(store::engines()[1]),
                         store::engine_name);

TEST_P(CallBookBesideAnAct, TheClockOfAnActThatEndsMeanwhileStays) {
  static constexpr store::Query waiting{"test/waiting", "SELECT 1",
                                        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = "
                                        "current_database() AND wait_event_type = 'Lock'"};
  const State state = in_hand();
  make_clocks_anew(*store);
  const dossier::Actor actor{dossier::Actor::Kind::post, other.text(), {}};
  std::promise<void> done, may_commit;
  std::thread slow([&] {
    const auto acted = store->write([&](store::Writer& w) {
      auto after = dossiers.change(
          w, {new_id(), now(), {}}, state.id, state.version,
          [&](const State&) -> Expected<dossier::Decision> {
            return dossier::Decision{actor, {{dossier::StepTaken{"solve", other}, now(), {}}}};
          });
      EXPECT_TRUE(clock_of_dossier(w, state.id)) << "sent, and its row locked";
      done.set_value();
      may_commit.get_future().wait();
      return after;
    });
    EXPECT_TRUE(acted);
  });
  done.get_future().wait();
  std::thread looking([&] { look_at_clocks(office, now()); });
  const auto waits = [&] {
    return store->read([](store::Reader& r) { return r.one(waiting)->integer(0); }) > 0;
  };
  for (int i = 0; i < 3000 && !waits(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(waits()) << "the look waits for the act";
  may_commit.set_value();
  slow.join();
  looking.join();
  EXPECT_THAT(wrong(), IsEmpty());
  EXPECT_EQ(store->read([&](store::Reader& r) { return clock_of_dossier(r, state.id)->holder; }), other);
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
