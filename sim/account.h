#pragma once
#include <string>

#include "invariants.h"

namespace motcua::sim {

// The whole life of a dossier belongs to somebody, without gap or overlap, and the parts add up to its age.
std::string every_hour_has_one_holder(World& world, const Touched& it);

}  // namespace motcua::sim
