// The command that recounts: what it answers, beside a running program, and to bad questions.
#include <gmock/gmock.h>

#include <sstream>

#include "motcua/commands.h"
#include "motcua/parts.h"
#include "store/testing/temporary_directory.h"

namespace motcua::app {
namespace {

using testing::HasSubstr;

class RankCommand : public testing::Test {
 protected:
  RankCommand() { DataDirectory(folder.path()).create(random); }

  int ask(ranking::PeriodKind kind, const std::string& period, bool json = true,
          const std::string& by = "online") {
    out.str("");
    err.str("");
    return rank({{folder.path(), ""}, kind, period, by, json, Language::vi}, out, err);
  }
  // Filed and accepted over the counter at 09:00, in the store that the program has open.
  void file(Program& program, const std::string& unit, dossier::Channel channel) {
    const Instant at = *parse_instant("2026-07-01T09:00");
    const auto id = [&] { return Uuid::v7(at, random); };
    const dossier::Agencies agencies{unit, unit, unit};
    dossier::Beginning beginning{
        id(), {dossier::Actor::Kind::job, "test", {}}, {"H18." + unit.substr(2)}, local_date(at), {}, {}};
    beginning.events = {{dossier::Submitted{"", "1.001193", 1, channel, agencies, {}, {}}, at, {}},
                        {dossier::Accepted{at, {}, {{"receive", {}}}, {}, 0, true}, at, {}}};
    program.store()
        .write([&](store::Writer& writer) {
          return program.parts().dossiers.begin(writer, {id(), at, {}}, beginning);
        })
        .value();
  }

  SystemRandom random;
  SystemClock clock;
  store::TemporaryDirectory folder{"motcua-rank"};
  std::ostringstream out, err;
};

TEST_F(RankCommand, CountsTheEventsBesideARunningProgram) {
  Program program({.data = folder.path()}, clock, random);
  file(program, "03325", dossier::Channel::online);
  file(program, "03325", dossier::Channel::counter);
  file(program, "03316", dossier::Channel::counter);
  ASSERT_EQ(ask(ranking::PeriodKind::month, "2026-07"), 0) << err.str();
  const auto answer = json::parse(out.str()).as_object();
  EXPECT_EQ(answer.size(), 3U);
  EXPECT_EQ(answer.at("period").as_string(), "2026-07");
  EXPECT_EQ(answer.at("by").as_string(), "online");
  const auto& units = answer.at("units").as_array();
  ASSERT_EQ(units.size(), 45U);
  EXPECT_EQ(units[0], (json::value{{"code", "03325"},
                                   {"name", program.parts().organisation.at("03325").name.vi},
                                   {"place", 1},
                                   {"value", 0.5},
                                   {"received", 2},
                                   {"online", 1}}));
  EXPECT_EQ(units[1].at("code").as_string(), "03316");
  EXPECT_EQ(units[1].at("place").to_number<int>(), 2);
  EXPECT_EQ(units[1].at("value").to_number<double>(), 0);
  EXPECT_TRUE(units[2].at("place").is_null() && units[2].at("value").is_null());
  ASSERT_EQ(ask(ranking::PeriodKind::quarter, "2026-Q3", false), 0);
  EXPECT_THAT(out.str(), HasSubstr("50.00 %"));
}

TEST_F(RankCommand, SaysWhatIsWrongWithAQuestion) {
  { const Program program({.data = folder.path()}, clock, random); }
  EXPECT_EQ(ask(ranking::PeriodKind::month, "2026-13"), 2);
  EXPECT_THAT(err.str(), HasSubstr("2026-13"));
  EXPECT_EQ(ask(ranking::PeriodKind::month, "2026-Q3"), 2);
  EXPECT_EQ(ask(ranking::PeriodKind::quarter, "2026-07..2026-09"), 2);
  EXPECT_EQ(ask(ranking::PeriodKind::month, "2999-01"), 1);
  EXPECT_THAT(err.str(), HasSubstr("2999-01"));
  EXPECT_EQ(ask(ranking::PeriodKind::year, "2026", true, "beauty"), 2);
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace motcua::app
