// Several processes serve one PostgreSQL: numbers stay gapless, background work is done by one, what one
// imports the others answer with, and the death of one is made good by the next.
#include <gtest/gtest.h>

#include <csignal>

#include "motcua/testing/office.h"
#include "store/testing/contract.h"

namespace motcua::app {
namespace {

const store::EngineParam postgres{store::Engine::postgres, "postgres"};

class SeveralProcesses : public testing::Test {
 protected:
  struct Server {
    std::unique_ptr<Process> process;
    int port = 0;
  };
  Server serve() {
    Server server{office_.serve()};
    server.port = server.process->port();
    EXPECT_NE(server.port, 0) << server.process->output();
    return server;
  }
  std::string file(const Server& server) {
    const auto answer = ask(server.port, office_.request(office_.clerk, "POST", "/api/dossiers",
                                                         office_.new_key(), office_.filing("Xin cấp")));
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.status == 201 ? json::value_to<std::string>(json::parse(answer.body).at("code")) : "";
  }
  static Answer get(const Server& server, const std::string& path) {
    return ask(server.port, text_of({.path = path}));
  }
  static bool leads(const Server& server) {
    return get(server, "/metrics").body.find("\nmotcua_job_leader 1") != std::string::npos;
  }
  static void until(const std::function<bool()>& reached) {
    for (int i = 0; i < 3000 && !reached(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_TRUE(reached());
  }

  Office office_{Office::on(postgres)};
};

TEST_F(SeveralProcesses, ShareOneDatabase) {
  Server first = serve();
  until([&] { return leads(first); });
  Server second = serve();
  std::vector<std::string> codes;
  for (int i = 0; i < 10; ++i) codes.push_back(file(i % 2 == 0 ? first : second));
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(codes[i].substr(codes[i].size() - 4), fmt::format("{:04}", i + 1));
  }
  EXPECT_TRUE(leads(first));
  EXPECT_FALSE(leads(second));

  EXPECT_EQ(get(second, "/api/procedures/9.000001").status, 404);
  std::string output;
  EXPECT_EQ(office_.run({"import", "catalogue", "src/catalogue/testdata/published_small.json"}, &output), 0)
      << output;
  for (const Server* each : {&first, &second}) {
    until([&] { return get(*each, "/api/procedures/9.000001").status == 200; });
  }

  first.process->signal(SIGKILL);
  first.process->wait();
  until([&] { return leads(second); });
  EXPECT_EQ(file(second).substr(codes[0].size() - 4), "0011");
  second.process->signal(SIGTERM);
  EXPECT_EQ(second.process->wait(), 0) << second.process->output();
  EXPECT_EQ(office_.verified().at("dossiers").to_number<int>(), 11);
}

}  // namespace
}  // namespace motcua::app
