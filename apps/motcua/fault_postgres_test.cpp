// PostgreSQL stops, comes back, ends connections in the middle, or is lost around a COMMIT.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "motcua/testing/cutting_proxy.h"
#include "motcua/testing/load.h"
#include "store/testing/contract.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using store::PostgresServer;

const store::EngineParam postgres{store::Engine::postgres, "postgres"};

constexpr store::Query end_all{
    "test/end_all", "",
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'motcua' AND pid "
    "<> pg_backend_pid()"};

void end_all_connections(const store::Options& options) {
  const auto other = store::open(options);
  other->read([](store::Reader& reader) { reader.run(end_all); });
}

class PostgresFaults : public testing::Test {
 protected:
  void serve(const std::string& database = {}) {
    server_ = office_.serve({}, database);
    port_ = server_->port();
    ASSERT_NE(port_, 0) << server_->output();
  }
  void stop_and_check() {
    load_.settle(port_);
    server_->signal(SIGTERM);
    EXPECT_EQ(server_->wait(), 0) << server_->output();
    load_.check();
  }
  void until(const std::function<bool()>& reached) {
    for (int i = 0; i < 6000 && !reached(); ++i) std::this_thread::sleep_for(milliseconds(10));
    EXPECT_TRUE(reached());
  }

  Chance chance_;
  Office office_{Office::on(postgres)};
  Load load_{office_, chance_, {.clients = 6, .largest_file = 20'000}};
  std::unique_ptr<Process> server_;
  int port_ = 0;
};

TEST_F(PostgresFaults, StoppedAndStartedAgainWhileServing) {
  serve();
  load_.start(port_);
  for (int round = 0; round < 3; ++round) {
    const int before = load_.acknowledged();
    until([&] { return load_.acknowledged() > before + 10; });
    PostgresServer::instance().halt();
    const int refused = load_.refusals();
    until([&] { return load_.refusals() > refused + 5; });
    EXPECT_TRUE(server_->runs());
    PostgresServer::instance().resume();
  }
  const int before = load_.acknowledged();
  until([&] { return load_.acknowledged() > before + 10; });
  load_.stop();
  stop_and_check();
}

TEST_F(PostgresFaults, ConnectionsEndedInTheMiddleOfTransactions) {
  serve();
  load_.start(port_);
  for (int round = 0; round < rounds(); ++round) {
    std::this_thread::sleep_for(milliseconds(chance_.below(60)));
    end_all_connections(office_.store_options());
  }
  load_.stop();
  EXPECT_GT(load_.acknowledged(), 10);
  stop_and_check();
}

TEST_F(PostgresFaults, ACommitWithoutAnswerIsNeitherYesNorNo) {
  const std::string place = office_.directory() + "/proxy";
  const std::string direct = office_.store_options().database;
  const auto host = direct.find("host=") + 5;
  const std::string server_place = direct.substr(host, direct.find('&', host) - host);
  CuttingProxy proxy(place, server_place);
  std::string address = direct;
  address.replace(host, server_place.size(), place);
  serve(address);
  int told_unknown = 0;
  for (int i = 0; i < rounds(); ++i) {
    const auto cut =
        chance_.below(2) == 0 ? CuttingProxy::Cut::before_commit : CuttingProxy::Cut::after_commit;
    const std::string key = office_.new_key();
    const auto filing = office_.request(office_.clerk, "POST", "/api/dossiers", key,
                                        office_.filing(fmt::format("Khai sinh số {}", i)));
    proxy.cut_next(cut);
    const Answer first = ask(port_, filing);
    ASSERT_TRUE(proxy.has_cut());
    if (first.status == 201) continue;  // a job in the background met the cut
    ASSERT_EQ(first.status, 503) << first.body;
    EXPECT_NE(first.body.find("http.outcome_unknown"), std::string::npos) << first.body;
    ++told_unknown;
    const Answer second = ask(port_, filing), third = ask(port_, filing);
    ASSERT_EQ(second.status, 201) << second.body;
    EXPECT_EQ(second.body, third.body);
  }
  EXPECT_GT(told_unknown, rounds() / 2);
  EXPECT_EQ(office_.verified().at("dossiers").as_int64(), rounds()) << "each was filed exactly once";
}

TEST_F(PostgresFaults, CommitsAreCutUnderLoad) {
  const std::string place = office_.directory() + "/proxy";
  const std::string direct = office_.store_options().database;
  const auto host = direct.find("host=") + 5;
  const std::string server_place = direct.substr(host, direct.find('&', host) - host);
  CuttingProxy proxy(place, server_place);
  std::string address = direct;
  address.replace(host, server_place.size(), place);
  serve(address);
  load_.start(port_);
  for (int i = 0; i < rounds(); ++i) {
    proxy.cut_next(chance_.below(2) == 0 ? CuttingProxy::Cut::before_commit : CuttingProxy::Cut::after_commit,
                   static_cast<int>(chance_.below(8)));
    until([&] { return proxy.has_cut(); });
  }
  load_.stop();
  EXPECT_GT(load_.unknown_outcomes(), 0);
  stop_and_check();
}

// Between two statements of one command: it runs again on another connection, and is stored once.
TEST(PostgresFault, AConnectionEndedBetweenTwoStatementsOfACommand) {
  namespace contract = store::contract;
  store::TestStore store(postgres, contract::migrations);
  for (int i = 0; i < 10; ++i) {
    int runs = 0;
    store->write([&](store::Writer& writer) {
      writer.execute(contract::add_id, {2 * i});
      if (runs++ == 0) end_all_connections(store.options());
      writer.execute(contract::add_id, {2 * i + 1});
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(store->read([](store::Reader& r) { return r.one(contract::count)->integer(0); }), 2 * i + 2);
  }
}

}  // namespace
}  // namespace motcua::app
