#include <gtest/gtest.h>
#include <thread>

#include "all_sql.h"
#include "base/check.h"
#include "base/clock.h"
#include "dossier/dossier.h"
#include "store/testing.h"

namespace motcua::dossier {
namespace {

const Agencies agencies{"03325", "03325", "03325"};

class DossiersTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  Act act() { return {Uuid::v7(now, random), now, {}}; }
  Actor clerk() { return {Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}}; }

  Beginning beginning(const std::string& name = "Lò Thị Mẫu") {
    const Submission submission{{name, "011190000123", {}, "female", {}, "0912000128", {}}, {}, {}, "K74M"};
    Beginning begin{Uuid::v7(now, random),
                    clerk(),
                    {"H18.036"},
                    local_date(now),
                    lookup_rows(keys, name, "011190000123", "0912 000 128"),
                    {}};
    const Promise promise{now + std::chrono::hours(72), "3 working-days", "2026", {}};
    begin.events = {
        {Submitted{"", "1.001193", 1, Channel::counter, agencies, {{"to-khai", 1, 0, 0}}, ReturnBy::counter},
         now, shape_of(static_cast<const Submission*>(nullptr)).write(submission)},
        {Accepted{now, promise, {{"receive", {}}, {"solve", {}}}, {}, 0, true}, now, {}}};
    return begin;
  }

  State file(const std::string& name = "Lò Thị Mẫu") {
    return store->write([&](store::Writer& w) { return dossiers.begin(w, act(), beginning(name)); }).value();
  }

  Expected<State> change(const State& state, const Act& act, std::int64_t seen, Payload payload,
                         std::optional<json::value> part = {}) {
    return store->write([&](store::Writer& w) {
      return dossiers.change(w, act, state.id, seen, [&](const State&) -> Expected<Decision> {
        return Decision{clerk(), {{payload, now, part}}};
      });
    });
  }

  SeededRandom random{11};
  Instant now = parse_instant("2026-11-20T09:42").value();
  Keys keys{SecretKey::make(random)};
  Dossiers dossiers{keys, random};
  store::TestStore store{GetParam(), all_migrations()};
};

