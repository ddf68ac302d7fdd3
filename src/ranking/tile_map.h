#pragma once
#include <optional>
#include <string>
#include <vector>

// Where each unit's tile stands on a map of equal tiles. Pure.
namespace motcua::ranking {

struct MapPoint {
  std::string code;
  double lat = 0, lon = 0;  // degrees
};
struct Tile {
  std::string code;
  int column = 0, row = 0;  // from 0; row 0 is the north
  bool operator==(const Tile&) const = default;
};
struct TileMap {
  int columns = 0, rows = 0;
  std::vector<Tile> tiles;  // in the order of the points
};

// One tile each, no two in one place, all together as near to where the units lie as can be: the sum of the
// squared ways from a unit to its tile is the smallest there is (an assignment, solved exactly). The map is
// as wide and high as the points want, with about half of its places empty, and has no empty edge.
TileMap tile_map(const std::vector<MapPoint>& points);

}  // namespace motcua::ranking
