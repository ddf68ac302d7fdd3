// What the doors of figures answer, to whom, and that each figure leads to its dossiers.
#include "ranking/routes.h"

#include <gmock/gmock.h>

#include <set>

#include "http/page.h"
#include "identity/identity.h"
#include "ranking/bodies.h"
#include "ranking/testing/office.h"

namespace motcua::ranking {
namespace {

using identity::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class FigureRoutes : public testing::TestWithParam<store::EngineParam>, public TestingOffice {
 protected:
  FigureRoutes() : TestingOffice(GetParam()) {
    join("lanh", Role::centre_director, "03325");
    join("kiem", Role::provincial_controller, "11");
    join("quan", Role::administrator, "11");
    router.set_gate([this](const http::Request& request,
                           const http::Route& route) -> Expected<std::shared_ptr<const http::Principal>> {
      const auto found = callers.find(std::string(request.header("x-caller")));
      if (found == callers.end()) {
        if (route.access == "public") return std::shared_ptr<const http::Principal>();
        return refuse("identity.sign_in_needed");
      }
      return std::shared_ptr<const http::Principal>(found->second);
    });
    ranking::add_routes(router, office);
  }

  void join(const std::string& account, Role role, const std::string& unit) {
    const identity::Official official{new_id(), account, account, false, now};
    const identity::Post post{new_id(), official.id, role, unit, "", "Chuyên viên", *parse_date("2025-07-01"),
                              {}};
    callers[account] = std::make_shared<const identity::Caller>(official, std::vector{post}, "csrf",
                                                                now + std::chrono::hours(8), units);
  }
  http::Response ask(const std::string& path, const std::string& who = "") {
    return router.handle(http::request_for(http::Method::get, path, "", {{"X-Caller", who}}));
  }
  json::value json_of(const std::string& path, const std::string& who = "") {
    const auto response = ask(path, who);
    EXPECT_EQ(response.status, 200) << path << " " << response.content();
    return json::parse(response.content());
  }
  std::string problem_of(const std::string& path, const std::string& who = "") {
    const auto response = ask(path, who);
    EXPECT_GE(response.status, 400) << path;
    return response.problem;
  }

  ManualClock clock{*parse_instant("2026-08-10T09:00")};
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  workflow::Installation office{*store, dossiers, units, shelf, timetables, clock, random};
  std::map<std::string, std::shared_ptr<const identity::Caller>> callers;
  http::Router router;
};

INSTANTIATE_TEST_SUITE_P(Engines, FigureRoutes, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(FigureRoutes, EachFigureLeadsToAsManyDossiersAsItCounts) {
  tell_lives();
  catch_up();
  int asked = 0;
  for (const char* period : {"2026-07", "2026-07-06", "2026-07-07", "2026-08", "2026-07-03..2026-07-13"}) {
    const std::string rest = std::string("period=") + period + "&unit=03325";
    const auto figures = json_of("/api/statistics?" + rest).at("figures");
    for (const auto name : shown_names()) {
      const auto behind =
          json_of("/api/statistics/dossiers?" + rest + "&figure=" + std::string(name), "kiem");
      EXPECT_EQ(std::ssize(behind.at("dossiers").as_array()), figures.at(name).as_int64())
          << period << " " << name;
      asked += static_cast<int>(figures.at(name).as_int64());
    }
  }
  EXPECT_GT(asked, 40);
}

// Asks page by page until there is no more.
TEST_P(FigureRoutes, EveryTableLeadsToItsDossiersTheProvinceToo) {
  tell_lives();
  for (int n = 0; n < 130; ++n) tell("submitted@2026-07-20 accepted@2026-07-20,due=2026-07-22", "03283");
  catch_up();
  const auto count = [&](const std::string& rest) {
    std::int64_t dossiers = 0;
    std::set<std::string> codes;
    for (std::string after; after != "end";) {
      const auto page =
          json_of("/api/statistics/dossiers?period=2026-07&" + rest + "&after=" + after, "kiem");
      for (const auto& one : page.at("dossiers").as_array()) {
        ++dossiers;
        codes.emplace(one.at("code").as_string());
      }
      after = page.at("next").is_null() ? "end" : std::string(page.at("next").as_string());
    }
    EXPECT_EQ(std::ssize(codes), dossiers) << rest;
    return dossiers;
  };
  const auto province = json_of("/api/statistics?period=2026-07").at("figures");
  EXPECT_EQ(province.at("received").as_int64(), 144);
  for (const auto name : shown_names())
    EXPECT_EQ(count("figure=" + std::string(name)), province.at(name).as_int64()) << name;
  for (const std::string unit : {"", "03325"}) {
    const auto rest = "period=2026-07&unit=" + unit;
    const auto sector = json_of("/api/statistics/sectors?" + rest, "kiem").at("lines").at(0);
    const std::string code(sector.at("code").as_string());
    EXPECT_EQ(count("figure=overdue&unit=" + unit + "&sector=" + http::encode_segment(code)),
              sector.at("figures").at("overdue").as_int64());
    EXPECT_EQ(count("figure=overdue&unit=" + unit + "&sector=x"), 0);
    EXPECT_EQ(count("figure=overdue&unit=" + unit + "&procedure=1.001193"),
              sector.at("figures").at("overdue").as_int64());
  }
  const auto officer =
      json_of("/api/statistics/officers?period=2026-07&unit=03325", "kiem").at("lines").at(0);
  const std::string post(officer.at("code").as_string());
  EXPECT_EQ(count("figure=received&unit=03325&officer=" + post),
            officer.at("figures").at("received").as_int64());
  EXPECT_EQ(problem_of("/api/statistics/dossiers?period=2026-07&figure=received", "lanh"),
            "ranking.unit_not_yours");
}

// While a period lasts, what officers have in hand today stands in their lines too.
TEST_P(FigureRoutes, AnOfficersLineLeadsToAsManyDossiersAsItCounts) {
  tell_lives();
  const std::string begin = "submitted@2026-08-05 accepted@2026-08-05,due=2026-08-";
  const std::string taken = " step_received@2026-08-05 step_taken@2026-08-06";
  tell(begin + "20" + taken, "03325", Channel::online);
  tell(begin + "07" + taken, "03325", Channel::counter);
  catch_up();
  int asked = 0;
  for (const char* channel : {"", "online", "counter"}) {
    const auto rest = fmt::format("period=2026&unit=03325&channel={}", channel);
    const auto line = json_of("/api/statistics/officers?" + rest, "lanh").at("lines").at(0);
    const auto post = line.at("code").as_string();
    for (const auto name : shown_names()) {
      const auto behind = json_of(
          fmt::format("/api/statistics/dossiers?{}&figure={}&officer={}", rest, name, std::string_view(post)),
          "lanh");
      const auto counted = line.at("figures").at(name).as_int64();
      EXPECT_EQ(std::ssize(behind.at("dossiers").as_array()), counted) << channel << " " << name;
      if (name.starts_with("in_process")) asked += static_cast<int>(counted);
    }
  }
  EXPECT_EQ(asked, 4) << "each once by its channel and once by all";
}

TEST_P(FigureRoutes, OfficersStandInTheOrderOfTheirNames) {
  for (const char* name : {"Mùa A Dình", "Đèo Văn Tĩnh", "Lò Thị Diên", "Dương Thị Hà"}) {
    const identity::Official official{new_id(), name, name, false, now};
    const identity::Post post{new_id(), official.id,   Role::counter_officer,     "03325",
                              "",       "Chuyên viên", *parse_date("2025-07-01"), {}};
    store->write([&](store::Writer& writer) {
      identity::insert_official(writer, official, "");
      identity::insert_post(writer, post);
    });
    clerk.id = post.id.text();
    tell("submitted@2026-07-01 accepted@2026-07-01,due=2026-07-03");
  }
  catch_up();
  std::vector<std::string> names;
  const auto told = json_of("/api/statistics/officers?period=2026-07&unit=03325", "lanh");
  for (const auto& line : told.at("lines").as_array()) names.emplace_back(line.at("name").as_string());
  EXPECT_THAT(names, ElementsAre("Dương Thị Hà", "Đèo Văn Tĩnh", "Lò Thị Diên", "Mùa A Dình"));
}

TEST_P(FigureRoutes, TablesAddUpToTheirUnit) {
  tell_lives();
  catch_up();
  const std::string rest = "period=2026-07&unit=03325";
  const auto whole = json_of("/api/statistics?" + rest).at("figures");
  for (const char* table : {"procedures", "sectors"}) {
    const auto lines =
        json_of(std::string("/api/statistics/") + table + "?" + rest, "lanh").at("lines").as_array();
    ASSERT_EQ(lines.size(), 1U) << table;
    EXPECT_EQ(lines[0].at("figures"), whole) << table;
    EXPECT_NE(lines[0].at("name").as_string(), "") << table;
  }
  const auto officers = json_of("/api/statistics/officers?" + rest, "lanh").at("lines").as_array();
  ASSERT_EQ(officers.size(), 1U);
  EXPECT_EQ(officers[0].at("figures").at("received"), whole.at("received"));
  const auto days = json_of("/api/statistics/days?" + rest, "lanh").at("lines").as_array();
  EXPECT_EQ(days.size(), 31U);
  EXPECT_EQ(days.back().at("figures").at("in_process_overdue"), whole.at("in_process_overdue"));
  const auto province = json_of("/api/statistics?period=2026-07").at("figures");
  EXPECT_EQ(province.at("received").as_int64(), 14);
  std::int64_t received = 0;
  const auto lines_of_units = json_of("/api/statistics/units?period=2026-07").at("lines").as_array();
  for (const auto& line : lines_of_units) received += line.at("figures").at("received").as_int64();
  EXPECT_EQ(received, 14);
  const auto online = json_of("/api/statistics?" + rest + "&channel=online").at("figures");
  EXPECT_EQ(online.at("received"), whole.at("received_online"));
}

TEST_P(FigureRoutes, OnlyWhoReadsReportsOfAUnitSeesItsInside) {
  catch_up();
  EXPECT_EQ(ask("/api/statistics/days?period=2026-07&unit=03325").status, 401);
  EXPECT_EQ(problem_of("/api/statistics/days?period=2026-07&unit=03316", "lanh"), "ranking.unit_not_yours");
  EXPECT_EQ(problem_of("/api/statistics/procedures?period=2026-07", "lanh"), "ranking.unit_not_yours");
  EXPECT_EQ(ask("/api/statistics/procedures?period=2026-07", "kiem").status, 200);
  // An administrator reads reports and no dossiers.
  EXPECT_EQ(ask("/api/statistics/officers?period=2026-07&unit=03325", "quan").status, 200);
  EXPECT_EQ(problem_of("/api/statistics/dossiers?period=2026-07&unit=03325&figure=received", "quan"),
            "ranking.unit_not_yours");
}

TEST_P(FigureRoutes, BadQuestionsGetAnAnswerThatSaysWhatToDo) {
  EXPECT_EQ(problem_of("/api/statistics?period=2026-07"), "ranking.not_counted");
  catch_up();
  const std::map<std::string, std::string> cases{
      {"/api/statistics?period=2026-13", "ranking.period_unreadable"},
      {"/api/statistics?period=2026-07-09..2026-07-01", "ranking.period_reversed"},
      {"/api/statistics?period=2026-09", "ranking.period_in_future"},
      {"/api/statistics?period=2026-07&unit=99999", "ranking.unit_unknown"},
      {"/api/statistics?period=2026-07&channel=fax", "ranking.channel_unknown"},
      {"/api/ranking?period=2026-07-01", "ranking.period_not_ranked"},
      {"/api/ranking?period=2026-Q4", "ranking.period_in_future"},
      {"/api/ranking?period=2026-07&by=beauty", "ranking.by_unknown"},
      {"/api/ranking/file?period=2026-07&format=doc", "ranking.format_unknown"},
      {"/api/statistics/days?period=2020-01-01..2026-07-01", "ranking.too_many_days"},
      {"/api/statistics/officers?period=2026-07", "ranking.unit_missing"},
      {"/api/statistics/dossiers?period=2026-07&unit=03325&figure=beauty", "ranking.figure_unknown"},
      {"/api/statistics/dossiers?period=2026-07&unit=03325&figure=received&after=x", "ranking.id_unreadable"},
      {"/api/statistics/file?period=2026-07&table=beauty&format=csv", "ranking.table_unknown"}};
  for (const auto& [path, code] : cases) EXPECT_EQ(problem_of(path, "kiem"), code) << path;
}

// What the clock dated after today is not there yet: no figure counts what another one does not.
TEST_P(FigureRoutes, AClockThatWentBackLeavesFiguresThatAddUp) {
  tell_lives();
  catch_up();
  clock.set(*parse_instant("2026-07-02T09:00"));
  EXPECT_EQ(problem_of("/api/statistics?period=2026-08"), "ranking.period_in_future");
  EXPECT_EQ(problem_of("/api/ranking?period=2026-08"), "ranking.period_in_future");
  for (const char* period : {"2026-07", "2026-Q3", "2026", "2026-07-01..2026-12-31", "2026-W27"}) {
    const std::string rest = std::string("period=") + period;
    const auto body = json_of("/api/statistics?unit=03325&" + rest);
    EXPECT_EQ(body.at("judged_on").as_string(), "2026-07-02") << period;
    const auto& f = body.at("figures").as_object();
    const auto sum = [&](std::initializer_list<const char*> names) {
      std::int64_t all = 0;
      for (const char* name : names) all += f.at(name).as_int64();
      return all;
    };
    EXPECT_EQ(sum({"received"}), 2) << period;
    EXPECT_EQ(sum({"early"}), 1) << period;
    EXPECT_EQ(sum({"carried_over", "received", "taken_over"}),
              sum({"early", "on_time", "overdue", "stopped", "in_process_within", "in_process_overdue",
                   "supplement", "paused"}))
        << period;
    for (const auto name : shown_names()) {
      const auto behind =
          json_of("/api/statistics/dossiers?unit=03325&" + rest + "&figure=" + std::string(name), "kiem");
      EXPECT_EQ(std::ssize(behind.at("dossiers").as_array()), f.at(name).as_int64()) << period << " " << name;
    }
  }
  for (const char* period : {"2026-07", "2026-Q3", "2026"}) {
    const auto live = json_of(std::string("/api/ranking?period=") + period).at("units");
    const auto recounted =
        recounted_shares(*store, {this->period(period)}, *parse_date("2026-07-02"), counting.offset())
            .front();
    std::int64_t received = 0;
    for (const auto& share : recounted) received += share.received;
    EXPECT_EQ(received, 4) << period;
    for (const auto& unit : live.as_array()) received -= unit.at("received").as_int64();
    EXPECT_EQ(received, 0) << period;
  }
}

TEST_P(FigureRoutes, AFormerUnitAnswersThroughItsSuccessor) {
  tell_lives();
  catch_up();
  const auto& all = units.all();
  const auto former = std::find_if(all.begin(), all.end(), [&](const auto& unit) {
    return unit.former() && units.successor_of(unit).code == "03325" && units.find(unit.code) == nullptr;
  });
  ASSERT_NE(former, all.end());
  const auto body = json_of("/api/statistics?period=2026-07&unit=" + former->code);
  EXPECT_EQ(body.at("unit").as_string(), "03325");
  EXPECT_EQ(body.at("figures").at("received").as_int64(), 7);
  EXPECT_THAT(std::string(body.at("note").as_string()), HasSubstr(former->name.vi));
  const auto why = json_of("/api/ranking/why?period=2026-07&unit=" + former->code);
  EXPECT_EQ(why.at("unit").at("code").as_string(), "03325");
  EXPECT_EQ(why.at("note"), body.at("note"));
  EXPECT_EQ(json_of("/api/ranking/why?period=2026-07&unit=03325").at("note").as_string(), "");
}

TEST_P(FigureRoutes, TheRankingAndItsFilesSayTheSame) {
  tell_lives();
  tell("submitted@2026-07-08 accepted@2026-07-08,due=2026-07-09", "03316", Channel::online);
  catch_up();
  const auto ranking = json_of("/api/ranking?period=2026-07");
  const auto& first = ranking.at("units").as_array().front();
  EXPECT_EQ(ranking.at("period").as_string(), "2026-07");
  EXPECT_TRUE(ranking.at("is_complete").as_bool());
  EXPECT_EQ(first.at("code").as_string(), "03316");
  EXPECT_DOUBLE_EQ(first.at("value").as_double(), 3.0 / 8);
  EXPECT_TRUE(first.at("few").as_bool());
  const auto why = json_of("/api/ranking/why?period=2026-Q3&unit=03325");
  EXPECT_EQ(why.at("unit").at("place").as_int64(), 2);
  EXPECT_TRUE(why.at("received_before").is_null());
  EXPECT_EQ(problem_of("/api/ranking/why?period=2026-Q3&unit=99999"), "ranking.unit_unknown");
  const auto csv = ask("/api/ranking/file?period=2026-07&format=csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_THAT(std::string(csv.content()), StartsWith("\xEF\xBB\xBFHạng,Mã,Tên,Tỷ lệ,"));
  EXPECT_THAT(std::string(csv.content()), HasSubstr("\r\n1,03316,"));
  EXPECT_THAT(std::string(csv.content()), HasSubstr(",0.375,3,8,"));
  EXPECT_THAT(std::string(ask("/api/ranking/file?period=2026-07&format=xlsx").content()), StartsWith("PK"));
  const auto table = ask("/api/statistics/file?period=2026-07&table=units&format=csv", "kiem");
  EXPECT_THAT(std::string(table.content()), HasSubstr("03325,"));
  const auto definitions = json_of("/api/statistics/definitions").at("figures").as_array();
  EXPECT_EQ(definitions.size(), shown_names().size() + 3);
}

}  // namespace
}  // namespace motcua::ranking
