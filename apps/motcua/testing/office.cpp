#include "motcua/testing/office.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/text.h"
#include "motcua/parts.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* password = "mot-cua-thu-nghiem";

// Signed in through the router, so that the session is in the store before the process starts.
OfficePerson person(Program& program, const std::string& account, const std::string& role,
                    const std::string& unit) {
  auto& parts = program.parts();
  identity::NewOfficial asked;
  asked.account = account;
  asked.display_name = "Người " + account;
  asked.password = password;
  asked.posts.push_back({{}, role, unit, "", "Chuyên viên", parts.identity.today(), {}});
  const auto created = parts.identity.accounts.create_official(asked);
  CHECK(created.has_value());
  const auto body = json::serialize(json::object{{"account", account}, {"password", password}});
  const auto answer = program.router().handle(http::request_for(http::Method::post, "/api/session", body));
  CHECK(answer.status == 200);
  const std::string cookie(answer.header("Set-Cookie"));
  return {account, created->posts.front().id.text(),
          fmt::format("Cookie: {}\r\nX-CSRF-Token: {}\r\n", cookie.substr(0, cookie.find(';')),
                      json::value_to<std::string>(json::parse(answer.body).at("csrf")))};
}

}  // namespace

OfficeOptions Office::on(const store::EngineParam& engine) {
  if (engine.engine == store::Engine::sqlite) return {};
  static int last = 0;
  const std::string name = "office_" + std::to_string(++last);
  store::PostgresServer::instance().create_database(name);
  return {store::PostgresServer::instance().url(name), {}};
}

Office::Office(const OfficeOptions& options)
    : own_directory_(options.directory.empty()), directory_(options.directory), database_(options.database) {
  if (own_directory_) {
    directory_ =
        (fs::temp_directory_path() / ("motcua-fault-" + Uuid::v7(clock_.now(), random_).text())).string();
  }
  fs::create_directories(directory_);
  data_ = directory_ + "/data";
  const DataDirectory place(data_);
  place.create(random_);
  place.remember_database(database_);
  Program program({.data = data_, .fast_passwords = true}, clock_, random_);
  auto& parts = program.parts();
  unit_ = parts.organisation.communes().front()->code;
  clerk = person(program, "quay.mot", "counter_officer", unit_);
  specialist = person(program, "chuyen.vien", "specialist", unit_);
  approver = person(program, "ky.duyet", "approver", unit_);
  version_ = parts.shelf.current()->find("1.001193", parts.identity.today())->id();
}

Office::~Office() {
  std::error_code ignored;
  if (own_directory_) fs::remove_all(directory_, ignored);
}

std::unique_ptr<Process> Office::serve(const std::function<void()>& prepare, const std::string& database) {
  std::vector<std::string> arguments{"serve", "--data", data_, "--listen", "127.0.0.1:0"};
  if (!database.empty()) arguments.insert(arguments.end(), {"--database", database});
  return std::make_unique<Process>(std::move(arguments), directory_ + "/serve.log", prepare);
}

int Office::run(std::vector<std::string> arguments, std::string* output) const {
  arguments.insert(arguments.end(), {"--data", data_});
  Process process(std::move(arguments), directory_ + "/run.log");
  const int code = process.wait();
  if (output != nullptr) *output = process.output();
  return code;
}

json::value Office::verified() const {
  std::string report;
  const int code = run({"verify", "--json"}, &report);
  EXPECT_EQ(code, 0) << report;
  return code == 0 ? json::parse(report) : json::value(json::object{});
}

std::string Office::filing(const std::string& content) const {
  json::array papers;
  for (const auto* paper : {"to-khai", "can-cuoc", "giay-chung-sinh"})
    papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
  return json::serialize(json::object{{"procedure", "1.001193"},
                                      {"procedure_version", version_},
                                      {"unit", unit_},
                                      {"applicant", json::object{{"full_name", "Lò Thị Mẫu"}}},
                                      {"papers", papers},
                                      {"content", content},
                                      {"return_by", "counter"}});
}

std::string Office::request(const OfficePerson& who, const std::string& method, const std::string& path,
                            const std::string& key, const std::string& body, const std::string& type) const {
  RequestText text{method, path, who.headers, body.empty() ? "" : type, body};
  if (!key.empty()) text.headers += "Idempotency-Key: " + key + "\r\n";
  return text_of(text);
}

std::string Office::new_key() const { return Uuid::v7(clock_.now(), random_).text(); }

store::Options Office::store_options(bool read_only) const {
  store::Options options;
  options.data_directory = data_;
  options.database = database_;
  options.read_only = read_only;
  return options;
}

std::string pdf_of(std::size_t bytes, const std::string& mark) {
  std::string text = "%PDF-1.4\n%" + mark + std::string(bytes, 'x') + "\n";
  std::vector<std::size_t> at;
  for (const auto* object :
       {"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"}) {
    at.push_back(text.size());
    text += object;
  }
  const std::size_t table = text.size();
  text += "xref\n0 4\n0000000000 65535 f \n";
  for (const auto offset : at) text += fmt::format("{:010} 00000 n \n", offset);
  return text + fmt::format("trailer<</Size 4/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", table);
}

}  // namespace motcua::app
