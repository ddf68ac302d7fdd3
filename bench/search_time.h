#pragma once
#include "load.h"

namespace motcua::bench {

// The search for a procedure, in this process, over what ships, each time with another of some questions.
Measured time_searches(int count);

}  // namespace motcua::bench
