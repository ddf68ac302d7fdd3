#pragma once
#include "http/router.h"
#include "organisation/registry.h"

namespace motcua::organisation {

// GET /api/units?q=&limit= and GET /api/units/{code}, both public. `organisation` must outlive the router.
void add_routes(http::Router& router, const Organisation& organisation);

}  // namespace motcua::organisation
