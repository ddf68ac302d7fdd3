#pragma once
#include "base/clock.h"
#include "catalogue/snapshot.h"
#include "http/router.h"

namespace motcua::catalogue {

// GET /api/procedures?q=&limit= and GET /api/procedures/{code}, public; GET /api/catalogue/needs-person for
// those who may read reports. All answer for today in the province, in the language of the request. The shelf
// and the clock must outlive the router.
void add_routes(http::Router& router, const Shelf& shelf, const Clock& clock);

}  // namespace motcua::catalogue
