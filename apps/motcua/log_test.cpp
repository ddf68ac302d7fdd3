// What the log holds, and above all what it does not: nothing that names a person or opens a dossier.
#include "motcua/log.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <mutex>
#include <optional>

#include "motcua/parts.h"
#include "store/testing.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using http::Method;
using testing::HasSubstr;
using testing::Not;

constexpr const char* password = "mot-cua-thu-nghiem";
constexpr const char* full_name = "Quàng Thị Ngân Hà";
constexpr const char* id_number = "011190987654";
constexpr const char* phone = "0912345678";
constexpr const char* place = "Bản Nà Tấu nhà số bảy";

class Lines {
 public:
  Log::Sink sink() {
    return [this](std::string_view line) {
      const std::lock_guard lock(mutex_);
      lines_.emplace_back(line);
    };
  }
  std::vector<std::string> all() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

TEST(Log, WritesOneJsonObjectALine) {
  Lines lines;
  const ManualClock clock(*parse_instant("2026-11-22T11:05:06.007+07:00"));
  Log log({}, clock, lines.sink());
  log.write(LogLevel::warn, "config",
            {{"what", "a \"quoted\" word"}, {"port", std::int64_t{80}}, {"none", ""}});
  log.write(LogLevel::debug, "too small", {});
  ASSERT_EQ(lines.all().size(), 1U);
  EXPECT_EQ(
      lines.all()[0],
      R"({"time":"2026-11-22T04:05:06.007Z","level":"warn","event":"config","what":"a \"quoted\" word","port":80})");
}

TEST(Log, WritesLogfmtWhereAsked) {
  Lines lines;
  const ManualClock clock(*parse_instant("2026-11-22T11:05:06+07:00"));
  Log log({.format = LogFormat::logfmt}, clock, lines.sink());
  log.write(LogLevel::info, "ready", {{"engine", "sqlite"}, {"what", "two words"}});
  ASSERT_EQ(lines.all().size(), 1U);
  EXPECT_EQ(lines.all()[0],
            R"(time=2026-11-22T04:05:06.000Z level=info event=ready engine=sqlite what="two words")");
}

