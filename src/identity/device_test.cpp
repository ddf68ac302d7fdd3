#include "identity/device.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::identity {
namespace {

TEST(Device, IsCalledAsTheTableSays) {
  const Table cases = read_tsv_file("src/identity/device_cases.tsv");
  for (std::size_t row = 0; row < cases.rows.size(); ++row) {
    EXPECT_EQ(device_of(cases.at(row, "user_agent")), cases.at(row, "device")) << cases.at(row, "user_agent");
  }
}

}  // namespace
}  // namespace motcua::identity
