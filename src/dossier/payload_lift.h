#pragma once
#include "dossier/event.h"

namespace motcua::dossier {

// Payloads of versions that are no longer written, lifted to what took their place; private to the folder.
// CHECKs that there was such a version and that the value fits it.
Payload read_older_payload(std::string_view type, int version, const json::value& value);

}  // namespace motcua::dossier
