// From events to files, to a check of the files, to another program that gets the same places.
#include "motcua/publish.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "motcua/parts.h"
#include "motcua/signing.h"
#include "ranking/ranking.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using std::chrono::hours;

struct Answer {
  int code = 0;
  std::string out, err;
};

class PublishTest : public testing::Test {
 protected:
  PublishTest() {
    std::string name = (fs::temp_directory_path() / "motcua-publish-XXXXXX").string();
    CHECK(mkdtemp(name.data()) != nullptr);
    directory = name;
    DataDirectory(data()).create(random);
    Program program(options(), clock, random);
    // Two weeks over the end of a month: unit n gets 10 + n dossiers, every (n + 2)nd of them online.
    const std::vector<std::string> units{"03313", "03283", "03260", "03203"};
    for (std::size_t n = 0; n < units.size(); ++n) {
      for (std::size_t i = 0; i < 10 + n; ++i)
        file(program, units[n], i % (n + 2) == 0, start + hours(24 * (i % 14)));
    }
  }
  ~PublishTest() override { fs::remove_all(directory); }

  std::string data() const { return directory + "/data"; }
  std::string out() const { return directory + "/open"; }
  ProgramOptions options() const {
    ProgramOptions wanted;
    wanted.data = data();
    wanted.fast_passwords = true;
    return wanted;
  }

  void file(Program& program, const std::string& unit, bool online, Instant at) {
    const auto channel = online ? catalogue::Channel::online : catalogue::Channel::counter;
    dossier::Beginning beginning{Uuid::v7(at, random), clerk, {"H18.036"}, local_date(at), {}, {}};
    beginning.events = {
        {dossier::Submitted{"", "1.001193", 1, channel, {unit, unit, unit}, {}, dossier::ReturnBy::counter},
         at,
         {}},
        {dossier::Accepted{at, {}, {{"receive", {}}}, {}, 0, true}, at, {}}};
    program.store()
        .write([&](store::Writer& writer) {
          return program.parts().dossiers.begin(writer, {Uuid::v7(at, random), at, {}}, beginning);
        })
        .value();
  }
  Answer publish_now() {
    std::ostringstream said, wrong;
    const int code = publish({{data(), ""}, out()}, said, wrong);
    return {code, said.str(), wrong.str()};
  }
  Answer check(const std::string& with_data = {}, const std::string& key = {}) {
    std::ostringstream said, wrong;
    const int code = verify_published({out(), {with_data, ""}, key, false}, said, wrong);
    return {code, said.str(), wrong.str()};
  }
  static Answer shell(const std::string& command) {
    Answer answer;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    CHECK(pipe != nullptr);
    for (int sign = std::fgetc(pipe); sign != EOF; sign = std::fgetc(pipe))
      answer.out += static_cast<char>(sign);
    answer.code = WEXITSTATUS(::pclose(pipe));
    return answer;
  }
  void change(const std::string& name, std::string_view from, std::string_view to) {
    std::stringstream text;
    text << std::ifstream(out() + "/" + name).rdbuf();
    std::string content = text.str();
    const auto at = content.find(from);
    ASSERT_NE(at, std::string::npos) << from << " in " << content;
    std::ofstream(out() + "/" + name) << content.replace(at, from.size(), to);
  }

