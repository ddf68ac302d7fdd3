// The program may have no more memory, while many large files arrive.
#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "motcua/testing/chance.h"
#include "motcua/testing/office.h"

namespace motcua::app {
namespace {

// A process that dies closes its lines before it is gone: whoever does not answer has died, or is about to.
bool answers(Process& server, int port) {
  if (!server.runs()) return false;
  server.lift(RLIMIT_DATA);
  if (ask(port, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200) return true;
  server.wait();
  return false;
}

class NoMemory : public testing::TestWithParam<store::EngineParam> {};

// Every upload ends in 201, an orderly refusal, or a broken line; each is sent again until it is stored.
TEST_P(NoMemory, UploadsAreStoredRefusedOrCutAndNeverHalfDone) {
  Chance chance;
  Office office(Office::on(GetParam()));
  auto server = office.serve();
  int port = server->port();
  ASSERT_NE(port, 0);
  const Answer filed = ask(port, office.request(office.clerk, "POST", "/api/dossiers", office.new_key(),
                                                office.filing("Khai sinh")));
  ASSERT_EQ(filed.status, 201) << filed.body;
  const auto path = "/api/dossiers/" + json::value_to<std::string>(json::parse(filed.body).at("id")) +
                    "/scans?paper=to-khai&name=to-khai.pdf";
  std::vector<std::string> unanswered;
  for (int i = 0; i < 24; ++i) {
    const std::string key = office.new_key();
    unanswered.push_back(office.request(office.clerk, "POST", path, key,
                                        pdf_of(4'000'000 + chance.below(4'000'000), key), "application/pdf"));
  }
  int stored = 0, refused = 0, cut = 0;
  // Room for fewer than all at once, then for a single one hardly, then for all.
  for (const rlim_t room : {40'000'000UL, 12'000'000UL, 0UL}) {
    if (!answers(*server, port)) {
      server = office.serve();
      port = server->port();
      ASSERT_NE(port, 0) << server->output();
    }
    if (room != 0) server->limit(RLIMIT_DATA, server->data_bytes() + room);
    std::mutex mutex;
    std::vector<std::string> left;
    std::vector<std::thread> clients;
    for (const auto& request : unanswered) {
      clients.emplace_back([&, request] {
        const Answer answer = ask(port, request);
        const std::lock_guard lock(mutex);
        if (answer.status == 201) ++stored;
        if (answer.status == 201) return;
        if (answer.status != 0) {
          ++refused;
          EXPECT_TRUE(answer.status == 503 || answer.status == 413) << answer.status << " " << answer.body;
        } else {
          ++cut;
        }
        left.push_back(request);
      });
    }
    for (auto& client : clients) client.join();
    unanswered = std::move(left);
  }
  EXPECT_EQ(unanswered.size(), 0U) << "with memory again, without a restart unless it had died";
  EXPECT_GT(refused + cut, 0) << "the limit was met";
  std::cout << stored << " stored, " << refused << " refused, " << cut << " cut\n";
  const auto report = office.verified();
  EXPECT_EQ(report.at("files").as_int64(), 24);
  EXPECT_EQ(report.at("dossiers").as_int64(), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, NoMemory, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
