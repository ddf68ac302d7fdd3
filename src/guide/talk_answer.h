#pragma once
#include "guide/assistant.h"

namespace motcua::guide {

// A commune's centre or its police take it: then it matters which commune.
bool handled_in_communes(const catalogue::ProcedureVersion& procedure);

// Name, seat, hours of the commune's centre and whether it is open now.
std::vector<std::string> office_lines(const Lower& lower, const organisation::Unit& commune,
                                      Language language);

// What to know and to bring for the ticked cases, what it costs, when it is ready if it is handed in now,
// where to go. Nothing but what the catalogue says, or is computed from it; each part names its source.
std::vector<TalkSection> answer_sections(const Lower& lower, const catalogue::ProcedureVersion& procedure,
                                         const organisation::Unit* commune,
                                         const std::map<std::string, std::string>& ticked, Language language);

}  // namespace motcua::guide
