// Days are closed once, hold each event once, and say the same when they are taken anew.
#include <gtest/gtest.h>

#include "all_sql.h"
#include "base/merkle.h"
#include "dossier/dossier.h"
#include "store/testing.h"

namespace motcua::dossier {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

class ClosingTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  State file(std::string_view at) {
    now = parse_instant(at).value();
    Beginning beginning{Uuid::v7(now, random), clerk, {"H18.036"}, local_date(now), {}, {}};
    beginning.events = {
        {Submitted{"", "1.001193", 1, Channel::online, {"03325", "03325", "03325"}, {}, ReturnBy::counter},
         now,
         {}},
        {Accepted{now, {}, {{"receive", {}}, {"solve", {}}}, {}, 0, true}, now, {}}};
    return store
        ->write([&](store::Writer& w) {
          return dossiers.begin(w, {Uuid::v7(now, random), now, {}}, beginning);
        })
        .value();
  }
  void place() {
    while (append_positions(*store)) {
    }
  }
  bool close(std::string_view at, std::size_t most = 500'000) {
    return close_days(*store, closing, parse_instant(at).value(), most);
  }
  // "2025-07-01 2 events, 1 accepted"
  std::vector<std::string> closed() {
    return store->read([&](store::Reader& r) {
      std::vector<std::string> lines;
      DayStatement before;
      for (const auto& day : days_after(r, before_all_days, 1000)) {
        const auto read = read_day_file(day_file_of(r, day, closing.offset));
        EXPECT_TRUE(read.has_value());
        const auto wrong = fault_in(*read, lines.empty() ? nullptr : &before, {});
        EXPECT_FALSE(wrong) << wrong->invariant << " " << wrong->detail;
        before = read->statement;
        std::int64_t accepted = 0;
        for (const auto& [texts, count] : before.counts) accepted += count;
        lines.push_back(format_iso(before.day) + " " + std::to_string(before.events) + " events, " +
                        std::to_string(accepted) + " accepted");
      }
      return lines;
    });
  }
  void expect_recount_equals() {
    const auto recounts = recount_days(*store, closing.offset, closing.count);
    store->read([&](store::Reader& r) {
      const auto all = days_after(r, before_all_days, 1000);
      EXPECT_EQ(all.size(), recounts.days.size());
      for (const auto& day : all) {
        const auto statement = day.read();
        const auto& again = recounts.days.at(statement.day);
        EXPECT_EQ(merkle_root(again.hashes), statement.root);
        EXPECT_EQ(again.counts, statement.counts);
        EXPECT_EQ(again.hashes, hashes_of(r, day, closing.offset));
      }
    });
    EXPECT_EQ(recounts.open, open_counts(*store, closing.offset, closing.count));
  }

