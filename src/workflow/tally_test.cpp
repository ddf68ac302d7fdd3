// Tallies equal a recount at every moment, folded or not.
#include "workflow/tally.h"

#include <gmock/gmock.h>
#include <thread>

#include "all_sql.h"
#include "base/clock.h"
#include "store/testing.h"

namespace motcua::workflow {
namespace {

using dossier::NewEvent;
using dossier::State;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class TallyTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  TallyTest() { count_moves(dossiers); }

  Uuid new_id() {
    const std::lock_guard lock(mutex);
    return Uuid::v7(now, random);
  }
  State file(const std::string& receiving, const std::string& solving, bool accepted = true) {
    dossier::Beginning beginning{new_id(), clerk, {"H18." + receiving}, local_date(now), {}, {}};
    beginning.events.push_back({dossier::Submitted{"",
                                                   "1.001193",
                                                   1,
                                                   dossier::Channel::counter,
                                                   {receiving, receiving, solving},
                                                   {},
                                                   dossier::ReturnBy::counter},
                                now,
                                {}});
    if (accepted) {
      beginning.events.push_back(
          {dossier::Accepted{now, {}, {{"receive", {}}, {"solve", {}}}, {}, 0, true}, now, {}});
    }
    return store->write([&](store::Writer& w) {
                  return dossiers.begin(w, {new_id(), now, {}}, beginning);
                })
        .value();
  }
  State act(const State& state, dossier::Payload payload) {
    return store
        ->write([&](store::Writer& w) {
          return dossiers.change(w, {new_id(), now, {}}, state.id, state.version,
                                 [&](const State&) -> Expected<dossier::Decision> {
                                   return dossier::Decision{clerk, {{payload, now, {}}}};
                                 });
        })
        .value();
  }
  LaneCounts of(const std::string& unit) {
    return store->read([&](store::Reader& r) { return tallies_of(r, unit, "", 0); });
  }
  std::vector<std::string> wrong() {
    return store->read([](store::Reader& r) { return wrong_tallies(r); });
  }

  std::mutex mutex;
  SeededRandom random{11};
  Instant now = parse_instant("2026-11-20T09:42").value();
  const dossier::Actor clerk{dossier::Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
  dossier::Keys keys{SecretKey::make(random)};
  dossier::Dossiers dossiers{keys, random};
  store::TestStore store{GetParam(), all_migrations()};
};

INSTANTIATE_TEST_SUITE_P(Engines, TallyTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(TallyTest, FollowsEachDossierThroughItsLanes) {
  for (const bool folds : {false, true}) {
    const std::string unit = folds ? "1" : "2";
    const auto fold = [&] {
      EXPECT_THAT(wrong(), IsEmpty());
      if (folds) fold_moves(*store);
      EXPECT_THAT(wrong(), IsEmpty());
    };
    State state = file(unit, unit);
    fold();
    EXPECT_THAT(of(unit), ElementsAre(0, 0, 1, 0, 0, 0));
    state = act(state, dossier::StepAssigned{"receive", new_id(), unit});
    fold();
    EXPECT_THAT(of(unit), ElementsAre(0, 0, 0, 1, 0, 0));
    state = act(state, dossier::Withdrawn{});
    fold();
    EXPECT_THAT(of(unit), ElementsAre(0, 0, 0, 0, 0, 1));
  }
}

TEST_P(TallyTest, CountsWhereItIsReceivedAndWhereItIsSolvedASubmittedOneOnlyWhereItIsReceived) {
  file("1", "2");
  file("1", "2", false);
  EXPECT_THAT(of("1"), ElementsAre(0, 1, 1, 0, 0, 0));
  EXPECT_THAT(of("2"), ElementsAre(0, 0, 1, 0, 0, 0));
  store->read([](store::Reader& r) {
    EXPECT_EQ(tallies_of(r, "1", "1.001193", 1)[1], 1);
    EXPECT_EQ(tallies_of(r, "1", "another", 0)[1], 0);
    EXPECT_EQ(tallies_of(r, "1", "", 2)[1], 0);
  });
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_P(TallyTest, IsExactWhileManyActAndSeveralFold) {
  std::atomic<bool> done = false;
  std::vector<std::thread> folders, counters;
  for (int i = 0; i < 2; ++i) {
    folders.emplace_back([&] {
      while (!done) fold_moves(*store);
    });
  }
  for (int i = 0; i < 3; ++i) {
    counters.emplace_back([&, i] {
      for (int n = 0; n < 10; ++n) act(file(std::to_string(i), "2"), dossier::Withdrawn{});
    });
  }
  for (int i = 0; i < 10; ++i) EXPECT_THAT(wrong(), IsEmpty());
  for (auto& counter : counters) counter.join();
  done = true;
  for (auto& folder : folders) folder.join();
  EXPECT_THAT(wrong(), IsEmpty());
  EXPECT_EQ(of("2")[5], 30);
}

TEST_P(TallyTest, ARecountFindsWhatIsWrongAndRebuildingCuresIt) {
  static constexpr store::Query spoil{"test/spoil", "UPDATE workflow_tally SET dossiers = dossiers + 1",
                                      "UPDATE workflow_tally SET dossiers = dossiers + 1"};
  file("1", "1");
  fold_moves(*store);
  file("2", "2");
  store->write([](store::Writer& w) { w.execute(spoil); });
  EXPECT_THAT(wrong(), SizeIs(1));
  store->write([](store::Writer& w) { rebuild_tallies(w); });
  EXPECT_THAT(wrong(), IsEmpty());
  EXPECT_THAT(of("2"), ElementsAre(0, 0, 1, 0, 0, 0));
}

}  // namespace
}  // namespace motcua::workflow
