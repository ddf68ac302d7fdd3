// Many clients of one real server at once, on both engines: filing, taking over, reading, searching,
// tracking, signing in and out, asking for figures and having one's say, while the catalogue is replaced and
// the background jobs run. Run by ./dev tsan as well, which sees what
// threads do to each other.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "http/server.h"
#include "motcua/parts.h"
#include "store/testing.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* password = "mot-cua-thu-nghiem";
constexpr int clerks = 4;
constexpr int dossiers_each = 6;

struct Answer {
  int status = 0;  // 0: the line broke
  std::string head, body;
};

// One connection for all its requests, as a browser keeps it.
class Browser {
 public:
  Browser(int port, std::string language) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    standing_ = "Host: x\r\nAccept-Encoding: identity\r\nCookie: lang=" + std::move(language);
  }
  ~Browser() { ::close(socket_); }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  Answer ask(const std::string& method, const std::string& path, const std::string& body = {},
             const std::string& type = "application/json") {
    std::string request = method + " " + path + " HTTP/1.1\r\n" + standing_ + cookie_ + "\r\n";
    if (method != "GET") {
      request += "X-CSRF-Token: " + csrf_ + "\r\nIdempotency-Key: " + Uuid::v7(clock_.now(), random_).text() +
                 "\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    }
    request += "\r\n" + body;
    ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    return receive();
  }
  json::value expect(int status, const std::string& method, const std::string& path,
                     const json::object& body = {}) {
    const auto answer = ask(method, path, method == "GET" ? "" : json::serialize(body));
    EXPECT_EQ(answer.status, status) << method << ' ' << path << ' ' << answer.body;
    return answer.body.starts_with('{') ? json::parse(answer.body) : json::value(json::object());
  }
  void sign_in(const std::string& account) {
    const auto answer = ask("POST", "/api/session",
                            json::serialize(json::object{{"account", account}, {"password", password}}));
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto at = answer.head.find("mc_session=");
    ASSERT_NE(at, std::string::npos);
    cookie_ = "; " + answer.head.substr(at, answer.head.find(';', at) - at);
    csrf_ = json::parse(answer.body).at("csrf").as_string();
  }

 private:
  Answer receive() {
    std::string data;
    std::size_t total = std::string::npos, end = std::string::npos;
    char buffer[16384];
    while (data.size() < total) {
      const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) return {};
      data.append(buffer, static_cast<std::size_t>(got));
      if (end == std::string::npos && (end = data.find("\r\n\r\n")) != std::string::npos) {
        const auto length = data.find("Content-Length: ");
        total = end + 4 + (length < end ? std::stoul(data.substr(length + 16)) : 0);
      }
    }
    return {std::stoi(data.substr(9, 3)), data.substr(0, end), data.substr(end + 4)};
  }

  SystemClock clock_;
  SystemRandom random_;
  int socket_;
  std::string standing_, cookie_, csrf_;
};

