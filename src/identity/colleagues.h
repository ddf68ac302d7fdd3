#pragma once
#include <string_view>
#include <vector>

#include "identity/official.h"
#include "store/store.h"

namespace motcua::identity {

// Posts valid on `day` in a unit or an office of it, by given name as people look for it, then by post id.
// Accounts of outside systems are left out.
std::vector<PostHolder> colleagues_of(store::Reader& reader, std::string_view unit, LocalDate day);

}  // namespace motcua::identity
