#pragma once
#include "documents/documents.h"
#include "ranking/bodies.h"

namespace motcua::ranking {

// What is on screen, as a workbook: the ranking, or a table of figures.
documents::Workbook sheet_of(const RankingBody& ranking, Language language, Instant now);
documents::Workbook sheet_of(const LinesBody& table, Language language, Instant now);

}  // namespace motcua::ranking
