#pragma once
#include "motcua/parts.h"

namespace motcua::app {

// What the program does without being asked, by whichever process holds the lease.
void add_jobs(Program::Parts& parts);

}  // namespace motcua::app
