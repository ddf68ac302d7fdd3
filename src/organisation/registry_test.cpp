#include "organisation/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/message.h"

namespace motcua::organisation {
namespace {

const Organisation& province() {
  static const Organisation organisation = load_organisation();
  return organisation;
}

LocalDate day(std::string_view text) { return *parse_date(text); }

TEST(Organisation, HasTheUnitsOfTheReform) {
  EXPECT_EQ(province().communes().size(), 45u);
  EXPECT_EQ(province().units(UnitKind::ward).size(), 3u);
  EXPECT_EQ(province().units(UnitKind::centre).size(), 46u);
  const auto& all = province().all();
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const Unit& u) { return u.former(); }), 129);
  EXPECT_EQ(province().communes().front()->short_name, "Búng Lao");
  EXPECT_EQ(province().communes().back()->short_name, "Xa Dung");
}

TEST(Organisation, NamesAUnitInBothLanguages) {
  const Unit& unit = province().at("03313");
  EXPECT_EQ(unit.name, (LanguageMap{"Xã Mường Lạn", "Mường Lạn Commune"}));
  EXPECT_EQ(unit.in_sentence.vi, "xã Mường Lạn");
  EXPECT_EQ(province().at("03313.HCC").name.vi, "Trung tâm Phục vụ hành chính công xã Mường Lạn");
  EXPECT_EQ(province().at("03127.KT").name.vi, "Phòng Kinh tế, Hạ tầng và Đô thị phường Điện Biên Phủ");
  EXPECT_EQ(unit.population, 10901);
  EXPECT_DOUBLE_EQ(*unit.area_km2, 264.89);
}

TEST(Organisation, ACodeMeansWhatItMeantOnThatDay) {
  EXPECT_EQ(province().unit_on("03328", day("2025-06-30"))->short_name, "Thanh Luông");
  EXPECT_EQ(province().unit_on("03328", day("2025-07-01"))->short_name, "Thanh Nưa");
  EXPECT_EQ(province().unit_on("03302", day("2025-06-30"))->short_name, "Xuân Lao");
  EXPECT_EQ(province().unit_on("03302", day("2025-07-01")), nullptr);
  EXPECT_EQ(province().find("03302"), nullptr);
  EXPECT_EQ(province().successor_of(*province().unit_on("03302", day("2020-01-01"))).code, "03313");
}

TEST(Organisation, KnowsWhatIsInsideACommune) {
  EXPECT_EQ(province().centre_of("03313")->code, "03313.HCC");
  EXPECT_EQ(province().police_of("03313")->code, "03313.CA");
  EXPECT_EQ(province().offices_of("03313").size(), 5u);
  EXPECT_EQ(province().predecessors_of("03313").size(), 3u);
  EXPECT_TRUE(province().within("03313.HCC", "03313"));
  EXPECT_TRUE(province().within("03313.HCC", "11"));
  EXPECT_FALSE(province().within("03313", "03313.HCC"));
  EXPECT_FALSE(province().within("03301", "03313"));
  EXPECT_FALSE(province().within("99999", "11"));
}

TEST(Organisation, SeriesAndHoursAreInherited) {
  EXPECT_EQ(province().dossier_prefix_of("03313.HCC"), "H18.036");
  EXPECT_EQ(province().series_of("03313.VHXH"), "036");
  EXPECT_EQ(province().unit_of_series("036")->code, "03313");
  EXPECT_EQ(province().unit_of_series("999"), nullptr);
  EXPECT_EQ(province().agency_of("03313.HCC").code, "03313");
  EXPECT_EQ(province().agency_of("03313.CA").code, "03313");
  EXPECT_EQ(province().agency_of("11.VP.HCC").code, "11.VP");
  EXPECT_EQ(province().agency_of("11").code, "11");
  EXPECT_EQ(province().hours_of("03313.HCC"), "default");
  std::set<std::string> series;
  for (const Unit* unit : province().communes())
    EXPECT_TRUE(series.insert(province().series_of(unit->code)).second);
}

TEST(Organisation, TellsEveryFaultOfTheDataAtOnce) {
  const auto unit = [](std::string code, std::string parent) {
    Unit u;
    u.code = std::move(code);
    u.kind = parent.empty() ? UnitKind::province : UnitKind::commune;
    u.parent = std::move(parent);
    u.name = {u.code, u.code};
    u.valid_from = day("2025-07-01");
    return u;
  };
  auto twin = unit("2", "1"), lost = unit("3", "9"), reversed = unit("4", "1"), orphan = unit("5", "1");
  auto odd_series = unit("6", "1"), same_series = unit("7", "1"), first = unit("2", "1"),
       circle = unit("8", "8");
  reversed.valid_to = day("2025-01-01");
  reversed.successor = "2";
  orphan.valid_to = day("2026-01-01");
  orphan.successor = "nowhere";
  odd_series.series = "12";
  first.series = same_series.series = "001";
  const auto result = assemble({"1", "X1", {}, {}, {}}, {unit("1", ""), first, twin, lost, reversed, orphan,
                                                         odd_series, same_series, circle});
  ASSERT_FALSE(result.has_value());
  std::vector<std::string> codes;
  for (const Problem& problem : result.error()) {
    codes.push_back(problem.code);
    EXPECT_FALSE(problem_message(Language::vi, problem).empty());
    EXPECT_EQ(problem_message(Language::en, problem).find('{'), std::string::npos);
  }
  EXPECT_THAT(codes,
              testing::UnorderedElementsAre("organisation.code_duplicate", "organisation.parent_unknown",
                                            "organisation.dates_reversed", "organisation.successor_missing",
                                            "organisation.series_malformed", "organisation.series_duplicate",
                                            "organisation.parent_unknown"));
}

TEST(Organisation, OfficialDatesKeepTheZeroOfTheFirstTwoMonths) {
  EXPECT_EQ(official_date(day("2025-07-01")), "01/7/2025");
  EXPECT_EQ(official_date(day("2026-02-05")), "05/02/2026");
  EXPECT_EQ(official_date(day("2026-11-24")), "24/11/2026");
}

}  // namespace
}  // namespace motcua::organisation
