// The program is killed at random points of filing, advancing, uploading and migrating.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "all_sql.h"
#include "motcua/parts.h"
#include "motcua/testing/load.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class Kill : public testing::TestWithParam<store::EngineParam> {
 protected:
  bool on_postgres() const { return GetParam().engine == store::Engine::postgres; }
  void wait_up_to(std::uint64_t most) { std::this_thread::sleep_for(milliseconds(chance_.below(most))); }

  // What else may go wrong in the round before the program itself is killed.
  void break_the_database(int round) {
    if (!on_postgres()) return;
    static constexpr store::Query end_all{
        "test/end_all", "",
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'motcua' AND "
        "pid <> pg_backend_pid()"};
    if (round % 5 == 3) {
      const auto store = store::open(office_.store_options());
      store->read([](store::Reader& reader) { reader.run(end_all); });
    } else if (round % 5 == 4) {
      store::PostgresServer::instance().crash_and_restart();
    } else {
      return;
    }
    wait_up_to(200);
  }

  Chance chance_;
  Office office_{Office::on(GetParam())};
};

TEST_P(Kill, FilingAdvancingAndUploading) {
  Load load(office_, chance_);
  for (int round = 0; round < rounds(); ++round) {
    const auto server = office_.serve();
    const int port = server->port();
    ASSERT_NE(port, 0) << server->output();
    load.settle(port);
    load.start(port);
    wait_up_to(400);
    break_the_database(round);
    server->signal(SIGKILL);
    server->wait();
    load.join();
    office_.verified();
  }
  const auto server = office_.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  load.settle(port);
  EXPECT_TRUE(fs::is_empty(DataDirectory(office_.data()).blobs() + "/uploads")) << "torn uploads are swept";
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(), 0);
  std::cout << load.acknowledged() << " acts, " << load.batches() << " batches, " << load.opinions()
            << " opinions\n";
  EXPECT_GT(load.acknowledged(), rounds());
  EXPECT_GT(load.batches(), 0);
  EXPECT_GT(load.opinions(), 0);
  load.check();
}

INSTANTIATE_TEST_SUITE_P(Engines, Kill, testing::ValuesIn(store::engines()), store::engine_name);

// Table by table what the schema and the shipped data are.
using Contents = std::map<std::string, std::int64_t>;

class KillMigrating : public testing::TestWithParam<store::EngineParam> {
 protected:
  struct Place {
    std::string directory, database;
    std::vector<std::string> serve() const {
      std::vector<std::string> words{"serve", "--data", directory, "--listen", "127.0.0.1:0"};
      if (!database.empty()) words.insert(words.end(), {"--database", database});
      return words;
    }
  };

  ~KillMigrating() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  // Keys and nothing else: the first start makes the schema.
  Place fresh() {
    Place place{root_ + "/" + std::to_string(++last_), Office::on(GetParam()).database};
    fs::create_directories(place.directory);
    DataDirectory(place.directory).create(random_);
    return place;
  }
  Contents contents(const Place& place) {
    store::Options options{.data_directory = place.directory, .database = place.database};
    options.read_only = true;
    const auto store = store::open(options);
    store::require_current(*store, all_migrations());
    Contents found;
    for (const auto& [table, query] : counts_) {
      found[table] =
          store->read([&query = query](store::Reader& reader) { return reader.one(query)->integer(0); });
    }
    return found;
  }

  static constexpr store::Query migrations_{"test/migrations", "SELECT count(*) FROM store_migration",
                                            "SELECT count(*) FROM store_migration"};
  static constexpr store::Query versions_{"test/versions", "SELECT count(*) FROM catalogue_version",
                                          "SELECT count(*) FROM catalogue_version"};
  const std::map<std::string, store::Query> counts_{{"migrations", migrations_}, {"versions", versions_}};
  Chance chance_;
  SystemRandom random_;
  SystemClock clock_;
  std::string root_ =
      (fs::temp_directory_path() / ("motcua-migrate-" + Uuid::v7(clock_.now(), random_).text())).string();
  int last_ = 0;
};

TEST_P(KillMigrating, LeavesEachMigrationWholeOrNotBegun) {
  const Place untouched = fresh();
  const auto began = std::chrono::steady_clock::now();
  {
    Process server(untouched.serve(), root_ + "/serve.log");
    ASSERT_NE(server.port(), 0) << server.output();
  }
  const auto start_takes =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began).count();
  const Contents expected = contents(untouched);

  Place place = fresh();
  int kills = 0;
  while (kills < rounds()) {
    {
      Process server(place.serve(), root_ + "/serve.log");
      std::this_thread::sleep_for(
          milliseconds(chance_.below(static_cast<std::uint64_t>(std::max<long long>(start_takes, 20)))));
      server.signal(SIGKILL);
      server.wait();
      ++kills;
    }
    if (chance_.below(3) != 0) continue;  // killed again on the way from where it stood
    {
      Process server(place.serve(), root_ + "/serve.log");
      ASSERT_NE(server.port(), 0) << server.output();
      EXPECT_EQ(contents(place), expected);
    }
    Process verify({"verify", "--data", place.directory, "--database", place.database},
                   root_ + "/verify.log");
    EXPECT_EQ(verify.wait(), 0) << verify.output();
    place = fresh();
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, KillMigrating, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
