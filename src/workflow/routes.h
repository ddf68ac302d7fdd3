#pragma once
#include "http/router.h"
#include "identity/identity.h"
#include "workflow/installation.h"

namespace motcua::workflow {

// GET /api/work, /api/search, /api/dossiers/{id} and the acts between acceptance and result. `installation`
// must outlive the router.
void add_routes(http::Router& router, const Installation& installation);

// For identity's list of colleagues: how many open dossiers each post of a unit holds or was given.
std::map<Uuid, std::int64_t> open_dossiers(const Installation& installation, std::string_view unit);

}  // namespace motcua::workflow
