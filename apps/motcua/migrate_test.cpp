// An installation moves from SQLite to PostgreSQL, whatever breaks on the way.
#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "all_sql.h"
#include "motcua/parts.h"
#include "motcua/testing/kept.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const store::EngineParam postgres{store::Engine::postgres, "postgres"};

class MigrateTest : public testing::Test {
 protected:
  std::string migrate(const Elsewhere& there, int expected) {
    std::string output;
    EXPECT_EQ(office_.run({"migrate", "--to", there.database}, &output), expected) << output;
    return output;
  }

  Chance chance_;
  KeptOffice office_{OfficeOptions{}};
};

TEST_F(MigrateTest, EveryRowAndHashArrivesAndIsServedFromThere) {
  Load load(office_, chance_, {4, 20'000});
  office_.work(load, 150);
  const auto before = everything(office_.store_options());
  const std::string file = office_.data() + "/motcua.sqlite";
  const std::string content = file_content(file);
  const Elsewhere there(postgres, office_.directory());
  EXPECT_THAT(migrate(there, 0), HasSubstr("is in PostgreSQL now"));
  EXPECT_EQ(everything(there.options()), before);
  EXPECT_EQ(everything(office_.store_options()), before) << "the source is as it was";
  EXPECT_EQ(file_content(file), content);

  // Served without a word about the database, with the sessions of before, and the numbers go on.
  EXPECT_EQ(DataDirectory(office_.data()).database(), there.database);
  const auto server = office_.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  const auto filed = ask(
      port, office_.request(office_.clerk, "POST", "/api/dossiers", office_.new_key(), office_.filing("x")));
  EXPECT_EQ(filed.status, 201) << filed.body;
  server->signal(SIGTERM);
  server->wait();
  EXPECT_EQ(office_.verified().at("dossiers").as_int64(), before.at("dossier_dossier").rows() + 1);
  EXPECT_THAT(migrate(there, 1), HasSubstr("lies in PostgreSQL already"));
}

TEST_F(MigrateTest, EveryTableMoves) {
  office_.use_everything();
  const auto before = everything(office_.store_options());
  EXPECT_THAT(empty_tables(before), testing::IsEmpty()) << "use_everything() has to put something there";
  const Elsewhere there(postgres, office_.directory());
  migrate(there, 0);
  EXPECT_EQ(everything(there.options()), before);
  office_.verified();
  const std::string open = office_.directory() + "/open";
  std::string said;
  EXPECT_EQ(office_.run({"publish", "--out", open}, &said), 0) << said;
  EXPECT_EQ(office_.run({"verify", "--published", open}, &said), 0) << said;
}

TEST_F(MigrateTest, KilledAnywhereItIsRunAgain) {
  Load load(office_, chance_, {4, 20'000});
  office_.work(load, 150);
  const auto before = everything(office_.store_options());
  const Elsewhere there(postgres, office_.directory());
  int killed = 0;
  for (int round = 0; round < std::max(3, rounds() / 4); ++round) {
    Process process({"migrate", "--data", office_.data(), "--to", there.database},
                    office_.directory() + "/killed.log");
    std::this_thread::sleep_for(std::chrono::milliseconds(10 + chance_.below(150)));
    process.signal(SIGKILL);
    if (process.wait() == 0) break;
    ++killed;
    if (DataDirectory(office_.data()).database().empty()) {
      EXPECT_EQ(everything(office_.store_options()), before) << "the source is usable";
    }
  }
  RecordProperty("killed", killed);
  if (DataDirectory(office_.data()).database().empty()) migrate(there, 0);
  EXPECT_EQ(everything(there.options()), before);
  office_.verified();
}

TEST_F(MigrateTest, ADemonstrationMovesToo) {
  const std::string data = office_.directory() + "/demo";
  std::string output;
  ASSERT_EQ(office_.command({"init", "--data", data, "--demo", "small"}, &output), 0) << output;
  const auto before = everything({.data_directory = data, .read_only = true});
  const Elsewhere there(postgres, office_.directory());
  ASSERT_EQ(office_.command({"migrate", "--data", data, "--to", there.database}, &output), 0) << output;
  EXPECT_EQ(everything(there.options()), before);
  EXPECT_GT(before.at("dossier_event").rows(), 3000);
}

TEST_F(MigrateTest, AnotherInstallationIsNeverTouchedNorOneThatRuns) {
  const KeptOffice other(Office::on(postgres));
  Elsewhere there(postgres, office_.directory());
  there.database = other.store_options().database;
  const auto before = everything(there.options());
  EXPECT_THAT(migrate(there, 1), HasSubstr("Nothing was changed"));
  EXPECT_EQ(everything(there.options()), before);
  const auto server = office_.serve();
  ASSERT_NE(server->port(), 0);
  EXPECT_THAT(migrate(Elsewhere(postgres, office_.directory()), 1), HasSubstr("Stop that one first"));
  std::string output;
  EXPECT_EQ(office_.run({"migrate", "--to", "mysql://x"}, &output), 2) << output;
  EXPECT_EQ(office_.run({"migrate"}, &output), 1) << "the schema neither: " << output;
}

TEST_F(MigrateTest, ACopyThatIsBegunIsServedByNobody) {
  const Elsewhere there(postgres, office_.directory());
  {
    store::Options wanted;
    wanted.database = there.database;
    const auto store = store::open(wanted);
    store::begin_copy(*store, all_migrations());
  }
  std::string output;
  EXPECT_EQ(office_.run({"serve", "--listen", "127.0.0.1:0", "--database", there.database}, &output), 1);
  EXPECT_THAT(output, HasSubstr("unfinished copy"));
  EXPECT_THAT(migrate(there, 0), HasSubstr("beginning anew"));
}

}  // namespace
}  // namespace motcua::app
