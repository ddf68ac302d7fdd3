// Clients that send slowly, never, or do not read what they asked for; and more of them than there are files
// to open.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <csignal>
#include <filesystem>

#include "http/server.h"
#include "motcua/parts.h"
#include "motcua/testing/office.h"
#include "motcua/testing/open_files.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// The whole program behind a server of this process, with shorter limits than in earnest.
class SlowClients : public testing::Test {
 protected:
  SlowClients() {
    DataDirectory(directory_).create(random_);
    program_ = std::make_unique<Program>(ProgramOptions{.data = directory_}, clock_, random_);
    http::ServerOptions limits;
    limits.port = 0;
    limits.idle_time = 3s;
    limits.header_time = 2s;
    limits.body_time = 2s;
    limits.write_time = 2s;
    server_ = std::make_unique<http::Server>(program_->router(), limits);
  }
  ~SlowClients() override {
    server_.reset();
    program_.reset();
    fs::remove_all(directory_);
  }
  int port() const { return server_->port(); }
  void expect_service() {
    for (const auto* path : {"/", "/healthz"}) {
      const Answer answer = ask(port(), text_of({.path = path}));
      EXPECT_EQ(answer.status, 200) << path;
    }
    const Answer body = ask(port(), text_of({.method = "POST",
                                             .path = "/api/session",
                                             .type = "application/json",
                                             .body = R"({"account":"x","password":"y"})"}));
    EXPECT_GE(body.status, 400) << "whoever sends a body is heard too";
    EXPECT_LT(body.status, 500);
  }

  SystemClock clock_;
  SystemRandom random_;
  std::string directory_ =
      (fs::temp_directory_path() / ("motcua-slow-" + Uuid::v7(clock_.now(), random_).text())).string();
  std::unique_ptr<Program> program_;
  std::unique_ptr<http::Server> server_;
};

TEST_F(SlowClients, ByTheThousandAreShedAndOthersServed) {
  constexpr int of_a_kind = 650, readers = 50;
  ASSERT_TRUE(may_open(2 * (3 * of_a_kind + readers) + 200));
  const std::string head = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
  const std::string body =
      "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
      "60000\r\n\r\n{";
  std::string many;
  for (int i = 0; i < 400; ++i) many += text_of({.path = "/", .keep = true});

  std::vector<Line> silent, heads, bodies, deaf;
  for (int i = 0; i < of_a_kind; ++i) {
    silent.emplace_back(port());
    heads.emplace_back(port());
    heads.back().send(head);
    bodies.emplace_back(port());
    bodies.back().send(body);
  }
  for (int i = 0; i < readers; ++i) {
    deaf.emplace_back(port());
    const int small = 4096;
    ::setsockopt(deaf.back().socket(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    deaf.back().send(many);
  }
  expect_service();
  // A byte now and then keeps nobody: the time is that of the whole head or body.
  int rounds = 0;
  for (; rounds < 600 && server_->connections() > 0; ++rounds) {
    if (rounds % 10 == 0) {
      for (auto& line : heads) line.send("x");
      for (auto& line : bodies) line.send("x");
      for (auto& line : deaf) line.take_one();
      expect_service();
    }
    std::this_thread::sleep_for(100ms);
  }
  EXPECT_EQ(server_->connections(), 0U) << "all were shed";
  for (auto* kind : {&silent, &heads}) {
    for (auto& line : *kind) EXPECT_TRUE(line.was_closed());
  }
  EXPECT_EQ(bodies.front().answer().status, 408) << "the slow body was told why";
  EXPECT_EQ(server_->requests_in_hand(), 0U);
  expect_service();
}

TEST_F(SlowClients, HalfOpenOnesHoldNothingOnceTheyAreGone) {
  ASSERT_TRUE(may_open(2500));
  for (int round = 0; round < 2; ++round) {
    std::vector<Line> lines;
    for (int i = 0; i < 1000; ++i) {
      lines.emplace_back(port());
      lines.back().send(i % 2 == 0 ? "GET /" : "");
      if (i % 3 == 0) ::shutdown(lines.back().socket(), SHUT_WR);
      if (i % 3 != 1) continue;
      const linger reset{1, 0};  // goes without a farewell
      ::setsockopt(lines.back().socket(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    expect_service();
  }
  for (int i = 0; i < 600 && server_->connections() > 0; ++i) std::this_thread::sleep_for(100ms);
  EXPECT_EQ(server_->connections(), 0U);
}

TEST(OpenFiles, MoreClientsThanFilesAreRefusedInOrder) {
  Office office({});
  const auto server = office.serve([] {
    const rlimit few{400, 400};
    ::setrlimit(RLIMIT_NOFILE, &few);
  });
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  std::vector<Line> held;
  int refused = 0;
  for (int i = 0; i < 500; ++i) {
    held.emplace_back(port);
    held.back().send(text_of({.path = "/healthz", .keep = true}));
    const Answer answer = held.back().answer();
    if (answer.status == 503) {
      ++refused;
      EXPECT_FALSE(answer.header("Retry-After").empty());
      held.pop_back();
    } else {
      EXPECT_EQ(answer.status, 200);
    }
  }
  EXPECT_GT(refused, 200);
  while (held.size() > 10) held.pop_back();
  // The server needs a moment to see that they have gone.
  const std::string filing =
      office.request(office.clerk, "POST", "/api/dossiers", office.new_key(), office.filing("Khai sinh"));
  Answer filed = ask(port, filing);
  for (int i = 0; i < 600 && filed.status == 503; ++i) {
    std::this_thread::sleep_for(50ms);
    filed = ask(port, filing);
  }
  EXPECT_EQ(filed.status, 201) << filed.body;
  EXPECT_EQ(office.verified().at("dossiers").as_int64(), 1);
}

TEST(OpenFiles, ExhaustedTheyNeitherSpinNorEndTheServer) {
  Office office({});
  const auto server = office.serve();
  const int port = server->port();
  ASSERT_NE(port, 0);
  ASSERT_EQ(ask(port, text_of({.path = "/healthz"})).status, 200);
  server->limit(RLIMIT_NOFILE, 48);
  std::vector<Line> held;
  for (int i = 0; i < 100; ++i) held.emplace_back(port);
  const double before = server->cpu_seconds();
  std::this_thread::sleep_for(2s);
  EXPECT_LT(server->cpu_seconds() - before, 1.0) << "it waits instead of trying again and again";
  ASSERT_TRUE(server->runs());
  held.clear();
  EXPECT_EQ(ask(port, text_of({.path = "/healthz"})).status, 200);
  server->lift(RLIMIT_NOFILE);
  const Answer filed = ask(port, office.request(office.clerk, "POST", "/api/dossiers", office.new_key(),
                                                office.filing("Khai sinh")));
  EXPECT_EQ(filed.status, 201) << filed.body;
}

}  // namespace
}  // namespace motcua::app
