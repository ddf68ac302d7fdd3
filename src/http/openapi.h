#pragma once
#include <string>

#include "http/router.h"

namespace motcua::http {

// The OpenAPI 3.1 document of every route under /api/, in an order that does not depend on that of adding.
json::object openapi_document(const Router& router, std::string title, std::string version);

// Adds the public GET /api/openapi.json. The document is made at the first request, when all routes are
// there; the router must outlive its route.
void add_openapi_route(Router& router, std::string title, std::string version);

}  // namespace motcua::http
