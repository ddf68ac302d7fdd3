// Positions have no gap and nobody is passed over, whatever order transactions end in.
#include <gtest/gtest.h>
#include <future>
#include <thread>

#include "all_sql.h"
#include "base/clock.h"
#include "dossier/dossier.h"
#include "store/testing.h"

namespace motcua::dossier {
namespace {

class PositionsTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  Uuid new_id() {
    const std::lock_guard lock(mutex);
    return Uuid::v7(now, random);
  }
  Expected<State> begin(store::Writer& writer, const std::string& series) {
    Beginning beginning{new_id(), clerk, {series}, local_date(now), {}, {}};
    beginning.events = {
        {Submitted{"", "1.001193", 1, Channel::counter, {"03325", "03325", "03325"}, {}, ReturnBy::counter},
         now,
         {}},
        {Accepted{now, {}, {{"receive", {}}, {"solve", {}}}, {}, 0, true}, now, {}}};
    return dossiers.begin(writer, {new_id(), now, {}}, beginning);
  }
  State file(const std::string& series = "H18.036") {
    return store->write([&](store::Writer& w) { return begin(w, series); }).value();
  }
  Expected<State> act(const State& state, std::int64_t seen, Payload payload) {
    return store->write([&](store::Writer& w) {
      return dossiers.change(w, {new_id(), now, {}}, state.id, seen, [&](const State&) -> Expected<Decision> {
        return Decision{clerk, {{payload, now, {}}}};
      });
    });
  }
  // What a reader gets, as "dossier version".
  std::vector<std::string> read(const EventReader& reader, int most = 100) {
    return store->write([&](store::Writer& w) {
      std::vector<std::string> seen;
      reader.advance(w, most, [&](std::int64_t, const Event& e) {
        seen.push_back(e.dossier.text() + " " + std::to_string(e.version));
      });
      return seen;
    });
  }
  std::string name(const State& state, int version) {
    return state.id.text() + " " + std::to_string(version);
  }
  void append_all(int most = 1000) {
    while (append_positions(*store, most)) {
    }
  }