  SystemRandom random;
  SystemClock clock;
  const Instant start = std::chrono::floor<days>(clock.now()) - days{20} + hours(3);
  const dossier::Actor clerk{dossier::Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
  std::string directory;
};

TEST_F(PublishTest, WhatIsWrittenHoldsAndTheEventsGiveIt) {
  const auto written = publish_now();
  ASSERT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(written.err, "");
  auto checked = check();
  EXPECT_EQ(checked.code, 0) << checked.out;
  EXPECT_NE(checked.out.find("92 events"), std::string::npos) << checked.out;
  checked = check(data());
  EXPECT_EQ(checked.code, 0) << checked.out;
  EXPECT_NE(checked.out.find("the events give the same"), std::string::npos) << checked.out;
  EXPECT_NE(publish_now().out.find(" 0 of them new"), std::string::npos) << "days are written once";
  const auto key = read_signer(DataDirectory(data())).value().key.public_key();
  EXPECT_EQ(check({}, to_hex(key)).code, 0);
  EXPECT_EQ(check({}, std::string(64, '0')).code, 1) << "another key than the one given";
  EXPECT_EQ(check({}, "xyz").code, 2);
  struct stat facts {};
  ASSERT_EQ(::stat((data() + "/keys/signing.key").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST_F(PublishTest, WhatIsTouchedAfterwardsIsFoundAndNamed) {
  ASSERT_EQ(publish_now().code, 0);
  change("inputs.csv", "online,received,", "online,received,1");
  auto checked = check();
  EXPECT_EQ(checked.code, 1);
  EXPECT_NE(checked.out.find("days_add_up: inputs.csv: line "), std::string::npos) << checked.out;
  ASSERT_EQ(publish_now().code, 0) << "writing again mends a table";
  EXPECT_EQ(check().code, 0);
  fs::remove(out() + "/recount.py");
  EXPECT_EQ(check().code, 0) << "the script proves nothing";
  std::ostringstream said, wrong;
  EXPECT_EQ(verify_published({directory + "/nowhere", {}, "", false}, said, wrong), 2);
  EXPECT_NE(wrong.str().find("there is no directory"), std::string::npos);
}

TEST_F(PublishTest, AnotherInstallationsDaysAreNotWrittenOver) {
  ASSERT_EQ(publish_now().code, 0);
  change("days/" + format_iso(local_date(start)) + ".json", "\"events\":", "\"events\":1");
  EXPECT_THROW(publish_now(), std::runtime_error);
}

TEST_F(PublishTest, ADayThatTheEventsDoNotGiveIsFound) {
  ASSERT_EQ(publish_now().code, 0);
  const std::string elsewhere = directory + "/other";
  DataDirectory(elsewhere).create(random);
  {
    ProgramOptions other = options();
    other.data = elsewhere;
    Program program(other, clock, random);
    file(program, "03313", true, start);
    while (program.jobs().run_due(clock.now())) {
    }
  }
  const auto checked = check(elsewhere);
  EXPECT_EQ(checked.code, 1);
  EXPECT_NE(checked.out.find("events_give_root"), std::string::npos) << checked.out;
}

TEST_F(PublishTest, ASigningKeyIsReplacedWithTheWordOfTheOldOne) {
  ASSERT_EQ(publish_now().code, 0);
  const auto old = read_signer(DataDirectory(data())).value().key.public_key();
  std::ostringstream said, wrong;
  ASSERT_EQ(sign_anew({data(), ""}, false, said, wrong), 0) << wrong.str();
  const auto next = read_signer(DataDirectory(data())).value();
  EXPECT_NE(next.key.public_key(), old);
  EXPECT_EQ(next.change->before, old);
  EXPECT_TRUE(is_signed(dossier::key_change_text(next.key.public_key()), next.change->vouched.value(), old));
  EXPECT_EQ(sign_anew({data(), ""}, false, said, wrong), 1) << "the new one has signed nothing yet";
  fs::remove(data() + "/keys/signing.key");
  EXPECT_EQ(sign_anew({data(), ""}, false, said, wrong), 1);
  EXPECT_EQ(sign_anew({data(), ""}, true, said, wrong), 0);
  EXPECT_FALSE(read_signer(DataDirectory(data())).value().change->vouched.has_value());
  ::chmod((data() + "/keys/signing.key").c_str(), 0644);
  EXPECT_THROW(read_signer(DataDirectory(data())), std::runtime_error);
}

// The script knows nothing of this program; what it gets is what the events give here.
TEST_F(PublishTest, TheScriptGetsTheSamePlaces) {
  ASSERT_EQ(publish_now().code, 0);
  const auto organisation = organisation::load_organisation();
  store::Options reading;
  reading.data_directory = data();
  reading.read_only = true;
  const auto store = store::open(reading);
  const LocalDate first = local_date(start), today = local_date(clock.now());
  for (const auto& text : {format_iso(first).substr(0, 7), format_iso(first + days{13}).substr(0, 7),
                           format_iso(first).substr(0, 4)}) {
    const auto period = ranking::parse_period(text).value();
    const std::string kind = period.kind == ranking::PeriodKind::year ? "--year " : "--month ";
    const auto ran =
        shell("python3 " + out() + "/recount.py " + out() + " --check-days --json " + kind + text);
    ASSERT_EQ(ran.code, 0) << ran.out;
    const auto said = json::parse(ran.out).as_object();
    EXPECT_EQ(said.at("period").as_string(), text);
    std::map<std::string, json::object> by_code;
    for (const auto& unit : said.at("units").as_array())
      by_code.emplace(unit.as_object().at("code").as_string(), unit.as_object());
    const auto shares =
        ranking::recounted_shares(*store, {period, previous(period)}, today, organisation.province().offset);
    const auto table = ranking::rank(organisation, period, today, shares[0], shares[1], Language::vi);
    ASSERT_EQ(by_code.size(), table.lines.size());
    for (const auto& line : table.lines) {
      const auto& unit = by_code.at(line.code);
      EXPECT_EQ(unit.at("name").as_string(), line.name);
      EXPECT_EQ(unit.at("received").as_int64(), line.received) << line.name;
      EXPECT_EQ(unit.at("online").as_int64(), line.online) << line.name;
      EXPECT_EQ(unit.at("place"), line.place ? json::value(*line.place) : json::value(nullptr)) << line.name;
      if (line.value) {
        EXPECT_DOUBLE_EQ(unit.at("value").to_number<double>(), *line.value) << line.name;
      }
    }
  }
  change("inputs.csv", "online,received,", "online,received,1");
  EXPECT_EQ(shell("python3 " + out() + "/recount.py " + out() + " --check-days --month 2026-01").code, 1);
  EXPECT_EQ(shell("python3 " + out() + "/recount.py " + out() + " --month tháng-9").code, 2);
}

}  // namespace
}  // namespace motcua::app
