#pragma once
#include "piece.h"

namespace motcua::bench {

// How long figures and places take, what an event costs, and how long counting anew takes, beside a plain
// scan; of the whole country, so on a store of its own.
json::array measure_figures(const Settings& settings, Database* database, store::Engine engine,
                            std::size_t size);

}  // namespace motcua::bench
