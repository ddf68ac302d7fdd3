#pragma once
#include <string_view>

#include "http/page.h"

namespace motcua::guide {

// A QR code as one SVG path: box, ground, modules.
http::View qr_view(std::string_view text);

}  // namespace motcua::guide
