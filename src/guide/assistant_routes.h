#pragma once
#include "guide/routes.h"

namespace motcua::guide {

// /hoi: the assistant as pages; /api/assistant: the same for a kiosk. Both public, and both only read.
// /api/unanswered-questions: what people asked in vain, for who keeps the table of people's words.
void add_assistant_routes(http::Router& router, const Lower& lower);

}  // namespace motcua::guide
