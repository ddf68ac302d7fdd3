#pragma once
#include "load.h"

namespace motcua::bench {

// Form 01 with five papers as PDF, both copies, in this process, one after the other, after some to warm up.
Measured time_receipts(int count);

}  // namespace motcua::bench