class Crowd : public testing::TestWithParam<store::EngineParam> {
 protected:
  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("motcua-crowd-" + Uuid::v7(clock_.now(), random_).text());
    DataDirectory(directory_).create(random_);
    ProgramOptions options;
    options.data = directory_;
    options.public_url = "https://motcua.example.vn";
    options.fast_passwords = true;
    if (GetParam().engine == store::Engine::postgres) options.database = database_.options().database;
    program_ = std::make_unique<Program>(options, clock_, random_);
    auto& parts = program_->parts();
    unit_ = parts.organisation.communes().front()->code;
    version_ = parts.shelf.current()->find("1.001193", parts.identity.today())->id();
    for (int i = 0; i < clerks; ++i) {
      identity::NewOfficial asked;
      asked.account = "quay." + std::to_string(i);
      asked.display_name = "Người Quầy";
      asked.password = password;
      for (const auto* role : {"counter_officer", "specialist"})
        asked.posts.push_back({{}, role, unit_, "", "Chuyên viên", parts.identity.today(), {}});
      const auto created = parts.identity.accounts.create_official(asked);
      ASSERT_TRUE(created);
      posts_.push_back(created->posts.back().id.text());
    }
    while (program_->jobs().run_due(clock_.now())) {  // until then the pages of figures say 503 and mean it
    }
    program_->jobs().start();
    http::ServerOptions limits;
    limits.port = 0;
    limits.io_threads = 2;
    server_ = std::make_unique<http::Server>(program_->router(), limits);
  }
  void TearDown() override {
    server_.reset();
    program_.reset();
    fs::remove_all(directory_);
  }

  json::object filing(int who) const {
    json::array papers;
    for (const auto* paper : {"to-khai", "can-cuoc", "giay-chung-sinh"})
      papers.push_back(json::object{{"paper", paper}, {"originals", 1}});
    const auto number = fmt::format("0111900001{:02}", who);
    return {{"procedure", "1.001193"},
            {"procedure_version", version_},
            {"unit", unit_},
            {"applicant",
             json::object{{"full_name", "Lò Thị Mẫu"}, {"id_number", number}, {"phone", "0912 000 128"}}},
            {"papers", papers},
            {"return_by", "counter"}};
  }

  // Files, assigns to a colleague, takes what is assigned, reads, and looks in as the applicant would.
  void work(int who) {
    Browser browser(server_->port(), who % 2 == 0 ? "vi" : "en");
    browser.sign_in("quay." + std::to_string(who));
    for (int i = 0; i < dossiers_each; ++i) {
      const auto filed = browser.expect(201, "POST", "/api/dossiers", filing(who));
      if (!filed.as_object().contains("id")) return;
      ++acknowledged_;
      const auto place = "/api/dossiers/" + json::value_to<std::string>(filed.at("id"));
      const auto code = json::value_to<std::string>(filed.at("code"));
      browser.expect(
          200, "POST", place + "/assignment",
          {{"seen_version", filed.at("version")}, {"post", posts_[static_cast<std::size_t>(who)]}});
      browser.expect(200, "GET", place);
      browser.expect(200, "GET", "/api/work?view=mine");
      browser.expect(200, "GET", "/api/calls");
      browser.expect(200, "POST", "/api/search", {{"q", "lo thi mau"}});
      browser.expect(303, "GET", "/t/" + code + "/" + json::value_to<std::string>(filed.at("secret")));
      EXPECT_EQ(browser.ask("GET", place + "/receipt.pdf").status, 200);
    }
    browser.expect(204, "DELETE", "/api/session");
    EXPECT_EQ(browser.ask("GET", "/api/work?view=mine").status, 401);
  }

  void stroll() {
    while (!done_) {
      Browser browser(server_->port(), "vi");
      for (const auto* path :
           {"/", "/tim?q=khai+sinh", "/thu-tuc/1.001193", "/api/procedures?q=gks", "/healthz", "/xep-hang",
            "/api/statistics?period=2026-07", "/du-lieu-mo", "/metrics", "/api/assistant?q=khai+sinh"})
        EXPECT_EQ(browser.ask("GET", path).status, 200) << path;
      const auto opinion =
          fmt::format("text=Chờ+lâu+quá&unit={}&form={}", unit_, Uuid::v7(clock_.now(), random_).text());
      EXPECT_EQ(browser.ask("POST", "/gop-y", opinion, "application/x-www-form-urlencoded").status, 303);
      EXPECT_EQ(browser.ask("GET", "/khong-co").status, 404);
      program_->reload_catalogue();
    }
  }

  SystemClock clock_;
  SystemRandom random_;
  store::TestStore database_{GetParam()};
  std::string directory_, unit_, version_;
  std::vector<std::string> posts_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<http::Server> server_;
  std::atomic<int> acknowledged_{0};
  std::atomic<bool> done_{false};
};

TEST_P(Crowd, FindsItsDossiersAllThere) {
  std::thread passer_by([&] { stroll(); });
  std::vector<std::thread> workers;
  for (int who = 0; who < clerks; ++who) workers.emplace_back([this, who] { work(who); });
  for (auto& worker : workers) worker.join();
  done_ = true;
  passer_by.join();
  program_->jobs().stop();
  for (const auto& job : program_->jobs().states()) EXPECT_EQ(job.failures, 0) << job.name;
  EXPECT_EQ(acknowledged_, clerks * dossiers_each);
  const auto verdict = dossier::verify(program_->store(), program_->parts().dossiers.keys());
  EXPECT_TRUE(verdict.faults.empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Crowd, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
