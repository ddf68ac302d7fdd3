#include "ranking/tile_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace motcua::ranking {
namespace {

constexpr double places_per_tile = 1.7;

struct Extent {
  double least = 0, size = 0;
  // 0 … count - 1
  double at(double value, int count) const { return size == 0 ? 0 : (value - least) / size * (count - 1); }
};

Extent extent_of(const std::vector<double>& values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return {*least, *most - *least};
}

// The cheapest assignment of every row to a column of its own; costs[row][column], at least as many columns
// as rows. The Hungarian method with potentials, O(rows² · columns).
std::vector<std::size_t> assign(const std::vector<std::vector<double>>& costs) {
  const std::size_t rows = costs.size(), columns = costs.front().size();
  std::vector<double> row_price(rows + 1), column_price(columns + 1);
  std::vector<std::size_t> taken_by(columns + 1), way(columns + 1);  // rows from 1; 0: nobody
  for (std::size_t row = 1; row <= rows; ++row) {
    taken_by[0] = row;
    std::size_t column = 0;
    std::vector<double> slack(columns + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> seen(columns + 1);
    do {
      seen[column] = true;
      const std::size_t by = taken_by[column];
      double least = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t each = 1; each <= columns; ++each) {
        if (seen[each]) continue;
        const double cost = costs[by - 1][each - 1] - row_price[by] - column_price[each];
        if (cost < slack[each]) {
          slack[each] = cost;
          way[each] = column;
        }
        if (slack[each] < least) {
          least = slack[each];
          next = each;
        }
      }
      for (std::size_t each = 0; each <= columns; ++each) {
        if (seen[each]) {
          row_price[taken_by[each]] += least;
          column_price[each] -= least;
        } else {
          slack[each] -= least;
        }
      }
      column = next;
    } while (taken_by[column] != 0);
    for (; column != 0; column = way[column]) taken_by[column] = taken_by[way[column]];
  }
  std::vector<std::size_t> column_of(rows);
  for (std::size_t column = 1; column <= columns; ++column) {
    if (taken_by[column] != 0) column_of[taken_by[column] - 1] = column - 1;
  }
  return column_of;
}

void drop_empty_edges(TileMap& map) {
  int left = map.columns, right = 0, top = map.rows, bottom = 0;
  for (const auto& tile : map.tiles) {
    left = std::min(left, tile.column);
    right = std::max(right, tile.column);
    top = std::min(top, tile.row);
    bottom = std::max(bottom, tile.row);
  }
  for (auto& tile : map.tiles) {
    tile.column -= left;
    tile.row -= top;
  }
  map.columns = right - left + 1;
  map.rows = bottom - top + 1;
}

}  // namespace

TileMap tile_map(const std::vector<MapPoint>& points) {
  TileMap map;
  if (points.empty()) return map;
  std::vector<double> east, south;
  const double narrowing = std::cos(points.front().lat * std::numbers::pi / 180);
  for (const auto& point : points) {
    east.push_back(point.lon * narrowing);
    south.push_back(-point.lat);
  }
  const Extent x = extent_of(east), y = extent_of(south);
  const double shape = std::clamp(x.size / std::max(y.size, 1e-9), 0.2, 5.0);
  const double places = places_per_tile * static_cast<double>(points.size());
  map.columns = std::max(1, static_cast<int>(std::lround(std::sqrt(places * shape))));
  map.rows = static_cast<int>(std::ceil(places / map.columns));
  std::vector<std::vector<double>> costs;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto& cost = costs.emplace_back();
    const double column = x.at(east[i], map.columns), row = y.at(south[i], map.rows);
    for (int place = 0; place < map.columns * map.rows; ++place) {
      const double aside = place % map.columns - column, down = place / map.columns - row;
      cost.push_back(aside * aside + down * down);
    }
  }
  const auto places_of = assign(costs);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const int place = static_cast<int>(places_of[i]);
    map.tiles.push_back({points[i].code, place % map.columns, place / map.columns});
  }
  drop_empty_edges(map);
  return map;
}

}  // namespace motcua::ranking
