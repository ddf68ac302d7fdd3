#pragma once
#include "ranking/ranking_page.h"

namespace motcua::ranking {

// Sets what the tile map of ranking/pages/ranking.html names: tiles, steps_of_map, map_box.
void set_map(http::View& view, Language language, const organisation::Organisation& organisation,
             const TileMap& map, const RankingPage& page);

}  // namespace motcua::ranking
