#pragma once
#include <string>

#include "base/json.h"
#include "settings.h"

namespace motcua::bench {

// Keeps what a piece measured beside what was measured that day of the same engine and size: a scenario that
// ran again replaces what it said before.
void keep(const Settings& settings, const json::object& piece);

// Markdown of all that was kept on the day of `settings`: the table, the targets with their verdicts, the
// conditions.
std::string report(const Settings& settings);

}  // namespace motcua::bench
