#include "organisation/unit_search.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "base/text.h"

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

TEST(UnitSearch, FollowsTheCases) {
  const Table table = cases("unit_search_cases.tsv");
  ASSERT_GT(table.rows.size(), 30u);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto matches = search_units(province(), table.at(i, "query"), 20);
    EXPECT_EQ(codes(matches), table.at(i, "units_in_order")) << table.at(i, "query");
    EXPECT_EQ(first_note(matches), table.at(i, "note_of_first")) << table.at(i, "query");
  }
}

TEST(UnitSearch, FindsEveryUnitByItsNames) {
  for (const Unit& unit : province().all()) {
    if (unit.kind != UnitKind::commune && unit.kind != UnitKind::ward && unit.kind != UnitKind::township)
      continue;
    for (const std::string& query : {unit.short_name, unit.name.vi, search_key(unit.short_name)}) {
      const auto matches = search_units(province(), query, 10);
      const bool found = std::any_of(matches.begin(), matches.end(), [&](const UnitMatch& match) {
        return match.today == &province().successor_of(unit);
      });
      EXPECT_TRUE(found) << query << " " << unit.name.vi;
    }
  }
}

TEST(UnitSearch, KeepsToTheLimit) { EXPECT_EQ(search_units(province(), "mường", 3).size(), 3u); }

}  // namespace
}  // namespace motcua::organisation
