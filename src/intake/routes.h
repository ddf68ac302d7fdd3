#pragma once
#include <string>

#include "documents/documents.h"
#include "http/router.h"
#include "workflow/workflow.h"

namespace motcua::intake {

struct Settings {
  // Where citizens reach the public pages, without a slash at the end: goes into the QR code of receipts.
  std::string public_url;
};

// POST /api/dossiers, /api/submissions, /api/submissions/{id}/scans, /api/dossiers/{id}/acceptance,
// …/refusal, …/scans, /api/idcard, /api/deadline; GET …/receipt.pdf, …/scans/{scan}; DELETE …/private. The
// installation and the scans must outlive the router.
void add_routes(http::Router& router, const workflow::Installation& office, documents::Scans& scans,
                Settings settings);

}  // namespace motcua::intake
