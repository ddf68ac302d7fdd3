#pragma once
#include "http/router.h"
#include "motcua/parts.h"

namespace motcua::app {

// GET and POST /api/people-words: the table of people's words of this installation, taken home to be edited
// and brought back, checked line by line (import_synonyms). `parts` must outlive the router.
void add_own_words_routes(http::Router& router, Program::Parts& parts);

}  // namespace motcua::app
