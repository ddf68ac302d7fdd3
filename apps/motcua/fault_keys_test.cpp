// The installation's key: who may read it, and how it is changed under an office at work, killed in the
// middle.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "motcua/data_directory.h"
#include "motcua/parts.h"
#include "motcua/testing/office.h"
#include "store/testing/temporary_directory.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class RotateKeys : public testing::TestWithParam<store::EngineParam> {
 protected:
  void file(int count) {
    const auto server = office_.serve();
    const int port = server->port();
    ASSERT_NE(port, 0) << server->output();
    for (int i = 0; i < count; ++i) {
      const auto answer = ask(port, office_.request(office_.clerk, "POST", "/api/dossiers", office_.new_key(),
                                                    office_.filing("việc " + std::to_string(i))));
      ASSERT_EQ(answer.status, 201) << answer.body;
    }
    server->signal(SIGTERM);
    server->wait();
  }
  std::size_t found_by_name() {
    const auto server = office_.serve();
    const auto answer = ask(
        server->port(), office_.request(office_.clerk, "POST", "/api/search", "", R"({"q":"lo thi mau"})"));
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto found = json::parse(answer.body).at("items").as_array().size();
    server->signal(SIGTERM);
    server->wait();
    return found;
  }

  Office office_{Office::on(GetParam())};
};

TEST_P(RotateKeys, KilledAtAnyPointItGoesOnAndEverythingIsStillFound) {
  file(250);
  const DataDirectory directory(office_.data());
  const std::string old = file_content(directory.key_file());
  for (int i = 0; i < 6; ++i) {
    Process process({"keys", "rotate", "--data", office_.data()}, office_.directory() + "/rotate.txt");
    while (process.runs() && !fs::exists(directory.next_key_file())) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(i * 3ms);
    process.signal(SIGKILL);
    process.wait();
    if (fs::exists(directory.next_key_file())) {
      EXPECT_NE(office_.run({"verify"}), 0) << "nothing else uses it meanwhile";
    }
  }
  std::string said;
  EXPECT_EQ(office_.run({"keys", "rotate"}, &said), 0) << said;
  EXPECT_FALSE(fs::exists(directory.next_key_file()));
  EXPECT_NE(file_content(directory.key_file()), old);
  office_.verified();
  EXPECT_GT(found_by_name(), 0U);
}

TEST_P(RotateKeys, BesideAServerItIsRefused) {
  const auto server = office_.serve();
  ASSERT_NE(server->port(), 0) << server->output();
  const std::string key = file_content(DataDirectory(office_.data()).key_file());
  std::string said;
  EXPECT_EQ(office_.run({"keys", "rotate"}, &said), 1) << said;
  EXPECT_EQ(file_content(DataDirectory(office_.data()).key_file()), key);
  EXPECT_FALSE(fs::exists(DataDirectory(office_.data()).next_key_file()));
}

INSTANTIATE_TEST_SUITE_P(Engines, RotateKeys, testing::ValuesIn(store::engines()), store::engine_name);

TEST(InstallationKey, IsRefusedWhenOthersMayReadIt) {
  SystemRandom random;
  const store::TemporaryDirectory made("motcua-key");
  const DataDirectory directory(made.path() + "/data");
  directory.create(random);
  struct stat facts {};
  ASSERT_EQ(::stat(directory.key_file().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 07777U, 0600U);
  EXPECT_NO_THROW(directory.key());
  for (const mode_t rights : {0640U, 0604U, 0660U}) {
    ASSERT_EQ(::chmod(directory.key_file().c_str(), rights), 0);
    try {
      directory.key();
      ADD_FAILURE() << "was taken";
    } catch (const std::runtime_error& refused) {
      EXPECT_NE(std::string(refused.what()).find("chmod 600"), std::string::npos) << refused.what();
    }
  }
}

}  // namespace
}  // namespace motcua::app
