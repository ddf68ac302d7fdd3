// Making an installation breaks off: what is left says so, and nobody works with it.
#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>
#include <thread>

#include "motcua/data_directory.h"
#include "motcua/testing/kept.h"
#include "motcua/testing/process.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class InitTest : public testing::Test {
 protected:
  InitTest() : data_(office_.directory() + "/made") {}
  std::string refused(std::vector<std::string> command) {
    command.insert(command.end(), {"--data", data_});
    std::string output;
    EXPECT_EQ(office_.command(command, &output), 1) << command.front();
    return output;
  }

  const KeptOffice office_{OfficeOptions{}};
  const std::string data_;
};

TEST_F(InitTest, AKilledOneIsNoInstallationAndSaysWhatToDo) {
  {
    Process init({"init", "--data", data_, "--demo", "dienbien"}, office_.directory() + "/init.log");
    while (!fs::exists(DataDirectory(data_).key_file()) && init.runs())
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    init.signal(SIGKILL);
    ASSERT_EQ(init.wait(), 128 + SIGKILL) << init.output();
  }
  for (const auto* command : {"init", "serve", "verify", "migrate"})
    EXPECT_THAT(refused({command}), HasSubstr("remove " + data_)) << command;
  fs::remove_all(data_);
  std::string output;
  EXPECT_EQ(office_.command({"init", "--data", data_}, &output), 0) << output;
  EXPECT_EQ(office_.command({"verify", "--data", data_}, &output), 0) << output;
  EXPECT_FALSE(fs::exists(DataDirectory(data_).init_mark()));
}

TEST_F(InitTest, AnUnknownDemoIsNamedWithThoseThatAre) {
  std::string output;
  EXPECT_EQ(office_.command({"init", "--data", data_, "--demo", "hanoi"}, &output), 2);
  EXPECT_THAT(output, HasSubstr("dienbien, small"));
  EXPECT_FALSE(fs::exists(data_));
}

}  // namespace
}  // namespace motcua::app
