#include "organisation/address.h"

#include <gtest/gtest.h>

#include "base/table.h"

namespace motcua::organisation {
namespace {

const Organisation& province() {
  static const Organisation organisation = load_organisation("organisation/dienbien");
  return organisation;
}

Table cases(const std::string& file) { return read_tsv_file("src/organisation/" + file); }

std::string codes(const std::vector<UnitMatch>& matches) {
  std::string list;
  for (const auto& match : matches) list += (list.empty() ? "" : " ") + match.today->code;
  return list;
}

std::string first_note(const std::vector<UnitMatch>& matches) {
  return matches.empty() ? "" : matches[0].note.vi;
}

TEST(Address, FollowsTheCases) {
  const Table table = cases("address_cases.tsv");
  ASSERT_GT(table.rows.size(), 20u);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& address = table.at(i, "address");
    const auto match = unit_of_address(province(), address, parse_date(table.at(i, "issued_on")));
    EXPECT_EQ(codes(match.candidates), table.at(i, "units")) << address;
    EXPECT_EQ(first_note(match.candidates), table.at(i, "note_of_first")) << address;
    EXPECT_EQ(match.unit() != nullptr, match.candidates.size() == 1) << address;
  }
}

TEST(Address, EveryFormerUnitWithItsDistrictHasOneAnswer) {
  for (const Unit& unit : province().all()) {
    if (!unit.former()) continue;
    const std::string address = "Bản 1, " + unit.name.vi + ", " + unit.district + ", Tỉnh Điện Biên";
    const auto match = unit_of_address(province(), address, parse_date("2022-01-01"));
    ASSERT_NE(match.unit(), nullptr) << address;
    EXPECT_EQ(match.unit()->code, unit.successor) << address;
    EXPECT_EQ(match.candidates.front().matched, &unit) << address;
  }
}

}  // namespace
}  // namespace motcua::organisation
