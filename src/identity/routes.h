#pragma once
#include <functional>
#include <map>

#include "http/router.h"
#include "identity/service.h"

namespace motcua::identity {

// How many dossiers each post of a unit has open, by post id: told by whoever owns dossiers' steps.
using OpenDossiers = std::function<std::map<Uuid, std::int64_t>(std::string_view unit)>;

// /api/session, /api/password, /api/officials…, /api/colleagues, /api/access-log. `identity` must outlive the
// router.
void add_routes(http::Router& router, Identity& identity, OpenDossiers open_dossiers = {});

}  // namespace motcua::identity
