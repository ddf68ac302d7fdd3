#include "catalogue/configuration.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace motcua::catalogue {
namespace {

LocalDate today() { return parse_date("2026-11-22").value(); }

ProcedureVersion version(const std::string& code, std::vector<NeedsPerson> facts) {
  ProcedureVersion version;
  version.code = code;
  version.number = 1;
  version.valid_from = today();
  version.name = {"Mẫu " + code, ""};
  version.needs_person = std::move(facts);
  return version;
}

TEST(Configuration, AnEmptyCatalogueIsNotComplete) {
  const ConfigurationReport report = configuration_report(Catalogue(), today(), Language::vi);
  EXPECT_EQ(report.procedures, 0);
  EXPECT_EQ(report.percent, 0);
  EXPECT_EQ(report.parts.size(), all_parts.size());
}

TEST(Configuration, FactsWaitingForTheSameReasonAreCountedTogether) {
  const Catalogue catalogue({version("9.000001", {{"/channels/0/limit", "1", "limit_without_unit"},
                                                  {"/channels/0/fees", "", "fee_missing"},
                                                  {"/channels/1/limit", "5", "limit_without_unit"}})});
  const auto report = configuration_report(catalogue, today(), Language::vi);
  ASSERT_EQ(report.rows.size(), 1u);
  const auto& waiting = report.rows[0].waiting;
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].why, "limit_without_unit");
  EXPECT_EQ(waiting[0].facts, 2);
  EXPECT_EQ(waiting[0].said, "1");
  EXPECT_EQ(waiting[1].facts, 1);
}

TEST(Configuration, ALongSourceIsCutBetweenCharacters) {
  std::string regulation;
  for (int i = 0; i < 300; ++i) regulation += "ệ";
  const Catalogue catalogue({version("9.000001", {{"/channels/0/limit", regulation, "limit_unreadable"}})});
  const std::string said =
      configuration_report(catalogue, today(), Language::vi).rows.at(0).waiting.at(0).said;
  EXPECT_TRUE(valid_utf8(said));
  EXPECT_EQ(length_in_characters(said), 161u);
  EXPECT_TRUE(said.ends_with("…"));
}

TEST(Configuration, PagesCoverEveryRowOnce) {
  std::vector<ProcedureVersion> versions;
  for (int i = 0; i < 25; ++i) versions.push_back(version("9.0000" + std::to_string(10 + i), {}));
  const Catalogue catalogue(std::move(versions));
  std::vector<std::string> seen;
  for (std::size_t from = 0; from < 40; from += 10) {
    const auto page = page_of(configuration_report(catalogue, today(), Language::vi), "any", from, 10);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->found, 25);
    for (const auto& row : page->rows) seen.push_back(row.code);
  }
  EXPECT_EQ(seen.size(), 25u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

}  // namespace
}  // namespace motcua::catalogue
