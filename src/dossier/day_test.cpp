#include "dossier/day.h"

#include <gtest/gtest.h>

#include "base/merkle.h"
#include "base/message.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::dossier {
namespace {

using std::chrono::days;

LocalDate date(std::string_view text) { return parse_date(text).value(); }

TEST(Days, TakeEventsAsTheCasesSay) {
  const Table table = read_tsv_file("src/dossier/day_cases.tsv");
  ASSERT_GE(table.rows.size(), 15U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::vector<ClosedDay> closed;
    for (const auto& each : split(table.at(row, "closed"), ' ')) {
      const auto parts = split(each, '@');
      if (parts.size() == 2) closed.push_back({date(parts[0]), parse_integer(parts[1]).value()});
    }
    const auto day =
        day_of(closed, parse_integer(table.at(row, "position")).value(), date(table.at(row, "recorded")));
    EXPECT_EQ(day ? format_iso(*day) : "open", table.at(row, "day"))
        << table.at(row, "closed") << " " << table.at(row, "position") << " " << table.at(row, "recorded");
  }
}

// Closing more days never moves an event that a closed day holds.
TEST(Days, KeepWhatTheyHold) {
  SeededRandom random(5);
  for (int life = 0; life < 200; ++life) {
    std::vector<ClosedDay> closed;
    std::map<std::pair<std::int64_t, int>, LocalDate> held;
    std::int64_t position = 0;
    for (int n = 0; n < 12; ++n) {
      position += random.below(4);
      closed.push_back({date("2025-07-01") + days{n}, position});
      for (std::int64_t p = 1; p <= position; ++p) {
        for (int recorded = 0; recorded <= n; ++recorded) {
          const auto day = day_of(closed, p, date("2025-07-01") + days{recorded});
          ASSERT_TRUE(day.has_value()) << "a position given before the closing is in some closed day";
          EXPECT_EQ(held.try_emplace({p, recorded}, *day).first->second, *day);
        }
      }
    }
  }
}

class Statements : public testing::Test {
 protected:
  DayStatement statement(LocalDate day, const DayStatement* before, const SigningKey& by) {
    DayStatement made;
    made.installation = "11";
    made.day = day;
    made.position = 7;
    made.events = 2;
    made.root = merkle_root(hashes);
    made.key = by.public_key();
    if (before != nullptr) made.previous = sha256(as_bytes(statement_text(*before)));
    made.counts = {{{"03313", "2025-07-01", "online", "received"}, 3}};
    return made;
  }
  PublishedDay published(const DayStatement& made, const SigningKey& by) {
    const std::string text = statement_text(made);
    return read_day_file(day_file(text, by.sign(text), hashes)).value();
  }
  static std::string name(const std::optional<DayFault>& fault) { return fault ? fault->invariant : ""; }

  SeededRandom random{3};
  const SigningKey key{SecretKey::make(random)}, other{SecretKey::make(random)};
  const std::vector<Digest> hashes{sha256(as_bytes("a")), sha256(as_bytes("b"))};
  const DayStatement first = statement(date("2025-07-01"), nullptr, key);
  const DayStatement second = statement(date("2025-07-02"), &first, key);
};

TEST_F(Statements, ComeBackAsTheyWereWritten) {
  DayStatement changed = second;
  changed.key_change = KeyChange{other.public_key(), other.sign(key_change_text(key.public_key()))};
  for (const auto& each : {first, second, changed}) EXPECT_EQ(published(each, key).statement, each);
  EXPECT_EQ(statement_text(first),
            "{\"counts\":[[\"03313\",\"2025-07-01\",\"online\",\"received\",3]],\"day\":\"2025-07-01\","
            "\"events\":2,"
            "\"format\":\"motcua-day-1\",\"installation\":\"11\",\"key\":\"" +
                to_hex(key.public_key()) + "\",\"key_change\":null,\"position\":7,\"previous\":\"" +
                std::string(64, '0') + "\",\"root\":\"" + to_hex(merkle_root(hashes)) + "\"}");
}

TEST_F(Statements, HoldWhenNothingWasTouched) {
  EXPECT_EQ(name(fault_in(published(first, key), nullptr, {})), "");
  EXPECT_EQ(name(fault_in(published(second, key), &first, {})), "");
}

TEST_F(Statements, ATouchedDayIsFound) {
  auto day = published(second, key);
  day.statement.counts.begin()->second = 4;
  EXPECT_EQ(name(fault_in(day, &first, {})), "signature_holds");
  day = published(second, key);
  std::swap(day.hashes[0], day.hashes[1]);
  EXPECT_EQ(name(fault_in(day, &first, {})), "root_holds");
  day.hashes.pop_back();
  EXPECT_EQ(name(fault_in(day, &first, {})), "root_holds");
  EXPECT_EQ(name(fault_in(published(second, key), nullptr, {})), "days_follow");
  EXPECT_EQ(name(fault_in(published(statement(date("2025-07-03"), &first, key), key), &first, {})),
            "days_follow");
  DayStatement rewritten = first;
  rewritten.counts.clear();
  EXPECT_EQ(name(fault_in(published(second, key), &rewritten, {})), "days_follow");
}

TEST_F(Statements, ANewKeyNeedsTheWordOfTheOldOne) {
  DayStatement changed = statement(date("2025-07-02"), &first, other);
  EXPECT_EQ(name(fault_in(published(changed, other), &first, {})), "key_is_vouched");
  EXPECT_EQ(name(fault_in(published(changed, other), &first, other.public_key())), "");
  changed.key_change = KeyChange{key.public_key(), {}};
  EXPECT_EQ(name(fault_in(published(changed, other), &first, {})), "key_is_vouched");
  changed.key_change->vouched = other.sign(key_change_text(other.public_key()));
  EXPECT_EQ(name(fault_in(published(changed, other), &first, {})), "key_is_vouched");
  changed.key_change->vouched = key.sign(key_change_text(other.public_key()));
  EXPECT_EQ(name(fault_in(published(changed, other), &first, {})), "");
}

TEST_F(Statements, WhatIsNoneIsRefusedWithASentence) {
  const std::string text = statement_text(first);
  const std::string whole = day_file(text, key.sign(text), hashes);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = whole;
    const auto at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return changed.replace(at, from.size(), to);
  };
  for (const auto& wrong :
       {std::string(), std::string("{}"), std::string("[1]"), whole.substr(0, whole.size() / 2),
        with("\"events\":2", "\"events\":2.5"), with("\"events\":2", "\"events\":\"2\""),
        with("motcua-day-1", "motcua-day-9"), with("2025-07-01\",\"events", "2025-02-30\",\"events"),
        with("\"received\",3]", "\"received\",3],[]"),
        with("\"installation\":\"11\"", "\"installation\":\"11\",\"x\":1"),
        with("\"received\",3]", "\"received\",3],[\"03313\",\"2025-07-01\",\"online\",\"received\",4]")}) {
    const auto read = read_day_file(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().at(0).code, "dossier.statement_unreadable");
    EXPECT_FALSE(problem_message(Language::vi, read.error().at(0)).empty());
  }
}

}  // namespace
}  // namespace motcua::dossier
