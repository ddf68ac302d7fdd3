// What closed days say is held against the events that are there.
#include <gmock/gmock.h>

#include "ranking/published.h"
#include "ranking/testing/office.h"

namespace motcua::ranking {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class ClosedDaysTest : public testing::TestWithParam<store::EngineParam>, public TestingOffice {
 protected:
  ClosedDaysTest() : TestingOffice(GetParam()) {}

  void close(std::string_view at) {
    while (dossier::close_days(*store, closing, *parse_instant(at))) {
    }
  }
  std::vector<std::string> wrong_ones() {
    return store->read([](store::Reader& r) { return wrong_days(r, province_offset); });
  }
  // Past the trigger that keeps every honest program from it.
  void change_statements(const std::string& set) {
    const std::string update = "UPDATE dossier_day SET " + set;
    store->write([&](store::Writer& w) {
      w.script({"test/lie", "DROP TRIGGER dossier_day_stays; " + update,
                "ALTER TABLE dossier_day DISABLE TRIGGER USER; " + update});
    });
  }

  dossier::Closing closing{
      "11", province_offset, SigningKey(SecretKey::make(random)), {}, counts_inputs(province_offset)};
};

INSTANTIATE_TEST_SUITE_P(Engines, ClosedDaysTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(ClosedDaysTest, WhatWasClosedHolds) {
  EXPECT_THAT(wrong_ones(), IsEmpty()) << "no day is closed";
  tell_lives();
  close("2026-07-21T08:00");
  EXPECT_THAT(wrong_ones(), IsEmpty());
  tell("submitted@2026-07-05 accepted@2026-07-05,due=2026-07-09");  // by a clock that went back
  tell("submitted@2026-08-03 accepted@2026-08-03,due=2026-08-05");
  close("2026-08-04T08:00");
  EXPECT_THAT(wrong_ones(), IsEmpty());
}

TEST_P(ClosedDaysTest, AnAccountThatTheEventsDoNotGiveIsNamedThoughItIsSigned) {
  closing.count = [](const std::vector<dossier::Event>& events, const auto& counts_of) {
    counts_inputs(province_offset)(events, counts_of);
    if (auto* counts = counts_of(events.size() - 1))
      ++(*counts)[{"03325", "2026-07-01", "online", "received"}];
  };
  tell("submitted@2026-07-01 accepted@2026-07-01,due=2026-07-03");
  close("2026-07-02T08:00");
  EXPECT_THAT(wrong_ones(),
              ElementsAre("2026-07-01: events_give_inputs: 03325 2026-07-01 online received: it says 1, the "
                          "events give 0"));
}

TEST_P(ClosedDaysTest, AStatementThatWasTouchedIsNamed) {
  tell_lives();
  close("2026-07-21T08:00");
  change_statements(
      "statement = replace(statement, '\"received\",', '\"received\",1') WHERE day = '2026-07-03'");
  const auto wrong = wrong_ones();
  ASSERT_EQ(wrong.size(), 2U);
  EXPECT_THAT(wrong[0], StartsWith("2026-07-03: signature_holds"));
  EXPECT_THAT(wrong[1], StartsWith("2026-07-04: days_follow"));
}

TEST_P(ClosedDaysTest, AStatementThatIsNoneIsNamedAndTheOthersAreStillLookedAt) {
  tell_lives();
  close("2026-07-21T08:00");
  change_statements("statement = 'x' WHERE day = '2026-07-03'");
  EXPECT_THAT(wrong_ones(), ElementsAre(HasSubstr("2026-07-03: statement_is_readable")));
}

TEST_P(ClosedDaysTest, EventsThatAreLookedForElsewhereAreNamed) {
  tell_lives();
  close("2026-07-21T08:00");
  change_statements("first = first + 1 WHERE day = '2026-07-03'");
  EXPECT_THAT(wrong_ones(), ElementsAre(StartsWith("2026-07-03: columns_equal_statement")));
}

TEST_P(ClosedDaysTest, AKeyThatTookThePlaceOfALostOneIsTheInstallationsOwnWord) {
  tell("submitted@2026-07-01 accepted@2026-07-01,due=2026-07-03");
  close("2026-07-02T08:00");
  const PublicKey lost = closing.key.public_key();
  closing.key = SigningKey(SecretKey::make(random));
  closing.key_change = dossier::KeyChange{lost, {}};
  close("2026-07-03T08:00");
  EXPECT_THAT(wrong_ones(), IsEmpty());
}

}  // namespace
}  // namespace motcua::ranking
