#include "intake/signature.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::intake {
namespace {

Signatory signatory(const std::string& title, const std::string& heads) {
  return {title, heads != "-", heads == "office"};
}

TEST(Signature, SaysInWhatCapacityAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/intake/signature_cases.tsv");
  ASSERT_GE(table.rows.size(), 15U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& covered = table.at(i, "covered");
    std::string said;
    for (const auto& line : capacity(
             signatory(table.at(i, "signer"), table.at(i, "heads")),
             covered.empty() ? std::nullopt : std::optional(signatory(covered, table.at(i, "covered_heads"))),
             table.at(i, "agency_head"))) {
      said += (said.empty() ? "" : " / ") + line;
    }
    EXPECT_EQ(said, table.at(i, "lines")) << table.at(i, "signer") << ": " << table.at(i, "note");
  }
}

}  // namespace
}  // namespace motcua::intake
