#pragma once
#include "guide/procedure_page.h"

namespace motcua::guide {

// The first answer of a procedure's page: when one collects if one hands in now, and why; what the source
// says when no promise may be made from it. Sets when_label, when, when_note, why.
void set_promise(http::View& view, const catalogue::ProcedureVersion& procedure, const ProcedureAsked& asked);

}  // namespace motcua::guide
