#pragma once
#include <string>
#include <vector>

#include "guide/procedure_page.h"

namespace motcua::guide {

// The promise in words, for whoever shows it.
struct PromiseText {
  std::string label, when;
  std::string note;               // may be empty
  std::vector<std::string> days;  // why this date; empty when there is none
};
PromiseText promise_text(const catalogue::ProcedureVersion& procedure, const ProcedureAsked& asked);

// The first answer of a procedure's page: when one collects if one hands in now, and why; what the source
// says when no promise may be made from it. Sets when_label, when, when_note, why.
void set_promise(http::View& view, const catalogue::ProcedureVersion& procedure, const ProcedureAsked& asked);

}  // namespace motcua::guide
