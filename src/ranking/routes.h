#pragma once
#include "http/router.h"
#include "workflow/workflow.h"

namespace motcua::ranking {

// Public: GET /api/ranking, /api/ranking/file, /api/statistics, /api/statistics/units and
// /api/statistics/definitions. In the office: /api/statistics/days, /procedures, /sectors, /officers,
// /dossiers and /file. `office` must outlive the router.
void add_routes(http::Router& router, const workflow::Installation& office);

}  // namespace motcua::ranking
