#pragma once
// The whole country on one machine: 3,321 communes and wards, and dossiers whose events are made row by row,
// since only their figures are looked at. They have no private parts and no hashes: never for `verify`.
#include "place.h"
#include "ranking/ranking.h"

namespace motcua::bench {

// Names and codes of ../shared/data/wards_2025_vn.csv where that file is, else made-up ones; as many.
organisation::Organisation country();

// The store with so many dossiers, in half a year less than two; made when it is not there yet or of another
// schema.
Place country_place(const Settings& settings, Database* database, store::Engine engine, std::size_t size,
                    const organisation::Organisation& units, Instant now);

// `count` more of them, the first numbered `from`.
void add_dossiers(store::Store& store, const Place& place, const organisation::Organisation& units,
                  std::size_t from, std::size_t count, std::size_t of, Instant now);

}  // namespace motcua::bench
