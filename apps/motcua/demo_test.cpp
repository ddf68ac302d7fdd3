#include "motcua/demo.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "motcua/demo_dossiers.h"
#include "motcua/demo_papers.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

Instant at(const char* text) { return parse_instant(text).value(); }

// One demo for all tests of this file, made on a working Thursday, then opened anew as serve does.
class Demo : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = (fs::temp_directory_path() / "motcua-demo-XXXXXX").string();
    CHECK(mkdtemp(name.data()) != nullptr);
    directory = new std::string(name);
    clock = new DemoClock(demo_start(DemoKind::small, now));
    DataDirectory(name).create(random);
    {
      Program program(options(), *clock, random);
      std::ostringstream out;
      fill_demo(program.parts(), *clock, DemoKind::small, now, out);
      said = new std::string(out.str());
    }
    program = new Program(options(), *clock, random);
  }
  static void TearDownTestSuite() {
    delete program;
    fs::remove_all(*directory);
    delete directory;
    delete clock;
    delete said;
  }
  static ProgramOptions options() {
    ProgramOptions wanted;
    wanted.data = *directory;
    wanted.fast_passwords = true;
    return wanted;
  }
  static std::vector<std::vector<std::string>> accounts() {
    std::ifstream file(*directory + "/demo-accounts.txt");
    std::vector<std::vector<std::string>> lines;
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with("#")) lines.push_back(split(line, '\t'));
    }
    return lines;
  }
  static json::value get(const std::string& account, const std::string& target) {
    const auto password = accounts().front().at(1);
    const auto in = program->router().handle(
        http::request_for(http::Method::post, "/api/session",
                          json::serialize(json::object{{"account", account}, {"password", password}})));
    EXPECT_EQ(in.status, 200) << account << in.content();
    const std::string cookie(in.header("Set-Cookie").substr(0, in.header("Set-Cookie").find(';')));
    const auto answer =
        program->router().handle(http::request_for(http::Method::get, target, {}, {{"cookie", cookie}}));
    EXPECT_EQ(answer.status, 200) << target << answer.content();
    return json::parse(answer.content());
  }

  static inline const Instant now = at("2026-11-19T10:30:00+07:00");
  static inline SystemRandom random;
  static inline std::string* directory = nullptr;
  static inline std::string* said = nullptr;
  static inline DemoClock* clock = nullptr;
  static inline Program* program = nullptr;
};

TEST_F(Demo, EveryInvariantHolds) {
  const auto report = dossier::verify(program->store(), program->parts().dossiers.keys());
  EXPECT_EQ(report.dossiers, 400);
  EXPECT_GT(report.erased, 0);
  for (const auto& fault : report.faults)
    ADD_FAILURE() << fault.invariant << " " << fault.dossier << " " << fault.detail;
}

TEST_F(Demo, EveryStatusAndEveryBadgeIsThere) {
  std::set<std::int64_t> statuses;
  std::set<std::string> badges;
  for (const auto* view : {"mine", "unassigned", "office", "paused", "done"}) {
    for (const auto* account : {"tiepnhan.muonglan", "tiepnhan.punhung"}) {
      const auto page = get(account, std::string("/api/work?view=") + view);
      for (const auto& item : page.at("items").as_array()) {
        statuses.insert(item.at("status").as_int64());
        badges.insert(std::string(item.at("state").as_string()));
      }
    }
  }
  EXPECT_EQ(statuses, (std::set<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(badges, (std::set<std::string>{"overdue", "due_today", "running", "waiting", "paused", "done",
                                           "closed"}));
}

TEST_F(Demo, EveryAccountOfTheListCanSignIn) {
  ASSERT_GE(accounts().size(), 16U);
  for (const auto& line : accounts()) {
    ASSERT_EQ(line.size(), 3U);
    EXPECT_EQ(get(line[0], "/api/session").at("must_change_password"), json::value(false));
  }
  get("tiepnhan.tuangiao", "/api/session");
}

TEST_F(Demo, TheCounterOfMuongLanHasWork) {
  EXPECT_FALSE(get("tiepnhan.muonglan", "/api/work?view=mine").at("items").as_array().empty());
  EXPECT_FALSE(get("chuyenvien.muonglan", "/api/work?view=mine").at("items").as_array().empty());
  EXPECT_FALSE(get("congan.muonglan", "/api/work?view=mine").at("items").as_array().empty());
}

// Residence, identity cards and vehicles are received by the commune and solved by its police: both see them,
// and the police nothing else.
TEST_F(Demo, ResidenceIsInTheListsOfCommuneAndPoliceAlike) {
  const auto residence = [](const json::value& item) {
    const auto& code = item.at("procedure").at("code").as_string();
    return program->parts().shelf.current()->find(code, local_date(now))->handled_by == "cong_an_xa";
  };
  for (const auto* account : {"congan.muonglan", "giamdoc.muonglan"}) {
    const auto page = get(account, "/api/work?view=office");
    const auto& items = page.at("items").as_array();
    const auto of_police = std::count_if(items.begin(), items.end(), residence);
    EXPECT_GT(of_police, 0) << account;
    const bool all = static_cast<std::size_t>(of_police) == items.size();
    EXPECT_EQ(all, std::string_view(account).starts_with("congan")) << account;
  }
}

TEST_F(Demo, IsLabelledAndItsPasswordsAreForTheOwnerOnly) {
  struct stat facts {};
  ASSERT_EQ(::stat((*directory + "/demo-accounts.txt").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  EXPECT_NE(said->find("Dữ liệu mô phỏng"), std::string::npos);
  const auto about = program->router().handle(http::request_for(http::Method::get, "/api/about"));
  EXPECT_EQ(json::parse(about.content()).at("demo"), json::value(true));
}

// Whatever the day and the hour: weekends, the week of Tết, before the office opens.
TEST_F(Demo, EveryCourseRunsForwardAndEndsBeforeNow) {
  SeededRandom people(1);
  auto& parts = program->parts();
  DemoOfficials officials;
  officials.communes.resize(4);
  for (auto& staff : officials.communes) staff.unit = "03313";
  for (const auto* day :
       {"2026-11-22T09:00:00+07:00", "2026-02-22T12:00:00+07:00", "2026-11-23T06:30:00+07:00",
        "2026-11-20T16:55:00+07:00", "2027-11-10T10:00:00+07:00"}) {
    const auto courses =
        make_courses(parts, officials, demo_start(DemoKind::small, at(day)), at(day), people);
    std::set<std::string> procedures;
    for (const auto& course : courses) {
      ASSERT_FALSE(course.deeds.empty()) << day;
      procedures.insert(course.version->code);
      EXPECT_GE(course.deeds.front().at, demo_start(DemoKind::small, at(day)));
      EXPECT_LT(course.deeds.back().at, at(day));
      for (std::size_t i = 1; i < course.deeds.size(); ++i)
        EXPECT_LE(course.deeds[i - 1].at, course.deeds[i].at) << day;
    }
    EXPECT_GE(procedures.size(), 13U);
  }
}

TEST(DemoPaper, IsAWholePdf) {
  const std::string pdf = sample_pdf("Giấy khai sinh");
  const auto facts = documents::sniff(as_bytes(pdf));
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->pages, 1);
  EXPECT_NE(pdf.find("(GIAY KHAI SINH)"), std::string::npos);
}

}  // namespace
}  // namespace motcua::app
