#pragma once
#include <string>
#include <vector>

#include "world.h"

namespace motcua::sim {

// A dossier before and after whatever touched it.
struct Touched {
  const Known& known;
  const dossier::State& state;
  const std::vector<dossier::Event>& events;
};

// A truth about one dossier. Answers "" when it holds, else what is wrong.
struct DossierTruth {
  const char* name;
  std::string (*wrong)(World& world, const Touched& touched);
};
const std::vector<DossierTruth>& truths_of_a_dossier();

// A truth about the whole province.
struct WorldTruth {
  const char* name;
  std::string (*wrong)(World& world);
};
const std::vector<WorldTruth>& truths_of_the_world();

// Throws Broken with the name of the first that does not hold.
void require_dossier(World& world, const Touched& touched);
void require_world(World& world);
// What `motcua verify` would say; throws Broken with the invariant it names.
void require_verified(World& world);

}  // namespace motcua::sim
