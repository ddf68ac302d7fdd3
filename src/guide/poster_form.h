#pragma once
#include <map>
#include <string>

#include "catalogue/catalogue.h"
#include "documents/documents.h"
#include "guide/routes.h"
#include "guide/served.h"

namespace motcua::guide {

// What a poster says of a procedure, in one language: the time limit and not a date, since it hangs for
// months. With cases said in `query` it lists the papers of those, else all, those of a case apart.
documents::Poster poster_of(const Lower& lower, Language language, const catalogue::ProcedureVersion& version,
                            const std::map<std::string, std::string>& query);

// A cover, a list, and a poster for each procedure of the sector.
documents::Booklet booklet_of(const Lower& lower, Language language, const Sector& sector);
// The same of all that can be handed in at a commune: at its centre or its police.
documents::Booklet booklet_of(const Lower& lower, Language language, const organisation::Unit& commune,
                              LocalDate today);

}  // namespace motcua::guide
