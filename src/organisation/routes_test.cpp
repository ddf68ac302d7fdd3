#include "organisation/routes.h"

#include <gtest/gtest.h>

namespace motcua::organisation {
namespace {

class UnitRoutes : public testing::Test {
 protected:
  UnitRoutes() { add_routes(router_, organisation_); }

  json::value get(const std::string& path, std::map<std::string, std::string> query, int status = 200) {
    http::Request request;
    request.path = path;
    request.query = std::move(query);
    const auto response = router_.handle(std::move(request));
    EXPECT_EQ(response.status, status) << response.body;
    return json::parse(response.body);
  }

  Organisation organisation_ = load_organisation();
  http::Router router_;
};

TEST_F(UnitRoutes, FindsAFormerUnitWithTheUnitOfToday) {
  const auto answer = get("/api/units", {{"q", "xuan lao"}});
  const auto& unit = answer.at("units").at(0);
  EXPECT_EQ(unit.at("code"), "03302");
  EXPECT_EQ(unit.at("former"), true);
  EXPECT_EQ(unit.at("today").at("code"), "03313");
  EXPECT_EQ(unit.at("note"), "xã Xuân Lao nhập vào từ 01/7/2025");
}

TEST_F(UnitRoutes, ListsAllCommunesWithoutAQuestion) {
  EXPECT_EQ(get("/api/units", {}).at("units").as_array().size(), 45u);
  EXPECT_EQ(get("/api/units", {{"limit", "3"}}).at("units").as_array().size(), 3u);
}

TEST_F(UnitRoutes, RefusesALimitItCannotKeep) {
  const auto answer = get("/api/units", {{"limit", "0"}}, 400);
  EXPECT_EQ(answer.at("problems").at(0).at("code"), "organisation.limit_wrong");
  get("/api/units", {{"limit", "viele"}}, 400);
  get("/api/units", {{"q", "\xff"}}, 400);
}

TEST_F(UnitRoutes, ShowsAUnitWithItsOffices) {
  const auto answer = get("/api/units/03313", {});
  EXPECT_EQ(answer.at("offices").as_array().size(), 5u);
  EXPECT_EQ(answer.at("formerly").as_array().size(), 3u);
  get("/api/units/03302", {}, 404);
}

}  // namespace
}  // namespace motcua::organisation
