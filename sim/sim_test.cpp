// The simulation itself: it repeats exactly, it fails when something is wrong, and its disk forgets as it
// should.
#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/table.h"
#include "broken.h"
#include "world.h"

namespace motcua::sim {
namespace {

namespace fs = std::filesystem;

#if defined(__SANITIZE_THREAD__)
constexpr int seeds_in_the_tests = 2;  // one thread: nothing to be found
#elif defined(__SANITIZE_ADDRESS__)
constexpr int seeds_in_the_tests = 8;
#else
constexpr int seeds_in_the_tests = 50;
#endif

const Template& shared_template() {
  static const Template from((fs::temp_directory_path() / fmt::format("motcua-sim-{}", ::getpid())).string(),
                             1);
  return from;
}

std::string digest_of(std::uint64_t seed, std::uint64_t until) {
  World world({.seed = seed, .days = 10, .until = until}, shared_template());
  world.run();
  return world.digest();
}

TEST(Sim, OneSeedIsOneHistory) {
  const std::string first = digest_of(7, 200);
  EXPECT_EQ(digest_of(7, 200), first);
  EXPECT_NE(digest_of(8, 200), first);
}

TEST(Sim, AMonthInOneCommuneHoldsForEverySeed) {
  const auto program = fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "motcua_sim";
  const auto command = fmt::format("{} --seeds {}", program.string(), seeds_in_the_tests);
  EXPECT_EQ(std::system(command.c_str()), 0);
}

class PlantedFault : public testing::TestWithParam<std::pair<std::string, std::string>> {};

std::vector<std::pair<std::string, std::string>> planted_faults() {
  const Table table = read_tsv_file("sim/faults/faults.tsv");
  std::vector<std::pair<std::string, std::string>> faults;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    faults.emplace_back(table.at(i, "fault"), table.at(i, "invariant"));
  return faults;
}

// A life need not come upon every fault: each new act deals the luck anew. A few lives must.
TEST_P(PlantedFault, IsNamed) {
  for (std::uint64_t seed = 11; seed < 17; ++seed) {
    World world({.seed = seed, .plant = GetParam().first}, shared_template());
    try {
      world.run();
    } catch (const Broken& broken) {
      EXPECT_EQ(broken.invariant(), GetParam().second) << broken.what();
      return;
    }
  }
  FAIL() << "nothing was found";
}

INSTANTIATE_TEST_SUITE_P(Sim, PlantedFault, testing::ValuesIn(planted_faults()),
                         [](const auto& info) { return info.param.first; });

TEST(CrashDisk, KeepsWhatWasSyncedAndTearsTheRest) {
  SeededRandom random(3);
  DiskFate fate;
  CrashDisk disk(fate, random);
  const auto file = disk.open("a", true);
  disk.write(*file, 0, std::string(8192, 'a'));
  disk.sync(*file);
  disk.write(*file, 4096, std::string(8192, 'b'));
  disk.cut_power();
  EXPECT_EQ(file->now.substr(0, 4096), std::string(4096, 'a'));
  EXPECT_NE(file->now.find('b'), std::string::npos);
  EXPECT_NE(file->now.find('a', 4096), std::string::npos);
}

TEST(CrashDisk, DoesNothingAfterItsLastOperation) {
  SeededRandom random(3);
  DiskFate fate;
  CrashDisk disk(fate, random);
  const auto file = disk.open("a", true);
  fate.die_after(1);
  EXPECT_EQ(disk.write(*file, 0, "a"), CrashDisk::Outcome::done);
  EXPECT_EQ(disk.write(*file, 0, "b"), CrashDisk::Outcome::failed);
  EXPECT_EQ(disk.write(*file, 0, "c"), CrashDisk::Outcome::failed);
  EXPECT_EQ(disk.sync(*file), CrashDisk::Outcome::failed);
  EXPECT_TRUE(fate.dead());
  EXPECT_NE(file->now, "c");
}

}  // namespace
}  // namespace motcua::sim
