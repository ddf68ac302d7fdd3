#pragma once
// Issuing a result, approving it and handing it over. What each part promises stands in its header.
#include "documents/documents.h"
#include "http/router.h"
#include "result/decide.h"
#include "workflow/workflow.h"

namespace motcua::result {

// POST and GET /api/dossiers/{id}/result, POST …/approval, POST …/hand-over. Both outlive the router.
void add_routes(http::Router& router, const workflow::Installation& installation, documents::Scans& scans);

}  // namespace motcua::result
