#pragma once
#include <string>
#include <vector>

namespace motcua::ranking {

// A name on one or two lines of a tile: on one when it is short, else parted at the space that leaves the
// longer line shortest. A name without a space stays whole.
std::vector<std::string> tile_words(const std::string& name);

}  // namespace motcua::ranking
