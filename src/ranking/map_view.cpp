#include "ranking/map_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "ranking/tile_words.h"

namespace motcua::ranking {
namespace {

using organisation::Organisation;

using Steps = std::array<int, 4>;  // whole per cent: where the next darker tile begins
constexpr std::string_view unmeasured_step = "9";

std::string number(std::int64_t value) { return std::to_string(value); }

// Fifths of the units that have a share, so that a period of low shares shows its differences too. Steps that
// fall on one number are drawn apart by one per cent.
Steps steps_of(const RankingTable& table) {
  std::vector<double> shares;
  for (const auto& line : table.lines) {
    if (line.value) shares.push_back(*line.value);
  }
  std::sort(shares.begin(), shares.end());
  Steps steps{20, 40, 60, 80};
  if (shares.empty()) return steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto fifth = shares.at((i + 1) * shares.size() / (steps.size() + 1));
    const int least = i == 0 ? 1 : steps.at(i - 1) + 1;
    steps.at(i) = std::max(least, static_cast<int>(fifth * 100));
  }
  return steps;
}

std::string_view step_of(const std::optional<double>& value, const Steps& steps) {
  static constexpr std::array<std::string_view, 5> names{"0", "1", "2", "3", "4"};
  if (!value) return unmeasured_step;
  std::size_t step = 0;
  for (const int from : steps) step += *value * 100 >= from ? 1 : 0;
  return names.at(step);
}

constexpr int tile_step_x = 61, tile_step_y = 49;

http::View tile_view(Language language, const Organisation& organisation, const RankingPage& page,
                     const Tile& tile, const Steps& map_steps) {
  const auto* line = line_of(page.table, tile.code);
  const auto& unit = organisation.at(tile.code);
  const int x = tile.column * tile_step_x + 2, y = tile.row * tile_step_y + 2;
  std::vector<http::View> words;
  int line_y = y + 31;
  for (const auto& text : tile_words(unit.short_name)) {
    http::View word;
    word.set("text", text).set("x", number(x + 29)).set("y", number(line_y));
    words.push_back(std::move(word));
    line_y += 11;
  }
  const auto value = line == nullptr ? std::nullopt : line->value;
  const std::string place = line != nullptr && line->place ? number(*line->place) : "–";
  http::View view;
  view.set("code", tile.code)
      .set("step", step_of(value, map_steps))
      .set("chosen", tile.code == page.own)
      .set("title", fmt::format("{}: {}{}", unit.short_name, place,
                                value ? ", " + percent_words(language, *value) : ""))
      .set("x", number(x))
      .set("y", number(y))
      .set("middle", number(x + 29))
      .set("rank_y", number(y + 18))
      .set("place", place)
      .set("words", std::move(words));
  return view;
}

}  // namespace

void set_map(http::View& view, Language language, const Organisation& organisation, const TileMap& map,
             const RankingPage& page) {
  const Steps map_steps = steps_of(page.table);
  std::vector<http::View> tiles, steps;
  for (const auto& tile : map.tiles)
    tiles.push_back(tile_view(language, organisation, page, tile, map_steps));
  const auto step = [&](std::string_view name, std::string text) {
    http::View each;
    each.set("step", name).set("text", std::move(text));
    steps.push_back(std::move(each));
  };
  const auto percent = [](int value) { return std::to_string(value); };
  step("0", message(language, "ranking.page.step.below", {{"percent", percent(map_steps[0])}}));
  for (std::size_t i = 0; i + 1 < map_steps.size(); ++i) {
    step(std::to_string(i + 1),
         message(language, "ranking.page.step.between",
                 {{"from", percent(map_steps[i])}, {"to", percent(map_steps[i + 1])}}));
  }
  step("4", message(language, "ranking.page.step.above", {{"percent", percent(map_steps.back())}}));
  const bool unmeasured = std::any_of(page.table.lines.begin(), page.table.lines.end(),
                                      [](const RankingLine& line) { return !line.value; });
  if (unmeasured) step(unmeasured_step, message(language, "ranking.page.step.none"));
  view.set("tiles", std::move(tiles)).set("steps_of_map", std::move(steps));
  view.set("map_box", fmt::format("0 0 {} {}", map.columns * tile_step_x, map.rows * tile_step_y));
}

}  // namespace motcua::ranking
