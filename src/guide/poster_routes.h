#pragma once
#include "guide/routes.h"

namespace motcua::guide {

// GET /to-dan/thu-tuc/{code}, /to-dan/linh-vuc/{sector}, /to-dan/xa/{code}: PDF, A4 or ?kho=a3; public.
// Refused (guide.poster_without_address) while the program does not know the site's own address, since the QR
// code would lead nowhere.
void add_poster_routes(http::Router& router, const Lower& lower);

}  // namespace motcua::guide
