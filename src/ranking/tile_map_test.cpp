#include "ranking/tile_map.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <set>

#include "organisation/organisation.h"

namespace motcua::ranking {
namespace {

std::vector<MapPoint> communes() {
  static const auto organisation = organisation::load_organisation();
  std::vector<MapPoint> points;
  for (const auto* unit : organisation.communes()) points.push_back({unit->code, *unit->lat, *unit->lon});
  return points;
}

const Tile& tile(const TileMap& map, std::string_view code) {
  return *std::find_if(map.tiles.begin(), map.tiles.end(),
                       [&](const Tile& each) { return each.code == code; });
}

TEST(TileMap, EveryCommuneHasAPlaceOfItsOwnNearWhereItLies) {
  const auto map = tile_map(communes());
  ASSERT_EQ(map.tiles.size(), 45U);
  std::set<std::pair<int, int>> places;
  for (const auto& each : map.tiles) EXPECT_TRUE(places.emplace(each.column, each.row).second) << each.code;
  EXPECT_LE(map.columns, 10) << "it has to fit a phone";
  // Sín Thầu is the westernmost and northernmost, Mường Nhà the southernmost; Pú Nhung lies in the east.
  EXPECT_EQ(tile(map, "03158").column, 0);
  EXPECT_EQ(tile(map, "03158").row, 0);
  EXPECT_EQ(tile(map, "03368").row, map.rows - 1);
  EXPECT_EQ(tile(map, "03260").column, map.columns - 1);
  // Mường Thanh is south of Điện Biên Phủ, Thanh Nưa west of it.
  EXPECT_GT(tile(map, "03334").row, tile(map, "03127").row);
  EXPECT_LT(tile(map, "03328").column, tile(map, "03127").column);
}

RC_GTEST_PROP(TileMap, AnyPointsGetPlacesOfTheirOwn, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 30);
  std::vector<MapPoint> points;
  for (std::size_t i = 0; i < count; ++i) {
    points.push_back(
        {std::to_string(i), 21 + *rc::gen::inRange(0, 20) / 10.0, 102 + *rc::gen::inRange(0, 20) / 10.0});
  }
  const auto map = tile_map(points);
  std::set<std::pair<int, int>> places;
  for (const auto& each : map.tiles) {
    RC_ASSERT(each.column >= 0 && each.column < map.columns && each.row >= 0 && each.row < map.rows);
    RC_ASSERT(places.emplace(each.column, each.row).second);
  }
  RC_ASSERT(map.tiles.size() == points.size());
}

}  // namespace
}  // namespace motcua::ranking