TEST_P(DossiersTest, FilingGivesTheNextNumberAndKeepsWhatWasSaid) {
  EXPECT_EQ(file().code, "H18.036-261120-0001");
  const State second = file();
  EXPECT_EQ(second.code, "H18.036-261120-0002");
  store->read([&](store::Reader& r) {
    EXPECT_EQ(dossiers.state(r, second.id), second);
    EXPECT_EQ(fold(dossiers.events(r, second.id)), second);
    EXPECT_EQ(dossiers.id_of_code(r, second.code), second.id);
    EXPECT_EQ(dossiers.submission(r, second.id)->applicant.full_name, "Lò Thị Mẫu");
    EXPECT_EQ(dossiers.submission(r, second.id)->secret, "K74M");
  });
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(DossiersTest, ARepeatReturnsTheFirstAnswerAndOtherContentIsRefused) {
  const Act once = act();
  const Beginning begin = beginning();
  const auto first = store->write([&](store::Writer& w) { return dossiers.begin(w, once, begin); }).value();
  const auto later = change(first, act(), 2, StepTaken{"receive", Uuid{}}).value();
  EXPECT_EQ(later.version, 3);
  const auto repeat = store->write([&](store::Writer& w) { return dossiers.begin(w, once, begin); });
  EXPECT_EQ(*repeat, first);
  Act other = once;
  other.request[0] = 1;
  const auto refused = store->write([&](store::Writer& w) { return dossiers.begin(w, other, begin); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()[0].code, "dossier.key_reused");
}

// Its row says when it was received from then on, though most acts leave those columns alone.
TEST_P(DossiersTest, AcceptingWhatWasSubmittedKeepsTheColumnsInStep) {
  Beginning submitted = beginning();
  const auto accepted = std::get<Accepted>(submitted.events.back().payload);
  submitted.events.pop_back();
  const State state =
      store->write([&](store::Writer& w) { return dossiers.begin(w, act(), submitted); }).value();
  EXPECT_FALSE(state.received_at);
  const State later = change(state, act(), 1, accepted).value();
  EXPECT_TRUE(later.received_at);
  ASSERT_TRUE(change(later, act(), 2, StepTaken{"receive", Uuid{}}));
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(DossiersTest, ARefusedCommandGivesItsNumberBack) {
  const auto refused = store->write([&](store::Writer& w) -> Expected<State> {
    EXPECT_TRUE(dossiers.begin(w, act(), beginning()));
    return refuse("dossier.unknown");
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(file().code, "H18.036-261120-0001");
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(DossiersTest, AStaleVersionNamesWhatChanged) {
  const State state = file();
  ASSERT_TRUE(change(state, act(), 2, StepTaken{"receive", Uuid{}}));
  const auto refused = change(state, act(), 2, StepCompleted{"receive", false});
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 2U);
  EXPECT_EQ(refused.error()[0].code, "dossier.version_conflict");
  EXPECT_EQ(refused.error()[1].code, "dossier.changed");
  EXPECT_EQ(refused.error()[1].params.at("type"), "step_taken");
}

TEST_P(DossiersTest, OfTwoOfficersAtOnceOneWins) {
  const State state = file();
  std::atomic<int> won = 0;
  std::atomic<int> told = 0;
  std::vector<std::thread> officers;
  for (int i = 0; i < 6; ++i) {
    officers.emplace_back([&] {
      const auto done = change(state, act(), 2, StepTaken{"receive", Uuid{}});
      done ? ++won : ++told;
    });
  }
  for (auto& officer : officers) officer.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(told, 5);
}

TEST_P(DossiersTest, NumbersHaveNoGapWhenManyFileAtOnce) {
  std::vector<std::thread> counters;
  for (int i = 0; i < 4; ++i) {
    counters.emplace_back([&] {
      for (int n = 0; n < 10; ++n) file();
    });
  }
  for (auto& counter : counters) counter.join();
  const auto report = verify(*store, keys);
  EXPECT_EQ(report.dossiers, 40);
  EXPECT_TRUE(report.faults.empty());
  EXPECT_EQ(file().code, "H18.036-261120-0041");
}

TEST_P(DossiersTest, AClockThatWentBackDoesNotTakeTheDossierWithIt) {
  const State state = file();
  const Instant last = now;
  now -= std::chrono::hours(30);
  const Instant before_it_happened = now - std::chrono::hours(1);
  const auto taken = store->write([&](store::Writer& w) {
    return dossiers.change(w, act(), state.id, 2, [&](const State&) -> Expected<Decision> {
      return Decision{clerk(),
                      {{StepTaken{"receive", Uuid{}}, now, {}},
                       {StepCompleted{"receive", false}, before_it_happened, {}}}};
    });
  });
  ASSERT_TRUE(taken);
  store->read([&](store::Reader& r) {
    const auto events = dossiers.events(r, state.id);
    EXPECT_EQ(events[2].recorded_at, last);
    EXPECT_EQ(events[2].occurred_at, last) << "what happens now happens no earlier than what was";
    EXPECT_EQ(events[3].recorded_at, last);
    EXPECT_EQ(events[3].occurred_at, before_it_happened) << "what somebody says happened earlier did";
  });
  now = last + std::chrono::hours(1);
  ASSERT_TRUE(change(*taken, act(), 4, StepTaken{"solve", Uuid{}}));
  store->read([&](store::Reader& r) { EXPECT_EQ(dossiers.events(r, state.id)[4].recorded_at, now); });
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(DossiersTest, ARepeatIsFoundAfterItsKeyRefused) {
  const Act once = act();
  const PreparedBeginning prepared = dossiers.prepare(once, beginning());
  std::vector<bool> fresh;
  const auto file_it = [&] {
    return write_or_find(*store, [&](store::Writer& w, Dossiers::Repeat repeat) -> Expected<State> {
      auto begun = dossiers.begin(w, prepared, repeat);
      if (!begun) return refuse(begun.error());
      fresh.push_back(begun->is_new);
      return begun->state;
    });
  };
  const auto first = file_it();
  EXPECT_EQ(file_it().value(), first.value());
  EXPECT_EQ(fresh.back(), false);
  PreparedBeginning other = prepared;
  other.act.request[0] ^= 1;
  const auto refused =
      write_or_find(*store, [&](store::Writer& w, Dossiers::Repeat repeat) -> Expected<State> {
        auto begun = dossiers.begin(w, other, repeat);
        if (!begun) return refuse(begun.error());
        return begun->state;
      });
  EXPECT_EQ(refused.error()[0].code, "dossier.key_reused");
  EXPECT_EQ(file().code, "H18.036-261120-0002") << "what was refused gave its number back";
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(DossiersTest, OfTheSameRequestSentTwiceAtOnceOneIsRecorded) {
  const Act once = act();
  const PreparedBeginning prepared = dossiers.prepare(once, beginning());
  std::vector<std::thread> lines;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 6; ++i) {
    lines.emplace_back([&] {
      const auto state =
          write_or_find(*store, [&](store::Writer& w, Dossiers::Repeat repeat) -> Expected<State> {
            auto begun = dossiers.begin(w, prepared, repeat);
            if (!begun) return refuse(begun.error());
            return begun->state;
          });
      if (state && state->code == "H18.036-261120-0001") ++answered;
    });
  }
  for (auto& line : lines) line.join();
  EXPECT_EQ(answered, 6);
  EXPECT_EQ(verify(*store, keys).dossiers, 1);
}

TEST_P(DossiersTest, SeriesAreLockedInOneOrder) {
  const auto file_in = [&](std::initializer_list<const char*> all) {
    store->write([&](store::Writer& w) {
      for (const auto* series : all) {
        Beginning begin = beginning();
        begin.series = {series};
        EXPECT_TRUE(dossiers.begin(w, act(), begin));
      }
    });
  };
  file_in({"H18.030", "H18.030", "H18.036"});
  EXPECT_THROW(file_in({"H18.036", "H18.030"}), CheckFailed);
  EXPECT_EQ(file().code, "H18.036-261120-0002");
}

TEST_P(DossiersTest, APersonIsFoundByNumberPhoneAndName) {
  const State state = file();
  file("Quàng Văn Thắng");
  store->read([&](store::Reader& r) {
    EXPECT_EQ(dossiers.find(r, lookup_row(keys, LookupKind::name, "lo thi mau"), 10), std::vector{state.id});
    EXPECT_EQ(dossiers.find(r, lookup_row(keys, LookupKind::name_pair, "thi mau"), 10),
              std::vector{state.id});
    EXPECT_EQ(dossiers.find(r, lookup_row(keys, LookupKind::phone, "0912000128"), 10).size(), 2U);
  });
}

TEST_P(DossiersTest, ErasingLeavesNothingAndTheChainWhole) {
  State state = file();
  const auto refused =
      store->write([&](store::Writer& w) { return dossiers.erase(w, act(), clerk(), state.id, 2, ""); });
  EXPECT_EQ(refused.error()[0].code, "dossier.still_open");
  state = change(state, act(), 2, Withdrawn{}, json::value{{"reason", "không cần nữa"}}).value();
  state = store
              ->write([&](store::Writer& w) {
                return dossiers.erase(w, act(), clerk(), state.id, 3, "Luật 91/2025/QH15");
              })
              .value();
  EXPECT_TRUE(state.erased);
  store->read([&](store::Reader& r) {
    EXPECT_FALSE(dossiers.submission(r, state.id));
    EXPECT_FALSE(dossiers.key(r, state.id));
    EXPECT_TRUE(dossiers.find(r, lookup_row(keys, LookupKind::name, "lo thi mau"), 10).empty());
    EXPECT_EQ(fold(dossiers.events(r, state.id)), state);
  });
  const auto report = verify(*store, keys);
  EXPECT_EQ(report.erased, 1);
  EXPECT_TRUE(report.faults.empty());
}

TEST_P(DossiersTest, ATakenOverDossierKeepsItsOldCodeAndPromise) {
  Beginning begin = beginning();
  const Promise promise{parse_instant("2025-06-20T17:00").value(), "5 working-days", "unknown", {}};
  const TakenOver over{"old-system",
                       "000.00.06.H18-250612-0361",
                       "",
                       "1.001193",
                       1,
                       Channel::counter,
                       agencies,
                       parse_instant("2025-06-12T08:00").value(),
                       promise,
                       {{"solve", {}}}};
  begin.events = {{over, now, {}}};
  const State state = store->write([&](store::Writer& w) { return dossiers.begin(w, act(), begin); }).value();
  EXPECT_EQ(state.due_at, promise.due_at);
  store->read([&](store::Reader& r) {
    EXPECT_EQ(dossiers.id_of_code(r, "000.00.06.H18-250612-0361"), state.id);
    EXPECT_EQ(dossiers.id_of_code(r, state.code), state.id);
    EXPECT_FALSE(dossiers.submission(r, state.id)) << "nothing private came along";
  });
  EXPECT_TRUE(verify(*store, keys).faults.empty());
}

TEST_P(DossiersTest, VerifyNamesWhatIsWrong) {
  const State state = file();
  static constexpr store::Query spoil{"test/spoil", "UPDATE dossier_dossier SET status = 9 WHERE id = $1",
                                      "UPDATE dossier_dossier SET status = 9 WHERE id = $1"};
  static constexpr store::Query lose{"test/lose", "DELETE FROM dossier_private WHERE dossier = $1",
                                     "DELETE FROM dossier_private WHERE dossier = $1"};
  static constexpr store::Query skip{"test/skip", "UPDATE dossier_serial SET last = last + 1",
                                     "UPDATE dossier_serial SET last = last + 1"};
  store->write([&](store::Writer& w) {
    w.execute(spoil, {state.id});
    w.execute(lose, {state.id});
    w.execute(skip);
  });
  std::set<std::string> names;
  for (const auto& fault : verify(*store, keys).faults) names.insert(fault.invariant);
  EXPECT_EQ(names, (std::set<std::string>{"columns_equal_state", "private_part_matches_commitment",
                                          "serials_have_no_gap"}));
}

TEST_P(DossiersTest, AnEventCannotBeChangedOrDeleted) {
  file();
  static constexpr store::Query change_it{"test/change", "UPDATE dossier_event SET type = 'finished'",
                                          "UPDATE dossier_event SET type = 'finished'"};
  static constexpr store::Query delete_it{"test/delete", "DELETE FROM dossier_event",
                                          "DELETE FROM dossier_event"};
  for (const auto* query : {&change_it, &delete_it}) {
    EXPECT_THROW(store->write([&](store::Writer& w) { w.execute(*query); }), store::StoreFailed);
  }
}

TEST_P(DossiersTest, OutcomesSeeEachActInsideItsTransaction) {
  Dossiers followed(keys, random);
  std::vector<std::pair<std::int64_t, std::int64_t>> seen;  // versions before and after
  followed.add_outcome([&](store::Writer& writer, const State* before, const State& after) {
    EXPECT_TRUE(followed.state(writer, after.id) == after);
    seen.emplace_back(before == nullptr ? 0 : before->version, after.version);
  });
  const auto state = store->write([&](store::Writer& w) { return followed.begin(w, act(), beginning()); });
  ASSERT_TRUE(state);
  EXPECT_EQ(seen, (std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 2}}));
}

INSTANTIATE_TEST_SUITE_P(Engines, DossiersTest, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::dossier
