#pragma once
#include <iosfwd>

#include "motcua/parts.h"

namespace motcua::app {

// Synthetic officials for every commune and a few hundred dossiers in all states, through the same commands
// that people use, dated relative to today. Passwords go to DIR/demo-accounts.txt.
void fill_demo(Program::Parts& parts, const Clock& clock, std::ostream& out);

}  // namespace motcua::app
