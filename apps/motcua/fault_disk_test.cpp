// The disk is full: of the database, of the files, of PostgreSQL. Whoever does not fit is told so, nothing is
// half done, and once there is room it goes on without a restart.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "motcua/data_directory.h"
#include "motcua/testing/load.h"
#include "motcua/testing/small_disk.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* no_right = "no right to mount a small disk; the limit of file sizes stands in";

class FullDisk : public testing::Test {
 protected:
  FullDisk() { fs::create_directories(root_); }
  ~FullDisk() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  // Loads the server until so many were refused for want of space, or the patience ends.
  static void load_until_refused(Load& load, int port, int refusals) {
    load.start(port);
    for (int i = 0; i < 3000 && load.full_refusals() < refusals; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    load.stop();
    EXPECT_GE(load.full_refusals(), refusals) << load.refusals() << " were refused for another reason";
  }
  static void works_again(Load& load, Process& server, int port) {
    ASSERT_TRUE(server.runs()) << server.output();
    load.settle(port);
    const int before = load.acknowledged();
    load.start(port);
    for (int i = 0; i < 3000 && load.acknowledged() < before + 20; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    load.stop();
    EXPECT_GE(load.acknowledged(), before + 20);
    load.settle(port);
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait(), 0) << server.output();
    load.check();
  }

  Chance chance_;
  SystemRandom random_;
  SystemClock clock_;
  const std::string root_ =
      (fs::temp_directory_path() / ("motcua-disk-" + Uuid::v7(clock_.now(), random_).text())).string();
};

TEST_F(FullDisk, OfTheEmbeddedDatabaseAndItsFiles) {
  if (!SmallDisk::possible()) GTEST_SKIP() << no_right;
  SmallDisk disk(root_ + "/disk", 64);
  Office office({.database = {}, .directory = disk.path()});
  Load load(office, chance_, {.clients = 6, .largest_file = 100'000});
  const auto server = office.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  for (const std::size_t left : {0, 60'000, 300'000}) {
    disk.fill(left);
    load_until_refused(load, port, load.full_refusals() + 8);
    disk.free_all();
    load.settle(port);
  }
  EXPECT_NE(server->output().find("space"), std::string::npos) << "the log says what to do";
  works_again(load, *server, port);
}

TEST_F(FullDisk, OfTheFilesOnly) {
  if (!SmallDisk::possible()) GTEST_SKIP() << no_right;
  Office office({});
  SmallDisk disk(DataDirectory(office.data()).blobs(), 4);
  Load load(office, chance_, {.clients = 4, .largest_file = 60'000});
  const auto server = office.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  disk.fill(10'000);
  load_until_refused(load, port, 8);
  const auto filed = ask(port, office.request(office.clerk, "GET", "/api/work?view=office"));
  EXPECT_EQ(filed.status, 200) << "who needs no file goes on";
  disk.free_all();
  fs::remove(disk.path() + "/filler");
  load.settle(port);
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(), 0);
  load.check();
}

// Needs no right: writes beyond a size fail, as with a quota.
TEST_F(FullDisk, AsAQuotaOnTheRunningProgram) {
  Office office({});
  Load load(office, chance_, {.clients = 6, .largest_file = 100'000});
  const auto server = office.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  for (const rlim_t bytes : {0, 20'000, 60'000}) {
    server->limit(RLIMIT_FSIZE, bytes);
    load_until_refused(load, port, load.full_refusals() + 8);
    server->lift(RLIMIT_FSIZE);
    load.settle(port);
  }
  works_again(load, *server, port);
}

TEST_F(FullDisk, OfPostgres) {
  if (!SmallDisk::possible()) GTEST_SKIP() << no_right;
  SmallDisk disk(root_ + "/disk", 160);
  // The log is kept short, so that tables and not the log meet the end of the disk.
  const std::vector<std::string> short_log{"max_wal_size=48MB", "min_wal_size=32MB"};
  store::PostgresServer postgres(disk.path() + "/postgres", short_log);
  postgres.create_database("office");
  Office office({.database = postgres.url("office"), .directory = {}});
  Load load(office, chance_, {.clients = 6, .largest_file = 40'000});
  const auto server = office.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  disk.fill(16'000);
  load.start(port);
  for (int i = 0; i < 3000 && load.refusals() < 8; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  load.stop();
  EXPECT_GE(load.refusals(), 8);
  disk.free_all();
  postgres.crash_and_restart();  // a log that does not fit ends PostgreSQL itself
  works_again(load, *server, port);
}

}  // namespace
}  // namespace motcua::app
