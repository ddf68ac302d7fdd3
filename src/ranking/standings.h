#pragma once
#include <vector>

#include "base/message.h"
#include "organisation/organisation.h"
#include "ranking/sums.h"
#include "ranking/unit_board.h"
#include "ranking/views.h"
#include "store/store.h"

namespace motcua::ranking {

// The shares of all units in a period, up to today while it lasts, by the code that their dossiers carry.
// Out of the events alone, never what was kept: `motcua rank`. Several periods in one pass over all accepted
// dossiers; as many answers.
std::vector<std::vector<Share>> recounted_shares(store::Store& store, const std::vector<Period>& periods,
                                                 LocalDate today, UtcOffset offset);

// The ranking of the communes and wards of today out of the shares of a period and the one before it.
RankingTable rank(const organisation::Organisation& organisation, const Period& period, LocalDate today,
                  const std::vector<Share>& now, const std::vector<Share>& before, Language language);

// The ranking as it stands: what the pages show.
RankingTable ranking(store::Reader& reader, ShareBoard& board, const organisation::Organisation& organisation,
                     const Period& period, LocalDate today, Language language);

// One line of it, with what it is compared with and who changed sides with it. Nothing when the unit is no
// commune or ward of today.
struct Why {
  RankingLine line;
  Share before;
  Crossings crossings;
};
std::optional<Why> why_of(store::Reader& reader, ShareBoard& board,
                          const organisation::Organisation& organisation, const Period& period,
                          LocalDate today, std::string_view code, Language language);

// The period of a ranking: a month, a quarter or a year that has begun. Problems: ranking.period_unreadable,
// _reversed, _in_future, ranking.period_not_ranked.
Expected<Period> ranked_period(std::string_view text, LocalDate today);

// The inputs of rankings of the days from…to, out of what is kept.
std::vector<RankingInput> kept_inputs(store::Reader& reader, LocalDate from, LocalDate to);
// The same out of the events alone, those up to a position; reads all of them.
std::vector<RankingInput> recounted_inputs(store::Store& store, const Counting& counting, LocalDate from,
                                           LocalDate to, std::int64_t upto_position);

}  // namespace motcua::ranking
