#pragma once
#include <vector>

#include "base/message.h"
#include "intake/received.h"

namespace motcua::intake {

// The papers handed in, held against what the version asks for; faults at "/papers…". A paper that is always
// asked for, to be handed in, of which there is no copy of any kind, is a fault; one asked for in a certain
// case is only a warning, since the officer knows the case. Another number or kind of copies, and a paper
// that was only to be shown, are warnings: an office may ask for no more than the catalogue says and gives
// the rest back (NĐ 118/2025/NĐ-CP; handbook sections 2 and 10).
void check_papers(const catalogue::ProcedureVersion& version, const std::vector<dossier::PaperCount>& papers,
                  Language language, Problems& faults, Problems& warnings);

}  // namespace motcua::intake
