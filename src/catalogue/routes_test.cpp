#include "catalogue/routes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "catalogue/completeness.h"
#include "catalogue/record.h"

namespace motcua::catalogue {
namespace {

class CatalogueRoutes : public testing::Test {
 protected:
  CatalogueRoutes() {
    std::ifstream in("src/catalogue/testdata/published_small.json");
    std::stringstream text;
    text << in.rdbuf();
    auto versions = read_records(text.str()).value();
    for (ProcedureVersion version : shipped_versions()) versions.push_back(std::move(version));
    for (ProcedureVersion& version : versions) {
      version.number = 1;
      if (version.source == Source::imported) version.valid_from = parse_date("2026-01-01").value();
    }
    shelf_.replace(std::make_shared<const Catalogue>(std::move(versions)));
    add_routes(router_, shelf_, clock_);
  }

  json::value get(const std::string& path, int status, std::map<std::string, std::string> query = {},
                  Language language = Language::vi) {
    http::Request request;
    request.path = path;
    request.query = std::move(query);
    request.language = language;
    const http::Response response = router_.handle(std::move(request));
    EXPECT_EQ(response.status, status) << response.body;
    return json::parse(response.shared_body ? *response.shared_body : response.body);
  }

  Shelf shelf_;
  ManualClock clock_{parse_instant("2026-11-22T08:00:00+07:00").value()};
  http::Router router_;
};

TEST_F(CatalogueRoutes, ListAnswersAQuery) {
  const json::value body = get("/api/procedures", 200, {{"q", "gks"}});
  const json::object& first = body.at("procedures").as_array().at(0).as_object();
  EXPECT_EQ(first.at("code").as_string(), "1.001193");
  EXPECT_EQ(first.at("limit_text").as_string(), "trong ngày");
  EXPECT_EQ(first.at("fee_text").as_string(), "Không mất tiền");
  EXPECT_FALSE(first.at("needs_person").as_bool());
  EXPECT_EQ(get("/api/procedures", 200, {{"limit", "2"}}).at("procedures").as_array().size(), 2u);
  get("/api/procedures", 422, {{"limit", "0"}});
  get("/api/procedures", 422, {{"limit", "many"}});
}

TEST_F(CatalogueRoutes, OneProcedureIsWhole) {
  const json::value body = get("/api/procedures/1.001612", 200);
  EXPECT_EQ(body.at("version").as_string(), "1.001612/1");
  EXPECT_EQ(body.at("channels").as_array().size(), 3u);
  const json::object& counter = body.at("channels").as_array().at(0).as_object();
  EXPECT_EQ(counter.at("channel").as_string(), "counter");
  EXPECT_EQ(counter.at("limit").as_string(), "3 working-days");
  EXPECT_EQ(counter.at("fees").as_array().at(0).at("amount").as_int64(), 50'000);
  EXPECT_EQ(body.at("papers").as_array().at(0).at("originals").as_int64(), 1);
  EXPECT_TRUE(body.at("papers").as_array().at(0).at("when").is_null());
  EXPECT_EQ(body.at("steps").as_array().size(), 5u);
  EXPECT_FALSE(body.at("demo_values").as_bool());
  EXPECT_EQ(get("/api/procedures/1.001612", 200, {}, Language::en).at("name").as_string(),
            "Household business registration");
  EXPECT_TRUE(get("/api/procedures/2.002307.000.00.00.H18", 200).at("demo_values").as_bool());
}

TEST_F(CatalogueRoutes, AnUncertainLimitIsNotGivenAsOne) {
  const json::value body = get("/api/procedures/9.000002", 200);
  EXPECT_TRUE(body.at("channels").as_array().at(0).at("limit").is_null());
  EXPECT_EQ(body.at("channels").as_array().at(0).at("limit_text").as_string(), "1 (chưa xác nhận)");
  EXPECT_FALSE(body.at("needs_person").as_array().empty());
}

TEST_F(CatalogueRoutes, AnUnknownCodeIsNotFound) {
  const json::value body = get("/api/procedures/9.999999", 404);
  EXPECT_EQ(body.at("problems").as_array().at(0).at("code").as_string(), "catalogue.procedure_unknown");
}

TEST_F(CatalogueRoutes, OpenFactsAreListedForThoseWhoMayReadReports) {
  const json::value body = get("/api/catalogue/needs-person", 200);
  EXPECT_GT(body.at("procedures").as_int64(), 2);
  bool market = false;
  for (const json::value& fact : body.at("facts").as_array()) {
    EXPECT_NE(fact.at("why_text").as_string(), "Cần người xác nhận") << fact.at("why").as_string();
    market = market || (fact.at("procedure").as_string() == "9.000002" && fact.at("text").as_string() == "1");
  }
  EXPECT_TRUE(market);
}

TEST_F(CatalogueRoutes, TheConfigurationReportCountsAllAndShowsAPageOfWhatIsAskedFor) {
  const json::value all = get("/api/catalogue/configuration", 200);
  const auto procedures = all.at("procedures").as_int64();
  EXPECT_EQ(all.at("found").as_int64(), procedures);
  EXPECT_EQ(all.at("rows").as_array().size(), 50u);
  EXPECT_LT(all.at("percent").as_int64(), 100);
  EXPECT_EQ(all.at("parts").as_array().size(), all_parts.size());
  EXPECT_LE(all.at("rows").at(0).at("percent").as_int64(), all.at("rows").at(49).at("percent").as_int64());

  const json::value rest = get("/api/catalogue/configuration", 200, {{"from", "50"}});
  EXPECT_EQ(rest.at("rows").as_array().size(), static_cast<std::size_t>(procedures - 50));
  EXPECT_TRUE(get("/api/catalogue/configuration", 200, {{"from", "20000"}}).at("rows").as_array().empty());

  const json::value limits = get("/api/catalogue/configuration", 200, {{"missing", "limit"}});
  EXPECT_EQ(limits.at("procedures").as_int64(), procedures) << "the totals are those of the whole catalogue";
  std::set<std::string> codes;
  for (const json::value& row : limits.at("rows").as_array())
    codes.insert(std::string(row.at("code").as_string()));
  EXPECT_EQ(codes, (std::set<std::string>{"9.000002", "9.000003"}));
  const json::value english =
      get("/api/catalogue/configuration", 200, {{"missing", "configured"}}, Language::en);
  EXPECT_EQ(english.at("rows").at(0).at("missing").at(0).at("text").as_string(), "Name in both languages");
}

TEST_F(CatalogueRoutes, AWrongQuestionAboutTheConfigurationSaysWhatToAsk) {
  const auto refused = [&](const char* name, const char* value) {
    const json::value body = get("/api/catalogue/configuration", 422, {{name, value}});
    return std::string(body.at("problems").as_array().at(0).at("code").as_string());
  };
  EXPECT_EQ(refused("missing", "colour"), "catalogue.part_unknown");
  EXPECT_EQ(refused("missing", "<b>limit"), "catalogue.part_unknown");
  for (const char* from : {"-1", "x", "20001", "99999999999999999999"})
    EXPECT_EQ(refused("from", from), "catalogue.from_out_of_range") << from;
}

TEST_F(CatalogueRoutes, WhatTheOfficeStillOwesIsNotPublic) {
  const std::map<std::string, std::string> guarded{{"/api/catalogue/needs-person", "report.read"},
                                                   {"/api/catalogue/configuration", "catalogue.review"}};
  for (const http::Route& route : router_.routes()) {
    const auto found = guarded.find(route.path);
    EXPECT_EQ(route.access, found == guarded.end() ? "public" : found->second) << route.path;
  }
}

}  // namespace
}  // namespace motcua::catalogue
