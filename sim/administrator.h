#pragma once
#include "world.h"

namespace motcua::sim {

// New people come, others leave, passwords are forgotten.
void employ(World& world);
void end_a_post(World& world);
void reset_a_password(World& world);
// Somebody is away, or hands work on, for a few days; another of the agency does it.
void arrange_a_cover(World& world);
// What ships with the program changed, or a file of published procedures is imported: new versions from
// today.
void change_the_law(World& world);

}  // namespace motcua::sim
