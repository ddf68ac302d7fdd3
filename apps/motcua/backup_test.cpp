// Backups beside a working office, broken off, on a full disk, and of what they keep.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "motcua/parts.h"
#include "motcua/testing/kept.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class BackupTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  json::object back_up(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"backup", office_.backup(), "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::string output;
    EXPECT_EQ(office_.run(arguments, &output), 0) << output;
    return json::parse(output).as_object();
  }
  void expect_restorable(const std::string& at = {}) {
    const Elsewhere there({store::Engine::sqlite, "sqlite"}, office_.directory());
    auto arguments = there.with({"restore", office_.backup()});
    if (!at.empty()) arguments.insert(arguments.end(), {"--at", at});
    std::string output;
    EXPECT_EQ(office_.command(arguments, &output), 0) << output;
  }

  Chance chance_;
  KeptOffice office_{Office::on(GetParam())};
};

TEST_P(BackupTest, BesideAWorkingServerEachSnapshotIsWholeAndOnlyNewFilesAreCopied) {
  Load load(office_, chance_, {4, 20'000});
  const auto server = office_.serve();
  const int port = server->port();
  ASSERT_NE(port, 0) << server->output();
  load.start(port);
  std::vector<json::object> made;
  for (int i = 0; i < 4; ++i) {
    for (int wait = 0; wait < 3000 && load.acknowledged() < 60 * (i + 1); ++wait)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    made.push_back(back_up());
  }
  load.stop();
  load.settle(port);
  server->signal(SIGTERM);
  server->wait();
  ASSERT_EQ(office_.snapshots().size(), 4U);
  for (std::size_t i = 1; i < made.size(); ++i) {
    EXPECT_GT(made[i].at("events").as_int64(), made[i - 1].at("events").as_int64());
    EXPECT_EQ(made[i].at("files_copied").as_int64(),
              made[i].at("files").as_int64() - made[i - 1].at("files").as_int64());
  }
  EXPECT_EQ(back_up().at("files_copied").as_int64() + made.back().at("files").as_int64(),
            office_.verified().at("files").as_int64());
  for (const auto& snapshot : office_.snapshots()) expect_restorable(snapshot);
  load.check();
}

TEST_P(BackupTest, BrokenOffAnywhereItLeavesTheEarlierOne) {
  Load load(office_, chance_, {4, 20'000});
  office_.work(load, 60);
  const std::string first(back_up().at("snapshot").as_string());
  int broken = 0;
  for (int round = 0; round < rounds(); ++round) {
    if (round % 5 == 0) office_.work(load, 10);  // so that there is something to copy
    const std::size_t before = office_.snapshots().size();
    Process process({"backup", office_.backup(), "--data", office_.data()},
                    office_.directory() + "/killed.log");
    std::this_thread::sleep_for(std::chrono::microseconds(chance_.below(60'000)));
    process.signal(SIGKILL);
    process.wait();
    broken += office_.snapshots().size() == before ? 1 : 0;
    for (const auto& name : office_.snapshots())
      EXPECT_NO_THROW(
          require_whole(fs::path(office_.backup()) / "snapshots" / name,
                        read_manifest(office_.backup() + "/snapshots/" + name + "/manifest.json")));
  }
  EXPECT_GT(broken, 0);
  const std::string last(back_up().at("snapshot").as_string());
  EXPECT_TRUE(incomplete_in(office_.backup()).empty()) << "the next one clears away what was left";
  expect_restorable(first);
  expect_restorable(last);
}

TEST_P(BackupTest, AFullDiskSaysSoAndLeavesTheEarlierOne) {
  Load load(office_, chance_, {4, 20'000});
  office_.work(load, 80);
  const auto server = office_.serve();  // its shared memory is there already
  ASSERT_NE(server->port(), 0);
  back_up();
  std::string output;
  for (const rlim_t most : {0, 100, 5'000, 40'000}) {
    const auto small_disk = [most] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{most, most};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    // What it says goes to a pipe's place on that disk too; only the exit code is sure to come through.
    EXPECT_EQ(office_.command({"backup", office_.backup(), "--data", office_.data()}, &output, small_disk), 1)
        << most;
    EXPECT_EQ(office_.snapshots().size(), 1U);
    EXPECT_TRUE(incomplete_in(office_.backup()).empty()) << "room for others again";
  }
  EXPECT_THAT(output, HasSubstr("Free some space"));
  back_up();
  expect_restorable();
}

TEST_P(BackupTest, KeepsAsManyAsItIsToldAndTheFilesTheyName) {
  const auto files = [&] {
    int count = 0;
    for (const auto& each : fs::recursive_directory_iterator(office_.backup() + "/files"))
      count += each.is_regular_file() ? 1 : 0;
    return count;
  };
  office_.withdrawn();
  for (int i = 0; i < 3; ++i) back_up();
  EXPECT_EQ(files(), 1);
  std::ofstream(office_.backup() + "/files/nobody-names-it") << "x";
  const auto made = back_up({"--keep", "2"});
  EXPECT_EQ(made.at("snapshots_dropped").as_int64(), 2);
  EXPECT_EQ(office_.snapshots().size(), 2U);
  EXPECT_EQ(office_.snapshots().back(), made.at("snapshot").as_string());
  EXPECT_EQ(files(), 1);
  expect_restorable();
}

TEST_P(BackupTest, NobodyElseMayLookAndTheKeysCanBeLeftOut) {
  office_.withdrawn();
  back_up();
  for (const auto& each : fs::recursive_directory_iterator(office_.backup())) {
    const auto others = fs::perms::group_all | fs::perms::others_all;
    EXPECT_EQ(each.status().permissions() & others, fs::perms::none) << each.path();
  }
  back_up({"--without-keys"});
  EXPECT_FALSE(fs::exists(fs::path(office_.backup()) / "snapshots" / office_.snapshots().back() / "keys"));
  const Elsewhere there({store::Engine::sqlite, "sqlite"}, office_.directory());
  std::string output;
  auto arguments = there.with({"restore", office_.backup()});
  EXPECT_EQ(office_.command(arguments, &output), 1);
  EXPECT_THAT(output, HasSubstr("--key"));
  arguments.insert(arguments.end(), {"--key", DataDirectory(office_.data()).key_file()});
  EXPECT_EQ(office_.command(arguments, &output), 0) << output;
}

TEST_P(BackupTest, AFileThatIsMissingIsNamedAndTheRestIsKept) {
  office_.withdrawn();
  office_.withdrawn();
  for (const auto& each : fs::recursive_directory_iterator(DataDirectory(office_.data()).blobs())) {
    if (each.is_regular_file()) {
      fs::remove(each.path());
      break;
    }
  }
  std::string output;
  EXPECT_EQ(office_.run({"backup", office_.backup(), "--json"}, &output), 1);
  EXPECT_EQ(json::parse(output).at("missing").as_array().size(), 1U);
  EXPECT_EQ(json::parse(output).at("files_copied").as_int64(), 1);
  EXPECT_EQ(office_.snapshots().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, BackupTest, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::app
