#include "motcua/erasure_register.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "motcua/testing/process.h"
#include "store/testing/temporary_directory.h"

namespace motcua::app {
namespace {

class ErasureRegisterTest : public testing::Test {
 protected:
  dossier::Erasure erasure(const std::string& basis = "Điều 14") {
    return {Uuid::v7(now_, random_), now_, basis};
  }

  store::TemporaryDirectory directory_{"motcua-erasures"};
  const std::string file_ = directory_.path() + "/erasures";
  SeededRandom random_{5};
  const Instant now_ = parse_instant("2026-11-20T09:42:01.250").value();
};

TEST_F(ErasureRegisterTest, KeepsEachOnceAndReadsItAgain) {
  const auto first = erasure(), second = erasure("Luật 91/2025/QH15,\tĐiều 14\nkhoản 2");
  {
    ErasureRegister written(file_);
    written.add({first});
    written.add({first, second});
  }
  ErasureRegister(file_).add({second});
  const auto read = read_erasures(file_);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0], first);
  EXPECT_EQ(read[1].dossier, second.dossier);
  EXPECT_EQ(read[1].basis, "Luật 91/2025/QH15, Điều 14 khoản 2") << "one line each";
  EXPECT_EQ(std::filesystem::status(file_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(ErasureRegisterTest, ALineThatWasCutOffCountsForNothingAndIsOverwritten) {
  const auto first = erasure(), second = erasure();
  ErasureRegister(file_).add({first});
  std::ofstream(file_, std::ios::app) << "2026-11-20T09:42\t01a2";
  EXPECT_EQ(read_erasures(file_).size(), 1U);
  ErasureRegister(file_).add({second});
  EXPECT_EQ(read_erasures(file_), (std::vector<dossier::Erasure>{first, second}));
}

TEST_F(ErasureRegisterTest, AnotherLineThatIsNoneIsNamed) {
  std::ofstream(file_) << "nonsense\n" << erasure_line(erasure());
  try {
    read_erasures(file_);
    FAIL();
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("line 1 of"));
  }
}

TEST_F(ErasureRegisterTest, NoFileIsAnEmptyList) { EXPECT_TRUE(read_erasures(file_).empty()); }

}  // namespace
}  // namespace motcua::app
