#include "intake/form_version.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "intake/forms.h"

namespace motcua::intake {
namespace {

TEST(FormVersion, HoldsOnTheDaysOfTheCaseTable) {
  const Table table = read_tsv_file("src/intake/form_version_cases.tsv");
  ASSERT_GE(table.rows.size(), 8U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& found =
        version_on(shipped_form_versions(), table.at(i, "form"), *parse_date(table.at(i, "day")));
    EXPECT_EQ(found.number, table.at(i, "number")) << i;
    EXPECT_EQ(act_in_corner(found), table.at(i, "act")) << i;
  }
}

TEST(FormVersion, EveryFormHasOne) {
  for (const Form form : all_forms())
    EXPECT_FALSE(version_on(shipped_form_versions(), name_of(form), *parse_date("2026-11-20")).title.empty());
}

TEST(FormVersion, ATableThatCannotBeMeantIsRefused) {
  const std::string head = "form\tfrom\tnumber\tact\ttitle\tsource\n";
  EXPECT_THROW(read_form_versions(head + "stop\t2025-01-01\t05\tX\tY\thearsay\n"), std::runtime_error);
  EXPECT_THROW(read_form_versions(head + "stop\t2025-13-01\t05\tX\tY\thandbook\n"), std::runtime_error);
  EXPECT_THROW(read_form_versions(
                   head + "stop\t2025-02-01\t05\tX\tY\thandbook\nstop\t2025-01-01\t05\tX\tY\thandbook\n"),
               std::runtime_error);
}

}  // namespace
}  // namespace motcua::intake
