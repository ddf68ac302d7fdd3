#pragma once
#include "http/router.h"
#include "workflow/installation.h"

namespace motcua::workflow {

// The acts that stop the clock and start it again: supplement, payment, pause. Private to the folder.
void add_wait_routes(http::Router& router, const Installation& office);

}  // namespace motcua::workflow
