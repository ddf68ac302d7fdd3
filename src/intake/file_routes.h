#pragma once
#include <string>

#include "documents/documents.h"
#include "http/router.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// The routes that carry files of dossiers: scans, and the erasing of what is private. See routes.h.
void add_file_routes(http::Router& router, const workflow::Installation& office, documents::Scans& scans);

// "inline" under this name, whatever its letters, for the header Content-Disposition.
std::string disposition(const std::string& name, std::string_view extension);

// A file of a dossier as a response: shown in the browser, kept nowhere, its name no danger to headers, its
// content none to our pages. Also for results.
http::Response file_response(const documents::FileContent& file);

// The posts' rulebook as documents::Scans asks for it: who acts, or why nobody may.
std::function<Expected<dossier::Actor>(const dossier::State&)> permit(const http::Request& request,
                                                                      workflow::Act act, Instant now);

// The state, if the caller may read the dossier and has it recorded that he looked. Problems:
// dossier.unknown, also for those who may not read it.
Expected<dossier::State> open_private(const workflow::Installation& office, const http::Request& request,
                                      const std::string& why);

// The same for a dossier that is not the one of the route.
Expected<dossier::State> open_private_of(const workflow::Installation& office, const http::Request& request,
                                         const Uuid& id, const std::string& why);

}  // namespace motcua::intake
