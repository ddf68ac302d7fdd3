// Ten times more than it can do: who is over the limits is told at once to come again, nobody waits for ever,
// nothing is lost, and afterwards it serves as before.
#include <gtest/gtest.h>
#include <poll.h>
#include <sqlite3.h>

#include <csignal>
#include <future>

#include "motcua/testing/office.h"
#include "motcua/testing/open_files.h"

namespace motcua::app {
namespace {

constexpr int crowd = 2500;        // the program has 64 workers and a queue of 1024
constexpr int surely_over = 1000;  // of them at least

// Keeps every write waiting while it lives.
class Jam {
 public:
  explicit Jam(const Office& office) {
    const auto options = office.store_options(false);
    if (!options.database.empty()) {
      on_postgres(options);
      return;
    }
    sqlite3_open_v2((office.data() + "/motcua.sqlite").c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_busy_timeout(database_, 30'000);
    EXPECT_EQ(sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  }
  ~Jam() {
    if (database_ != nullptr) {
      sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
      sqlite3_close(database_);
      return;
    }
    go_.set_value();
    holder_.join();
  }
  Jam(const Jam&) = delete;
  Jam& operator=(const Jam&) = delete;

 private:
  void on_postgres(const store::Options& options) {
    static constexpr store::Query lock{"test/lock", "", "LOCK TABLE dossier_event IN EXCLUSIVE MODE"};
    std::promise<void> held;
    holder_ = std::thread([this, options, &held] {
      const auto store = store::open(options);
      store->write([&](store::Writer& writer) {
        writer.run(lock);
        held.set_value();
        go_.get_future().wait();
      });
    });
    held.get_future().wait();
  }
  sqlite3* database_ = nullptr;
  std::promise<void> go_;
  std::thread holder_;
};

int answered(const std::vector<Line>& lines) {
  int count = 0;
  for (const auto& line : lines) {
    pollfd one{line.socket(), POLLIN, 0};
    count += ::poll(&one, 1, 0) > 0 ? 1 : 0;
  }
  return count;
}

class Spike : public testing::TestWithParam<store::EngineParam> {
 protected:
  Office office_{Office::on(GetParam())};
};

TEST_P(Spike, WhoIsOverTheLimitsComesAgainAndNothingIsLost) {
  ASSERT_TRUE(may_open(crowd + 200));
  const auto server = office_.serve();
  const int port = server->port();
  ASSERT_NE(port, 0);
  std::vector<std::string> waiting;
  for (int i = 0; i < crowd; ++i) {
    waiting.push_back(office_.request(office_.clerk, "POST", "/api/dossiers", office_.new_key(),
                                      office_.filing(fmt::format("Khai sinh số {}", i))));
  }
  std::vector<Line> lines;
  auto jam = std::make_unique<Jam>(office_);
  for (const auto& request : waiting) {
    lines.emplace_back(port);
    ASSERT_TRUE(lines.back().send(request));
  }
  for (int i = 0; i < 6000 && answered(lines) < surely_over; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_GE(answered(lines), surely_over) << "told at once, while nothing moves";
  jam.reset();

  std::set<std::string> codes;
  int busy = 0;
  std::vector<std::string> again;
  const auto note = [&](const Answer& answer, const std::string& request) {
    if (answer.status == 201) {
      codes.insert(json::value_to<std::string>(json::parse(answer.body).at("code")));
      return;
    }
    ASSERT_EQ(answer.status, 503) << answer.body;
    EXPECT_FALSE(answer.header("Retry-After").empty());
    ++busy;
    again.push_back(request);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) note(lines[i].answer(), waiting[i]);
  EXPECT_GE(busy, surely_over);
  EXPECT_TRUE(server->runs());
  lines.clear();
  for (const auto& request : std::exchange(again, {})) note(ask(port, request), request);
  EXPECT_TRUE(again.empty()) << "when the crowd has gone everybody is served";
  EXPECT_EQ(codes.size(), static_cast<std::size_t>(crowd));
  EXPECT_EQ(office_.verified().at("dossiers").as_int64(), crowd);
}

INSTANTIATE_TEST_SUITE_P(Engines, Spike, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