  SeededRandom random{11};
  Instant now{};
  const Actor clerk{Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
  Keys keys{SecretKey::make(random)};
  Dossiers dossiers{keys, random};
  store::TestStore store{GetParam(), all_migrations()};
  Closing closing{"11",
                  province_offset,
                  SigningKey(SecretKey::make(random)),
                  {},
                  [](const std::vector<Event>& events, const auto& counts_of) {
                    for (std::size_t i = 0; i < events.size(); ++i) {
                      EXPECT_EQ(events[i].version, static_cast<std::int64_t>(i) + 1);
                      DayCounts* counts = counts_of(i);
                      if (counts != nullptr && std::holds_alternative<Accepted>(events[i].payload))
                        ++(*counts)[{"03325", "accepted"}];
                    }
                  }};
};

INSTANTIATE_TEST_SUITE_P(Engines, ClosingTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(ClosingTest, ADayIsClosedOnceWhenItIsOver) {
  EXPECT_FALSE(close("2025-07-01T12:00")) << "an empty store has no days";
  file("2025-07-01T08:00");
  place();
  close("2025-07-01T23:59");
  close("2025-07-02T00:00:30");
  EXPECT_TRUE(closed().empty());
  close("2025-07-02T00:02");
  close("2025-07-02T12:00");
  EXPECT_EQ(closed(), (std::vector<std::string>{"2025-07-01 2 events, 1 accepted"}));
  file("2025-07-03T08:00");
  place();
  close("2025-07-04T01:00");
  EXPECT_EQ(closed(),
            (std::vector<std::string>{"2025-07-01 2 events, 1 accepted", "2025-07-02 0 events, 0 accepted",
                                      "2025-07-03 2 events, 1 accepted"}));
  expect_recount_equals();
}

TEST_P(ClosingTest, WhatGetsItsPositionLateFallsIntoTheNextDay) {
  file("2025-07-01T08:00");
  place();
  close("2025-07-02T01:00");
  file("2025-07-01T23:59");
  file("2025-07-02T08:00");
  place();
  close("2025-07-03T01:00");
  EXPECT_EQ(closed(),
            (std::vector<std::string>{"2025-07-01 2 events, 1 accepted", "2025-07-02 4 events, 2 accepted"}));
  expect_recount_equals();
}

TEST_P(ClosingTest, EventsRecordedOutOfOrderGoToTheirOwnDays) {
  for (const auto* at : {"2025-07-03T08:00", "2025-07-01T08:00", "2025-07-02T08:00", "2025-07-01T09:00"})
    file(at);
  place();
  close("2025-07-03T01:00");
  EXPECT_EQ(closed(),
            (std::vector<std::string>{"2025-07-01 4 events, 2 accepted", "2025-07-02 2 events, 1 accepted"}));
  expect_recount_equals();
  file("2025-07-01T10:00");
  place();
  close("2025-07-04T01:00");
  EXPECT_EQ(closed().back(), "2025-07-03 4 events, 2 accepted");
  expect_recount_equals();
}

TEST_P(ClosingTest, ManyEventsAreClosedInSteps) {
  for (int day = 1; day <= 9; ++day) {
    for (int n = 0; n < 3; ++n) file("2025-07-0" + std::to_string(day) + "T08:00");
  }
  place();
  int steps = 1;
  while (close("2025-07-10T01:00", 10)) ++steps;
  EXPECT_GT(steps, 2);
  const auto lines = closed();
  ASSERT_EQ(lines.size(), 9U);
  for (const auto& line : lines) EXPECT_EQ(line.substr(10), " 6 events, 3 accepted");
  expect_recount_equals();
}

// An import puts an open event before many of days long closed: steps look past them.
TEST_P(ClosingTest, ClosedEventsBetweenTwoOpenOnesArePassedOver) {
  file("2025-07-03T08:00");
  for (int n = 0; n < 20; ++n) file("2025-07-01T09:00");
  place();
  close("2025-07-02T01:00");
  file("2025-07-02T10:00");
  place();
  while (close("2025-07-04T01:00", 3)) {
  }
  EXPECT_EQ(closed(),
            (std::vector<std::string>{"2025-07-01 40 events, 20 accepted", "2025-07-02 2 events, 1 accepted",
                                      "2025-07-03 2 events, 1 accepted"}));
  expect_recount_equals();
}

TEST_P(ClosingTest, AClockThatRunsAheadClosesNoYears) {
  file("2025-07-01T08:00");
  place();
  close("2040-01-01T08:00");
  EXPECT_EQ(closed().size(), 32U);
  file("2025-07-02T08:00");
  file("2025-08-02T08:00");
  place();
  close("2025-08-03T08:00");
  EXPECT_EQ(closed().back(), "2025-08-02 4 events, 2 accepted");
  expect_recount_equals();
}

TEST_P(ClosingTest, AClosedDayCannotBeChangedOrClosedAgain) {
  file("2025-07-01T08:00");
  place();
  close("2025-07-02T08:00");
  const auto again = [&](const char* text) {
    static constexpr store::Query change{"test/change", "UPDATE dossier_day SET events = 9",
                                         "UPDATE dossier_day SET events = 9"};
    static constexpr store::Query drop{"test/drop", "DELETE FROM dossier_day", "DELETE FROM dossier_day"};
    store->write([&](store::Writer& w) { w.execute(text[0] == 'U' ? change : drop); });
  };
  EXPECT_THROW(again("U"), store::StoreFailed);
  EXPECT_THROW(again("D"), store::StoreFailed);
}

TEST_P(ClosingTest, AnotherKeyIsRefusedUnlessItTookTheOldOnesPlace) {
  file("2025-07-01T08:00");
  place();
  close("2025-07-02T08:00");
  const SigningKey old = closing.key;
  closing.key = SigningKey(SecretKey::make(random));
  EXPECT_THROW(close("2025-07-03T08:00"), std::runtime_error);
  closing.key_change = KeyChange{old.public_key(), old.sign(key_change_text(closing.key.public_key()))};
  close("2025-07-03T08:00");
  close("2025-07-04T08:00");
  EXPECT_EQ(closed().size(), 3U);
}

}  // namespace
}  // namespace motcua::dossier
