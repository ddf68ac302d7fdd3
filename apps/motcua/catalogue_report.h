#pragma once
#include <iosfwd>

#include "base/clock.h"
#include "base/message.h"
#include "motcua/commands.h"

namespace motcua::app {

struct CatalogueQuestion {
  StoreChoice choice;   // without a directory: what ships with the program
  std::string missing;  // only procedures that lack this part; see catalogue::page_of
  bool json = false;
  Language language = Language::vi;
};

// Prints the configuration report: totals, what is missing how often, each procedure that lacks something.
// Beside a running server it only reads. Exit code 0, also when something is missing; 2 for an unknown part.
int report_catalogue(const CatalogueQuestion& question, const Clock& clock, std::ostream& out,
                     std::ostream& err);

}  // namespace motcua::app
