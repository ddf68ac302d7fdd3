// Two roles on PostgreSQL: what the one that serves may do, and what it may not.
#include <gmock/gmock.h>

#include <filesystem>

#include "all_sql.h"
#include "motcua/parts.h"
#include "store/postgres_connection.h"
#include "store/rights.h"
#include "store/testing.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using http::Method;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr const char* password = "mot-cua-thu-nghiem";
constexpr const char* owner = "motcua_test_owner";
constexpr const char* role = "motcua_test_app";

constexpr store::Query only_postgres(std::string_view name, std::string_view text) {
  return {name, "", text};
}

class ApplicationRole : public testing::Test {
 protected:
  ApplicationRole() {
    as_administrator({"test/roles", "", R"(DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'motcua_test_app') THEN
        CREATE ROLE motcua_test_owner LOGIN;
        CREATE ROLE motcua_test_app LOGIN;
      END IF;
      EXECUTE format('ALTER DATABASE %I OWNER TO motcua_test_owner', current_database());
    END $$)"});
    const auto own = open_as(owner);
    store::migrate(*own, all_migrations());
    store::grant_application(*own, role);
    DataDirectory(directory_).create(random_);
  }
  ~ApplicationRole() override { fs::remove_all(directory_); }

  void as_administrator(const store::Migration& script) {
    database_->write([&](store::Writer& writer) { writer.script(script); });
  }
  std::string url_of(std::string_view user) const {
    std::string url = database_.options().database;
    const auto at = url.find("user=");
    return url.substr(0, at) + "user=" + std::string(user);
  }
  std::unique_ptr<store::Store> open_as(std::string_view user) const {
    store::Options options;
    options.database = url_of(user);
    return store::open(options);
  }
  std::string refusal(const store::Query& query) const {
    const auto store = open_as(role);
    try {
      store->write([&](store::Writer& writer) { writer.execute(query); });
    } catch (const store::StoreFailed& failed) {
      return failed.what();
    }
    return "it was allowed";
  }

  SystemClock clock_;
  SystemRandom random_;
  store::TestStore database_{{store::Engine::postgres, "postgres"}};
  std::string directory_ =
      fs::temp_directory_path() / ("motcua-role-" + Uuid::v7(clock_.now(), random_).text());
};

struct Person {
  std::string cookie, csrf, post;
};

// A short journey through the router: what it writes is what serving writes.
class Office {
 public:
  Office(const ProgramOptions& options, const Clock& clock, Random& random)
      : clock_(clock), random_(random), program_(options, clock, random) {}

  Person person(const std::string& account, const std::string& work) {
    auto& parts = program_.parts();
    identity::NewOfficial asked;
    asked.account = account;
    asked.display_name = "Người " + account;
    asked.password = password;
    asked.posts.push_back({{}, work, unit(), "", "Chuyên viên", parts.identity.today(), {}});
    const auto created = parts.identity.accounts.create_official(asked);
    CHECK(created.has_value());
    const auto body = json::serialize(json::object{{"account", account}, {"password", password}});
    const auto response = program_.router().handle(http::request_for(Method::post, "/api/session", body));
    EXPECT_EQ(response.status, 200) << response.body;
    const std::string cookie(response.header("Set-Cookie"));
    return {cookie.substr(0, cookie.find(';')),
            std::string(json::parse(response.body).at("csrf").as_string()), created->posts.front().id.text()};
  }
  json::value send(const Person& who, const std::string& path, const json::object& body) {
    const std::map<std::string, std::string> headers{
        {"cookie", who.cookie},
        {"x-csrf-token", who.csrf},
        {"idempotency-key", Uuid::v7(clock_.now(), random_).text()},
        {"content-type", "application/json"}};
    const auto response =
        program_.router().handle(http::request_for(Method::post, path, json::serialize(body), headers));
    EXPECT_LT(response.status, 300) << path << ": " << response.body;
    return json::parse(response.body);
  }
  std::string unit() { return program_.parts().organisation.communes().front()->code; }
  json::object filing() {
    json::array papers;
    for (const auto* paper : {"to-khai", "can-cuoc", "giay-chung-sinh"}) {
      papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
    }
    auto& parts = program_.parts();
    const auto version = parts.shelf.current()->find("1.001193", parts.identity.today());
    return {
        {"procedure", "1.001193"},
        {"procedure_version", version->id()},
        {"unit", unit()},
        {"applicant",
         json::object{{"full_name", "Lò Thị Mẫu"}, {"id_number", "011190000123"}, {"phone", "0912 000 128"}}},
        {"papers", papers},
        {"return_by", "counter"}};
  }
  Program& program() { return program_; }

