#pragma once
#include <string>

namespace motcua::guide {

// data/design/tokens.css followed by the style of the public pages, comments and spare white space left out.
const std::string& stylesheet();
// "/public.css?v=<first 12 hex digits of its digest>": a new style has a new address, so it may be kept for
// ever.
const std::string& stylesheet_path();

}  // namespace motcua::guide
