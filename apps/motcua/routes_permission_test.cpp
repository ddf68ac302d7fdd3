#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/table.h"
#include "motcua/parts.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array roles{"counter_officer",       "specialist",    "approver",       "centre_director",
                           "provincial_controller", "administrator", "channel_adapter"};
constexpr const char* password = "mot-cua-thu-nghiem";

// One installation with one official of each role; thrown away afterwards.
class Doors : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    random_ = new SystemRandom;
    clock_ = new SystemClock;
    directory_ = new std::string(fs::temp_directory_path() /
                                 ("motcua-doors-" + Uuid::v7(clock_->now(), *random_).text()));
    DataDirectory(*directory_).create(*random_);
    fs::create_directories(*directory_ + "/web");
    std::ofstream(*directory_ + "/web/index.html") << "<!doctype html>";
    program_ = new Program({.data = *directory_, .web = *directory_ + "/web", .fast_passwords = true},
                           *clock_, *random_);
    for (const auto* role : roles) create(role);
  }
  static void TearDownTestSuite() {
    delete program_;
    fs::remove_all(*directory_);
    delete directory_;
    delete clock_;
    delete random_;
  }

  static void create(const std::string& role) {
    auto& parts = program_->parts();
    const bool provincial =
        role == "provincial_controller" || role == "administrator" || role == "channel_adapter";
    identity::NewOfficial asked;
    asked.account = "thu." + std::string(role).substr(0, role.find('_'));
    asked.display_name = "Người Thử";
    asked.password = password;
    const std::string unit =
        provincial ? parts.organisation.province().code : parts.organisation.communes().front()->code;
    asked.posts.push_back({{}, role, unit, "", "Thử", parts.identity.today(), {}});
    const auto created = parts.identity.accounts.create_official(asked);
    ASSERT_TRUE(created) << role << " " << created.error()[0].code;
  }

  struct Signed {
    std::string cookie, csrf;
  };
  static Signed sign_in(const std::string& role) {
    const auto account = "thu." + std::string(role).substr(0, role.find('_'));
    const auto body = json::serialize(json::object{{"account", account}, {"password", password}});
    const auto response =
        program_->router().handle(http::request_for(http::Method::post, "/api/session", body));
    EXPECT_EQ(response.status, 200) << response.body;
    const auto cookie = std::string(response.header("Set-Cookie"));
    return {cookie.substr(0, cookie.find(';')),
            std::string(json::parse(response.body).at("csrf").as_string())};
  }

  static int knock(const http::Route& route, const Signed* who) {
    std::string path = route.path;
    for (std::size_t at = 0; (at = path.find('{')) != std::string::npos;) {
      path.replace(at, path.find('}') - at + 1, "0193a1b2-0000-7000-8000-000000000001");
    }
    std::string separator = "?";
    for (const auto& each : route.query) {
      if (each.required) path += std::exchange(separator, "&") + each.name + "=1";
    }
    std::map<std::string, std::string> headers;
    if (who != nullptr) headers = {{"cookie", who->cookie}, {"x-csrf-token", who->csrf}};
    const std::string body = route.in ? "{}" : "";
    return program_->router().handle(http::request_for(route.method, path, body, headers)).status;
  }

  static inline Random* random_ = nullptr;
  static inline Clock* clock_ = nullptr;
  static inline std::string* directory_ = nullptr;
  static inline Program* program_ = nullptr;
};

std::map<std::string, std::string> expected_doors() {
  const Table table = read_tsv_file("apps/motcua/permission_cases.tsv");
  std::map<std::string, std::string> doors;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    doors[table.at(i, "method") + " " + table.at(i, "path")] = table.at(i, "roles");
  }
  return doors;
}

TEST_F(Doors, EveryRouteLetsInWhomTheTableSays) {
  auto doors = expected_doors();
  std::map<std::string, Signed> sessions;
  for (const auto* role : roles) sessions[role] = sign_in(role);
  for (const auto& route : program_->router().routes()) {
    const std::string door = std::string(http::name_of(route.method)) + " " + route.path;
    const auto row = doors.find(door);
    ASSERT_NE(row, doors.end()) << "no line in permission_cases.tsv for\n" << door << "\t" << route.access;
    const std::string allowed = row->second;
    doors.erase(row);
    if (door == "DELETE /api/session") continue;  // ends the session that the next doors are tried with
    const int anonymous = knock(route, nullptr);
    if (allowed == "public") {
      EXPECT_NE(anonymous, 401) << door;
      EXPECT_NE(anonymous, 403) << door;
      continue;
    }
    EXPECT_EQ(anonymous, 401) << door;
    for (const auto* role : roles) {
      const int status = knock(route, &sessions[role]);
      const bool may = allowed == "session" ||
                       (' ' + allowed + ' ').find(' ' + std::string(role) + ' ') != std::string::npos;
      EXPECT_EQ(status != 403, may) << door << " by " << role << ": " << status;
      EXPECT_NE(status, 401) << door << " by " << role;
      EXPECT_LT(status, 500) << door << " by " << role;
    }
  }
  for (const auto& [door, unused] : doors) ADD_FAILURE() << "no such route any more: " << door;
}

TEST_F(Doors, TheRateLimitsNameOnlyRoutesThatExist) {
  std::set<std::string> doors;
  for (const auto& route : program_->router().routes())
    doors.insert(std::string(http::name_of(route.method)) + " " + route.path);
  for (const auto& door : program_->parts().rate_limits.doors()) EXPECT_TRUE(doors.contains(door)) << door;
}

TEST_F(Doors, AChangeWithoutTheSessionsTokenIsRefused) {
  auto signed_in = sign_in("counter_officer");
  signed_in.csrf = "wrong";
  for (const auto& route : program_->router().routes()) {
    if (route.method == http::Method::get || route.access == "public") continue;
    EXPECT_EQ(knock(route, &signed_in), 403) << route.path;
  }
}

}  // namespace
}  // namespace motcua::app