  std::mutex mutex;
  SeededRandom random{11};
  Instant now = parse_instant("2026-11-20T09:42").value();
  const Actor clerk{Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
  Keys keys{SecretKey::make(random)};
  Dossiers dossiers{keys, random};
  store::TestStore store{GetParam(), all_migrations()};
  const EventReader reader{"test"};
};

INSTANTIATE_TEST_SUITE_P(Engines, PositionsTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(PositionsTest, EachEventIsReadOnceInOrder) {
  const State a = file();
  const State b = file();
  EXPECT_TRUE(read(reader).empty()) << "nothing has a position yet";
  append_all();
  EXPECT_EQ(read(reader, 3), (std::vector{name(a, 1), name(a, 2), name(b, 1)}));
  ASSERT_TRUE(act(a, 2, StepTaken{"receive", Uuid{}}));
  append_all();
  EXPECT_EQ(read(reader), (std::vector{name(b, 2), name(a, 3)}));
  EXPECT_TRUE(read(reader).empty());
  EXPECT_EQ(read(EventReader("another")).size(), 5U);
  store->read([&](store::Reader& r) {
    EXPECT_EQ(last_position(r), 5);
    EXPECT_EQ(reader.behind(r), 0);
    EXPECT_EQ(EventReader("third").behind(r), 5);
    const std::vector<std::pair<std::string, double>> figures{{"events_without_position", 0},
                                                              {"events_unread{reader=\"another\"}", 0},
                                                              {"events_unread{reader=\"test\"}", 0}};
    EXPECT_EQ(lag(r), figures);
  });
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(PositionsTest, ManyAreTakenInBatchesAndNothingIsWrittenWhenAllAreDone) {
  for (int i = 0; i < 10; ++i) file();
  int steps = 1;
  while (append_positions(*store, 3)) ++steps;
  EXPECT_EQ(steps, 7);
  append_all(3);
  append_all(3);
  const auto commits = [&] {
    for (const auto& [figure, value] : store->figures()) {
      if (figure == "store_commits") return value;
    }
    return -1.0;
  };
  const double before = commits();
  append_all();
  EXPECT_EQ(commits(), before);
  EXPECT_EQ(read(reader).size(), 20U);
}

TEST_P(PositionsTest, AReaderThatFailsReadsTheSameAgain) {
  const State a = file();
  append_all();
  EXPECT_THROW(store->write([&](store::Writer& w) {
    reader.advance(w, 100, [](std::int64_t, const Event&) { throw std::runtime_error("no"); });
  }),
               std::runtime_error);
  EXPECT_EQ(read(reader), (std::vector{name(a, 1), name(a, 2)}));
}

TEST_P(PositionsTest, WhatIsRolledBackLeavesNoGap) {
  file();
  const auto refused = store->write([&](store::Writer& w) -> Expected<State> {
    EXPECT_TRUE(begin(w, "H18.036"));
    return refuse("dossier.unknown");
  });
  EXPECT_FALSE(refused);
  append_all();
  file();
  append_all();
  EXPECT_EQ(read(reader).size(), 4U);
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(PositionsTest, SeveralAppendersAtOnceGiveEachEventOnePosition) {
  std::atomic<bool> done = false;
  std::vector<std::thread> appenders;
  for (int i = 0; i < 3; ++i) {
    appenders.emplace_back([&] {
      while (!done) append_positions(*store, 5);
    });
  }
  std::vector<std::thread> counters;
  for (int i = 0; i < 3; ++i) {
    counters.emplace_back([&, i] {
      for (int n = 0; n < 10; ++n) {
        const State state = file("H18.00" + std::to_string(i));
        EXPECT_TRUE(act(state, 2, StepTaken{"receive", Uuid{}}));
      }
    });
  }
  for (auto& counter : counters) counter.join();
  done = true;
  for (auto& appender : appenders) appender.join();
  append_all();
  EXPECT_EQ(read(reader, 1000).size(), 90U);
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(PositionsTest, ALaneIsTheSameForTheDatabaseAndTheProgram) {
  static constexpr store::Query lane{"test/lane", "SELECT lane FROM dossier_dossier WHERE id = $1",
                                     "SELECT lane FROM dossier_dossier WHERE id = $1"};
  const auto expect = [&](const State& state, Lane wanted) {
    EXPECT_EQ(lane_of(state), wanted);
    store->read([&](store::Reader& r) {
      EXPECT_EQ(r.one(lane, {state.id})->integer(0), static_cast<int>(wanted)) << state.version;
    });
  };
  State state = file();
  expect(state, Lane::unassigned);
  state = act(state, 2, StepAssigned{"receive", new_id(), "03325"}).value();
  expect(state, Lane::open);
  state = act(state, 3, StepTaken{"receive", new_id()}).value();
  expect(state, Lane::open);
  state = act(state, 4, StepCompleted{"receive", false}).value();
  state = act(state, 5, StepTaken{"solve", new_id()}).value();
  expect(state, Lane::open);
  expect(act(state, 6, SupplementRequested{}).value(), Lane::waiting);
  state = file();
  expect(act(state, 2, Withdrawn{}).value(), Lane::closed);
}

// Of PostgreSQL alone: SQLite has one writer.
class OpenTransactionTest : public PositionsTest {};
INSTANTIATE_TEST_SUITE_P(Engines, OpenTransactionTest, testing::Values(store::engines()[1]),
                         store::engine_name);

TEST_P(OpenTransactionTest, ACommitThatComesLateWithLowerNumbersIsNeitherSkippedNorSeenTwice) {
  std::promise<void> recorded, may_commit;
  auto wait = may_commit.get_future();
  std::optional<State> late;
  std::thread slow([&] {
    late = store
               ->write([&](store::Writer& w) {
                 auto state = begin(w, "H18.001");
                 recorded.set_value();
                 wait.wait();
                 return state;
               })
               .value();
  });
  recorded.get_future().wait();
  const State a = file("H18.002");
  append_all();
  EXPECT_EQ(read(reader), (std::vector{name(a, 1), name(a, 2)})) << "the others do not wait for it";
  for (int i = 0; i < 5; ++i) append_all();
  const State b = file("H18.002");
  append_all(1);
  EXPECT_EQ(read(reader), (std::vector{name(b, 1), name(b, 2)}));
  may_commit.set_value();
  slow.join();
  for (int i = 0; i < 5; ++i) append_all();
  EXPECT_EQ(read(reader), (std::vector{name(*late, 1), name(*late, 2)}));
  const State c = file("H18.002");
  for (int i = 0; i < 5; ++i) append_all();
  EXPECT_EQ(read(reader), (std::vector{name(c, 1), name(c, 2)}));
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

// The one that commits first has the lower number, though its event comes second: for the snapshot after it
// the other, still at work, is beyond the last transaction that it knows of.
TEST_P(OpenTransactionTest, ATransactionAboveTheSnapshotIsWaitedForToo) {
  static constexpr store::Query number{"test/number", "SELECT 1",
                                       "SELECT CAST(pg_current_xact_id() AS TEXT)"};
  std::promise<void> first_began, second_recorded, may_commit;
  std::optional<State> first, second;
  std::thread quick([&] {
    first = store
                ->write([&](store::Writer& w) {
                  w.run(number);
                  first_began.set_value();
                  second_recorded.get_future().wait();
                  return begin(w, "H18.001");
                })
                .value();
  });
  first_began.get_future().wait();
  std::thread slow([&] {
    second = store
                 ->write([&](store::Writer& w) {
                   auto state = begin(w, "H18.002");
                   second_recorded.set_value();
                   may_commit.get_future().wait();
                   return state;
                 })
                 .value();
  });
  quick.join();
  for (int i = 0; i < 5; ++i) append_all();
  EXPECT_EQ(read(reader), (std::vector{name(*first, 1), name(*first, 2)}));
  may_commit.set_value();
  slow.join();
  for (int i = 0; i < 3; ++i) append_all();
  EXPECT_EQ(read(reader), (std::vector{name(*second, 1), name(*second, 2)}));
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

// Should an event ever be left behind, it is said.
TEST_P(PositionsTest, AnEventThatWasPassedOverIsAFault) {
  static constexpr store::Query pass{
      "test/pass", "UPDATE dossier_append SET frontier = (SELECT MAX(seq) FROM dossier_event)",
      "UPDATE dossier_append SET frontier = (SELECT MAX(seq) FROM dossier_event)"};
  file();
  EXPECT_TRUE(verify(*store, keys).faults.empty()) << "what waits for its position is no fault";
  store->write([](store::Writer& w) { w.execute(pass); });
  const auto report = verify(*store, keys);
  ASSERT_EQ(report.faults.size(), 1U);
  EXPECT_NE(report.faults[0].detail.find("2 events were passed over"), std::string::npos);
}

TEST_P(OpenTransactionTest, ACopyOfADatabaseWithHigherTransactionNumbersGoesOn) {
  static constexpr store::Query move{"test/move", "SELECT 1",
                                     "UPDATE dossier_append SET marked_transaction = 9000000000000"};
  file();
  append_all();
  store->write([](store::Writer& w) { w.execute(move); });
  file();
  append_all();
  for (int i = 0; i < 3; ++i) append_all();
  static constexpr store::Query frontier{"test/frontier", "SELECT 1", "SELECT frontier FROM dossier_append"};
  store->read([](store::Reader& r) { EXPECT_EQ(r.one(frontier)->integer(0), 4); });
  EXPECT_EQ(read(reader).size(), 4U);
}

}  // namespace
}  // namespace motcua::dossier
