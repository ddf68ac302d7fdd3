#include "ranking/map_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "ranking/tile_words.h"

namespace motcua::ranking {
namespace {

using organisation::Organisation;

constexpr std::array<int, 4> map_steps{40, 50, 65, 80};  // per cent: where the next darker tile begins
constexpr std::string_view unmeasured_step = "9";

std::string number(std::int64_t value) { return std::to_string(value); }

std::string_view step_of(const std::optional<double>& value) {
  static constexpr std::array<std::string_view, 5> names{"0", "1", "2", "3", "4"};
  if (!value) return unmeasured_step;
  std::size_t step = 0;
  for (const int from : map_steps) step += *value * 100 >= from ? 1 : 0;
  return names.at(step);
}

constexpr int tile_step_x = 61, tile_step_y = 49;

http::View tile_view(Language language, const Organisation& organisation, const RankingPage& page,
                     const Tile& tile) {
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
      .set("step", step_of(value))
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
  std::vector<http::View> tiles, steps;
  for (const auto& tile : map.tiles) tiles.push_back(tile_view(language, organisation, page, tile));
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