 private:
  const Clock& clock_;
  Random& random_;
  Program program_;
};

TEST_F(ApplicationRole, ServesAsFarAsTheEnd) {
  ProgramOptions options;
  options.data = directory_;
  options.fast_passwords = true;
  options.database = url_of(role);
  Office office(options, clock_, random_);
  const Person clerk = office.person("quay.mot", "counter_officer");
  const Person specialist = office.person("chuyen.vien", "specialist");
  const json::value filed = office.send(clerk, "/api/dossiers", office.filing());
  const std::string path = "/api/dossiers/" + std::string(filed.at("id").as_string()) + "/";
  const auto given = office.send(clerk, path + "assignment",
                                 {{"seen_version", filed.at("version")}, {"post", specialist.post}});
  const auto taken = office.send(specialist, path + "taking", {{"seen_version", given.at("version")}});
  EXPECT_EQ(taken.at("status").as_int64(), 4);
  office.send(clerk, path + "withdrawal",
              {{"seen_version", taken.at("version")}, {"reason", "Người nộp đổi ý"}});
  auto& jobs = office.program().jobs();
  while (jobs.run_due(SystemClock().now() + std::chrono::days{2})) {  // closes the day, too
  }
  for (const auto& job : jobs.states()) EXPECT_EQ(job.failures, 0) << job.name;
  EXPECT_TRUE(office.program().store().read([](store::Reader& r) { return dossier::last_closed_day(r); }));
  EXPECT_TRUE(
      dossier::verify(office.program().store(), office.program().parts().dossiers.keys()).faults.empty());
}

TEST_F(ApplicationRole, CannotRewriteWhatHappenedNorTouchTheSchema) {
  const std::string denied = "permission denied";
  EXPECT_THAT(refusal(only_postgres("test/update", "UPDATE dossier_event SET type = 'x'")),
              HasSubstr(denied));
  EXPECT_THAT(refusal(only_postgres("test/delete", "DELETE FROM dossier_event")), HasSubstr(denied));
  EXPECT_THAT(refusal(only_postgres("test/truncate", "TRUNCATE dossier_event")), HasSubstr(denied));
  EXPECT_THAT(refusal(only_postgres("test/forget", "DELETE FROM store_migration")), HasSubstr(denied));
  EXPECT_THAT(refusal(only_postgres("test/create", "CREATE TABLE mine (id BIGINT)")), HasSubstr(denied));
  EXPECT_THAT(refusal(only_postgres("test/drop", "DROP TABLE dossier_event")), HasSubstr("must be owner"));
  EXPECT_THAT(refusal(only_postgres("test/trigger", "ALTER TABLE dossier_event DISABLE TRIGGER ALL")),
              HasSubstr("must be owner"));
  EXPECT_THAT(refusal(only_postgres("test/private", "TRUNCATE dossier_private")), HasSubstr(denied));
}

TEST_F(ApplicationRole, IsToldWhomToAskWhenTheSchemaIsOld) {
  auto more = all_migrations();
  more.push_back({"test/29990101000000_add", "", "CREATE TABLE test_later (id BIGINT PRIMARY KEY)"});
  const auto serving = open_as(role);
  EXPECT_NO_THROW(store::migrate(*serving, all_migrations())) << "nothing to do asks for no right";
  EXPECT_THAT(
      [&] { store::migrate(*serving, more); },
      ThrowsMessage<store::StoreFailed>(HasSubstr("the role motcua_test_app may not change its schema")));
  store::migrate(*open_as(owner), more);
  EXPECT_EQ(refusal(only_postgres("test/later", "INSERT INTO test_later (id) VALUES (1)")), "it was allowed")
      << "migrating gives the new table to the roles that serve";
}

TEST_F(ApplicationRole, MustExistAndBeAnother) {
  const auto own = open_as(owner);
  EXPECT_THAT([&] { store::grant_application(*own, "motcua_nobody"); },
              ThrowsMessage<store::StoreFailed>(HasSubstr("There is no role motcua_nobody")));
  EXPECT_THAT([&] { store::grant_application(*own, owner); },
              ThrowsMessage<store::StoreFailed>(HasSubstr("needs one of its own")));
  store::TestStore sqlite({store::Engine::sqlite, "sqlite"});
  EXPECT_THAT([&] { store::grant_application(*sqlite, role); },
              ThrowsMessage<store::StoreFailed>(HasSubstr("SQLite knows no roles")));
}

}  // namespace
}  // namespace motcua::app
