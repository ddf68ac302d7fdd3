#pragma once
#include <map>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"

namespace motcua::guide {

// A case of the applicant in which further papers are needed, as the papers of the procedure name it.
struct Case {
  std::string name;
  std::string field;  // "th1", "th2" …: the name of its box in the form
  bool chosen = false;
};

// The papers of a procedure for the cases that were ticked.
struct PapersForCase {
  std::vector<Case> cases;                          // in the order in which papers name them
  std::vector<const catalogue::Paper*> needed;      // always needed, or for a ticked case
  std::vector<const catalogue::Paper*> not_needed;  // only for cases that were not ticked
};

// A paper without a case is always needed. Cases may hold together, so each is ticked by itself.
PapersForCase papers_for(Language language, const catalogue::ProcedureVersion& procedure,
                         const std::map<std::string, std::string>& ticked);

}  // namespace motcua::guide
