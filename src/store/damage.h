#pragma once
#include <string>
#include <vector>

#include "store/store.h"

namespace motcua::store {

struct Damage {
  std::string table;  // "" when even the list of tables cannot be read
  std::string detail;
};

// Reads every table to its last page and says which cannot be trusted, for `motcua verify`. SQLite also
// compares each index with its table; PostgreSQL notices a changed page only where the cluster keeps
// checksums, else only what no longer makes sense. Never throws StoreFailed: that is an answer here.
std::vector<Damage> find_damage(Store& store);

}  // namespace motcua::store
