// The machine's clock is put back an hour, or forward a day.
#include <gtest/gtest.h>

#include <filesystem>

#include "motcua/parts.h"
#include "store/testing.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using http::Method;
using namespace std::chrono_literals;

constexpr const char* password = "mot-cua-thu-nghiem";

class WrongClock : public testing::TestWithParam<store::EngineParam> {
 protected:
  struct Person {
    std::string cookie, csrf, post;
  };

  WrongClock() {
    DataDirectory(directory_).create(random_);
    ProgramOptions options{.data = directory_, .fast_passwords = true};
    if (GetParam().engine == store::Engine::postgres) options.database = database_.options().database;
    program_ = std::make_unique<Program>(options, clock_, random_);
    unit_ = parts().organisation.communes().front()->code;
    clerk_ = person("quay.mot", "counter_officer");
    specialist_ = person("chuyen.vien", "specialist");
  }
  ~WrongClock() override {
    program_.reset();
    fs::remove_all(directory_);
  }

  Program::Parts& parts() { return program_->parts(); }
  http::Response sign_in(const std::string& account, const std::string& with = password) {
    const auto body = json::serialize(json::object{{"account", account}, {"password", with}});
    return program_->router().handle(http::request_for(Method::post, "/api/session", body));
  }
  void renew(Person& who, const std::string& account) {
    const auto answer = sign_in(account);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const std::string cookie(answer.header("Set-Cookie"));
    who.cookie = cookie.substr(0, cookie.find(';'));
    who.csrf = json::value_to<std::string>(json::parse(answer.body).at("csrf"));
  }
  Person person(const std::string& account, const std::string& role) {
    identity::NewOfficial asked;
    asked.account = account;
    asked.display_name = "Người " + account;
    asked.password = password;
    asked.posts.push_back({{}, role, unit_, "", "Chuyên viên", parts().identity.today(), {}});
    const auto created = parts().identity.accounts.create_official(asked);
    Person who;
    renew(who, account);
    who.post = created->posts.front().id.text();
    return who;
  }
  http::Response send(const Person& who, Method method, const std::string& path,
                      const json::object& body = {}) {
    std::map<std::string, std::string> headers{{"cookie", who.cookie},
                                               {"x-csrf-token", who.csrf},
                                               {"idempotency-key", Uuid::v7(clock_.now(), random_).text()}};
    if (body.empty()) return program_->router().handle(http::request_for(method, path, "", headers));
    headers["content-type"] = "application/json";
    return program_->router().handle(http::request_for(method, path, json::serialize(body), headers));
  }
  json::object file() {
    json::array papers;
    for (const auto* paper : {"to-khai", "can-cuoc", "giay-chung-sinh"})
      papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
    const auto version = parts().shelf.current()->find("1.001193", parts().identity.today());
    const auto answer = send(clerk_, Method::post, "/api/dossiers",
                             {{"procedure", "1.001193"},
                              {"procedure_version", version->id()},
                              {"unit", unit_},
                              {"applicant", json::object{{"full_name", "Lò Thị Mẫu"}}},
                              {"papers", papers},
                              {"return_by", "counter"}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.status == 201 ? json::parse(answer.body).as_object() : json::object();
  }
  int act(const Person& who, json::object& dossier, const std::string& name, json::object body = {}) {
    body["seen_version"] = dossier.at("version").as_int64();
    const auto answer =
        send(who, Method::post, "/api/dossiers/" + json::value_to<std::string>(dossier.at("id")) + "/" + name,
             body);
    if (answer.status == 200) dossier["version"] = json::parse(answer.body).at("version");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.status;
  }
  std::size_t office_list() {
    const auto answer = send(clerk_, Method::get, "/api/work?view=office");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body).at("items").as_array().size();
  }
  dossier::State state(const json::object& dossier) {
    return program_->store().read([&](store::Reader& reader) {
      return *parts().dossiers.state(reader, *Uuid::parse(json::value_to<std::string>(dossier.at("id"))));
    });
  }
  void expect_all_sound() {
    const auto report = dossier::verify(program_->store(), parts().dossiers.keys());
    for (const auto& fault : report.faults) ADD_FAILURE() << fault.invariant << ": " << fault.detail;
  }

  ManualClock clock_{*parse_instant("2026-11-20T09:00")};
  SystemRandom random_;
  store::TestStore database_{GetParam()};
  std::string directory_ =
      (fs::temp_directory_path() / ("motcua-clock-" + Uuid::v7(SystemClock().now(), random_).text()))
          .string();
  std::string unit_;
  std::unique_ptr<Program> program_;
  Person clerk_, specialist_;
};

TEST_P(WrongClock, PutBackAnHourMovesNoPromiseAndHidesNothing) {
  auto first = file();
  const auto promise = state(first).due_at;
  act(clerk_, first, "assignment", {{"post", specialist_.post}});
  clock_.advance(-1h);
  act(specialist_, first, "taking");
  auto second = file();
  act(clerk_, second, "assignment", {{"post", specialist_.post}});
  act(specialist_, second, "taking");
  EXPECT_EQ(office_list(), 2U);
  EXPECT_EQ(state(first).due_at, promise);
  clock_.advance(1h);
  EXPECT_EQ(office_list(), 2U);
  EXPECT_EQ(state(first).due_at, promise) << "a promise is a fact";
  expect_all_sound();
}

TEST_P(WrongClock, PutForwardADayAndBackEndsSessionsAndNothingElse) {
  auto before = file();
  const auto promise = state(before).due_at;
  clock_.advance(24h);
  EXPECT_EQ(send(clerk_, Method::get, "/api/work?view=office").status, 401) << "a session is one working day";
  renew(clerk_, "quay.mot");
  renew(specialist_, "chuyen.vien");
  EXPECT_EQ(office_list(), 1U);
  auto during = file();
  act(clerk_, before, "assignment", {{"post", specialist_.post}});
  clock_.advance(-24h);
  act(specialist_, before, "taking");
  act(clerk_, during, "assignment", {{"post", specialist_.post}});
  auto after = file();
  EXPECT_EQ(office_list(), 3U);
  EXPECT_EQ(state(before).due_at, promise);
  std::set<std::string> codes;
  for (const auto& each : {before, during, after}) codes.insert(json::value_to<std::string>(each.at("code")));
  EXPECT_EQ(codes.size(), 3U);
  expect_all_sound();
}

TEST_P(WrongClock, PutBackWhileServingKeepsRecordedTimesInOrder) {
  auto dossier = file();
  clock_.advance(-1h);
  act(clerk_, dossier, "assignment", {{"post", specialist_.post}});
  clock_.advance(-1h);
  act(specialist_, dossier, "taking");
  const auto events = program_->store().read([&](store::Reader& reader) {
    return parts().dossiers.events(reader, *Uuid::parse(json::value_to<std::string>(dossier.at("id"))));
  });
  for (std::size_t i = 1; i < events.size(); ++i) {
    EXPECT_GE(events[i].recorded_at, events[i - 1].recorded_at) << "version " << events[i].version;
  }
}

TEST_P(WrongClock, PutBackAnHourKeepsTheSessionAndNotForLonger) {
  clock_.advance(-1h);
  EXPECT_EQ(send(clerk_, Method::get, "/api/work?view=office").status, 200);
  for (int hour = 0; hour < 12; ++hour) {
    clock_.advance(1h);
    send(clerk_, Method::get, "/api/work?view=office");
  }
  EXPECT_EQ(send(clerk_, Method::get, "/api/work?view=office").status, 200) << "eleven hours old";
  clock_.advance(1h);
  EXPECT_EQ(send(clerk_, Method::get, "/api/work?view=office").status, 401) << "twelve";
}

TEST_P(WrongClock, PutBackWhileAnAccountIsLockedLocksNobodyForHours) {
  for (int i = 0; i < 8; ++i) sign_in("quay.mot", "sai-mat-khau-roi");
  EXPECT_NE(sign_in("quay.mot").status, 200) << "locked after so many";
  clock_.advance(-1h);
  clock_.advance(31min);
  EXPECT_EQ(sign_in("quay.mot").status, 200) << "the longest wait is a quarter of an hour";
}

TEST_P(WrongClock, PutForwardADayUnlocksAndPutBackDoesNotLockAgain) {
  for (int i = 0; i < 8; ++i) sign_in("quay.mot", "sai-mat-khau-roi");
  clock_.advance(24h);
  for (int i = 0; i < 8; ++i) sign_in("chuyen.vien", "sai-mat-khau-roi");
  clock_.advance(-24h);
  clock_.advance(31min);
  EXPECT_EQ(sign_in("quay.mot").status, 200);
  EXPECT_EQ(sign_in("chuyen.vien").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, WrongClock, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
