#pragma once
#include "store/store.h"

namespace motcua::identity {

// Everybody signs in anew: a backup may hold sessions that were ended after it was made.
void end_all_sessions(store::Writer& writer);

}  // namespace motcua::identity
