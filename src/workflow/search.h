#pragma once
#include <string_view>

#include "workflow/work_list.h"

namespace motcua::workflow {

// Finds dossiers by own or foreign code, ID number, telephone, or name (with or without accents; two
// neighbouring syllables are enough). Each hit is checked against the decrypted part and shown only within
// the rights of the caller's posts. At most 50, newest first; `reason` says why there is nothing or that
// there is more.
Found search(const Installation& installation, store::Reader& reader, const identity::Caller& caller,
             std::string_view text, Language language);

}  // namespace motcua::workflow