TEST(Log, LeavesOutWhatAMessageQuotes) {
  EXPECT_EQ(without_values("PostgreSQL: ERROR: duplicate key DETAIL: Key (phone)=(0912345678) exists"),
            "PostgreSQL: ERROR: duplicate key DETAIL: Key (…)=(…) exists");
  EXPECT_EQ(without_values("bad value \"Lo Thi Mau\" at 'NGUYEN VAN A', 011190000123, Lò: it's 12 of 7"),
            "bad value \"…\" at '…', …, …: it's 12 of 7");
  EXPECT_EQ(without_values("first line\nLo Thi Mau"), "first line");
  EXPECT_LT(without_values(std::string(10'000, 'a') + " b").size(), 10'100U);
}

// A whole installation on one engine, whose lines are kept.
class LoggedOffice : public testing::TestWithParam<store::EngineParam> {
 protected:
  void SetUp() override {
    store_.emplace(GetParam());
    const auto database = store_->options().database;
    store_->close();
    directory_ = fs::temp_directory_path() / ("motcua-log-" + Uuid::v7(clock_.now(), random_).text());
    DataDirectory(directory_).create(random_);
    log_.emplace(LogOptions{.level = LogLevel::debug}, clock_, lines_.sink());
    program_.emplace(ProgramOptions{.data = directory_, .database = database, .fast_passwords = true}, clock_,
                     random_);
    log_->watch(program_->mutable_router());
    auto& parts = program_->parts();
    identity::NewOfficial asked;
    asked.account = "ngan.quang";
    asked.display_name = full_name;
    asked.password = password;
    unit_ = parts.organisation.communes().front()->code;
    asked.posts.push_back({{}, "counter_officer", unit_, "", "Chuyên viên", parts.identity.today(), {}});
    ASSERT_TRUE(parts.identity.accounts.create_official(asked));
    secrets_ = {full_name, "Ngân Hà", id_number, phone, place, password, "ngan.quang", "wrong-secret-77"};
  }
  void TearDown() override {
    program_.reset();
    log_.reset();
    fs::remove_all(directory_);
  }

  http::Response ask(Method method, const std::string& path, const std::string& body = {},
                     std::map<std::string, std::string> headers = {}) {
    if (!cookie_.empty()) headers.try_emplace("cookie", cookie_);
    if (!csrf_.empty()) headers.try_emplace("x-csrf-token", csrf_);
    return program_->router().handle(http::request_for(method, path, body, headers));
  }
  void sign_in() {
    const auto body = json::serialize(json::object{{"account", "ngan.quang"}, {"password", password}});
    const auto answer = ask(Method::post, "/api/session", body);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto cookie = std::string(answer.header("Set-Cookie"));
    cookie_ = cookie.substr(0, cookie.find(';'));
    csrf_ = std::string(json::parse(answer.body).at("csrf").as_string());
    secrets_.push_back(cookie_.substr(cookie_.find('=') + 1));
    secrets_.push_back(csrf_);
  }
  std::string filing() const {
    json::array papers;
    for (const auto* paper : {"to-khai", "can-cuoc"})
      papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
    return json::serialize(json::object{
        {"procedure", "1.001193"},
        {"unit", unit_},
        {"applicant", json::object{{"full_name", full_name}, {"id_number", id_number}, {"phone", phone}}},
        {"papers", papers},
        {"content", place},
        {"return_by", "counter"}});
  }
  http::Response file() {
    return ask(Method::post, "/api/dossiers", filing(),
               {{"idempotency-key", Uuid::v7(clock_.now(), random_).text()}});
  }
  // Every way in which a person's words come in and are refused.
  void err_in_many_ways(const std::string& code) {
    const std::string escaped = "Qu%C3%A0ng%20Th%E1%BB%8B%20Ng%C3%A2n%20H%C3%A0";
    const auto form =
        std::map<std::string, std::string>{{"content-type", "application/x-www-form-urlencoded"}};
    EXPECT_EQ(ask(Method::get, "/" + escaped).status, 404);
    ask(Method::get, "/api/search?q=" + escaped + "&id_number=" + id_number);
    EXPECT_EQ(ask(Method::get, "/t/" + code + "/wrong-secret-77").status / 100, 4);
    ask(Method::get, "/tra-cuu?code=" + code);
    ask(Method::post, "/tra-cuu/" + code, std::string("secret=wrong-secret-77&phone=") + phone, form);
    EXPECT_EQ(ask(Method::post, "/api/dossiers", std::string("{\"applicant\": \"") + full_name).status, 400);
    ask(Method::post, "/api/dossiers", R"({"applicant": {"full_name": ")" + std::string(full_name) + "\"}}");
    EXPECT_EQ(ask(Method::post, "/api/dossiers", filing(), {{"content-type", "text/plain"}}).status, 415);
    EXPECT_EQ(ask(Method::put, "/api/dossiers", filing()).status, 405);
    EXPECT_EQ(ask(Method::post, "/api/dossiers", filing() + std::string(300'000, ' ')).status, 413);
    EXPECT_GE(ask(Method::post, "/api/dossiers", filing(), {{"x-csrf-token", "none"}}).status, 400);
    EXPECT_GE(ask(Method::post, "/api/officials", filing()).status, 400);
    EXPECT_GE(ask(Method::get, "/api/dossiers/" + std::string(id_number)).status, 400);
    speak_in_many_ways(escaped, form);
    for (int i = 0; i < 7; ++i)  // until the account is locked
      ask(Method::post, "/api/session",
          json::serialize(json::object{{"account", "ngan.quang"}, {"password", "wrong-secret-77"}}));
  }
  // People's own words, taken and refused: an opinion, a question, a filter's name, a dozen papers.
  void speak_in_many_ways(const std::string& escaped, const std::map<std::string, std::string>& form) {
    const auto opinion = [&](const std::string& unit) {
      const auto id = Uuid::v7(clock_.now(), random_).text();
      return fmt::format("text={0}+{1}&unit={2}&about=/{0}&form={3}", escaped, phone, unit, id);
    };
    EXPECT_EQ(ask(Method::post, "/gop-y", opinion(unit_), form).status, 303);
    EXPECT_EQ(ask(Method::post, "/gop-y", opinion(escaped), form).status / 100, 4);
    EXPECT_EQ(ask(Method::get, "/api/feedback").status, 200);
    EXPECT_GE(ask(Method::post, "/api/feedback/" + escaped + "/state",
                  json::serialize(json::object{{"state", "new"}, {"note", full_name}, {"seen_version", 1}}))
                  .status,
              400);
    for (const auto* door : {"/hoi?q=", "/tim?q=", "/api/assistant?q=", "/xep-hang/", "/du-lieu-mo/days/"})
      ask(Method::get, door + escaped);
    ask(Method::post, "/api/filters", json::serialize(json::object{{"name", full_name}, {"view", "mine"}}));
    ask(Method::post, "/api/dossiers/batch",
        json::serialize(json::object{{"filing", json::parse(filing())},
                                     {"items", json::array{json::object{{"content", place}}}}}));
    ask(Method::get, "/api/receipts.pdf?dossiers=" + escaped);
    ask(Method::get, "/api/forms/register?from=" + escaped);
  }
  // From now on the database refuses rows of dossiers, on PostgreSQL quoting all of their values.
  void break_store() {
    static constexpr store::Query refuse{
        "test/refuse", "ALTER TABLE dossier_dossier RENAME TO dossier_gone",
        "ALTER TABLE dossier_dossier ADD CONSTRAINT broken CHECK (false) NOT VALID"};
    program_->store().write([](store::Writer& writer) { writer.execute(refuse); });
  }

  SystemClock clock_;
  SystemRandom random_;
  std::optional<store::TestStore> store_;
  std::string directory_, unit_, cookie_, csrf_;
  Lines lines_;
  std::optional<Log> log_;
  std::optional<Program> program_;
  std::vector<std::string> secrets_;
};
INSTANTIATE_TEST_SUITE_P(Engines, LoggedOffice, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(LoggedOffice, NamesNobodyAndOpensNothing) {
  sign_in();
  const auto filed = file();
  ASSERT_EQ(filed.status, 201) << filed.body;
  const auto answer = json::parse(filed.body);
  const std::string code(answer.at("code").as_string());
  const std::string id(answer.at("id").as_string());
  secrets_.insert(secrets_.end(), {code, id, std::string(answer.at("secret").as_string())});
  const auto shown = ask(Method::get, "/api/dossiers/" + id);
  EXPECT_EQ(shown.status, 200);
  err_in_many_ways(code);
  break_store();
  const auto broken = file();
  EXPECT_GE(broken.status, 500) << broken.body;
  const std::string incident(json::parse(broken.body).at("incident").as_string());
  const std::string figures = program_->metrics().text();
  program_.reset();
  log_.reset();  // writes what still waits

  std::string all;
  for (const auto& line : lines_.all()) {
    const auto read = json::parse(line);
    EXPECT_TRUE(read.as_object().contains("time") && read.as_object().contains("event")) << line;
    all += line + "\n";
  }
  for (const auto& secret : secrets_) {
    EXPECT_THAT(all, Not(HasSubstr(secret)));
    EXPECT_THAT(figures, Not(HasSubstr(secret)));
  }
  EXPECT_THAT(all, HasSubstr("\"route\":\"/t/{code}/{secret}\""));
  EXPECT_THAT(all, HasSubstr("\"route\":\"(none)\""));
  for (const auto* status : {"201", "400", "404", "405", "413", "415"})
    EXPECT_THAT(all, HasSubstr(fmt::format("\"status\":{},", status)));
  EXPECT_THAT(all, HasSubstr("\"event\":\"incident\""));
  EXPECT_THAT(all, HasSubstr(incident)) << "the number a person is told is found in the log";
}

}  // namespace
}  // namespace motcua::app
