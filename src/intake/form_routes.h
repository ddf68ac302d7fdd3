#pragma once
#include <string>

#include "http/router.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// The routes that print: form 01 as receipt.pdf, forms 02 to 06 and the two sheets of one dossier, and any of
// them for several dossiers in one file. Every look is logged, once for each dossier.
void add_form_routes(http::Router& router, const workflow::Installation& office, std::string public_url);

}  // namespace motcua::intake
