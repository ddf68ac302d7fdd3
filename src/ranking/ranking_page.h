#pragma once
#include <vector>

#include "http/page.h"
#include "organisation/organisation.h"
#include "ranking/tile_map.h"
#include "ranking/views.h"

namespace motcua::ranking {

// The two units that a reader compares, with their figures of the period.
struct Compared {
  std::string first, second;  // codes
  Figures first_figures, second_figures;
};

// All that the public ranking shows; made into a view by a pure function.
struct RankingPage {
  RankingTable table;
  std::vector<std::vector<Share>> recent;  // of periods of the same kind, oldest first, this one last
  std::string own;                         // code of the reader's commune, "" when none is chosen
  std::string own_note;                    // "", or that the commune asked for was merged into it
  std::optional<Compared> compared;
  LocalDate today{};
  Instant made_at;
};

inline constexpr int recent_periods = 9;

// Names of ranking/pages/ranking.html but those of the frame.
http::View ranking_view(Language language, const organisation::Organisation& organisation, const TileMap& map,
                        const RankingPage& page);

// The line of a unit; null when the table has none.
const RankingLine* line_of(const RankingTable& table, std::string_view code);

// "Tháng 9/2025"; in a sentence "tháng 9/2025".
std::string period_words(Language language, const Period& period);
std::string period_in_sentence(Language language, const Period& period);
// "92,6%", "92.6%".
std::string percent_words(Language language, double share);

// "/xep-hang/2025-09?xa=03313"
std::string ranking_path(const Period& period, std::string_view own);

}  // namespace motcua::ranking
