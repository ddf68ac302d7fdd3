#pragma once
#include "http/router.h"
#include "identity/service.h"

namespace motcua::identity {

// /api/covers: absence and delegation. Everybody arranges covers for the own posts; whoever has cover.manage,
// for those of the unit. Private to the folder.
void add_cover_routes(http::Router& router, Identity& identity);

}  // namespace motcua::identity
