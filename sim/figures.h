#pragma once
#include <string>

#include "world.h"

namespace motcua::sim {

// What is kept of figures beside a recount of all events that were read for it.
std::string figures_equal_a_recount(World& world);
// What a page would show of the province, beside a count over the lives of all dossiers by what the handbook
// says, written anew and not taken from the program.
std::string figures_are_what_lives_amount_to(World& world);
// The places out of what is kept beside those out of the events alone.
std::string places_equal_a_recount(World& world);

// What was said and signed of each closed day beside the events.
std::string closed_days_equal_a_recount(World& world);
// The closed days and what came since, added up, beside the figures that pages show.
std::string days_add_up_to_the_figures(World& world);

}  // namespace motcua::sim
