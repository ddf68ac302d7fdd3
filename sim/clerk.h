#pragma once
#include "world.h"

namespace motcua::sim {

// An official opens a dossier and does one of the things that the page offers, or (seldom) one it does not.
void do_an_act(World& world);
// Two have the same page open and both press their button.
void two_at_once(World& world);
// Somebody looks at the work list, or searches.
void look_at_work(World& world);
void search(World& world);
// A file that was stored comes back as it was; the receipt can be printed.
void fetch_a_file(World& world);

}  // namespace motcua::sim
