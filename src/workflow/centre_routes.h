#pragma once
#include "http/router.h"
#include "workflow/installation.h"

namespace motcua::workflow {

// Calls, reminders, suggestions, kept filters and the director's view.
void add_centre_routes(http::Router& router, const Installation& installation);

}  // namespace motcua::workflow
