#pragma once
#include "world.h"

namespace motcua::sim {

// What an official sends to do an act.
struct Form {
  std::string path;  // after /api/dossiers/{id}
  json::object body = {};
  bool upload = false;
  http::Method method = http::Method::post;
};
Form form_of(World& world, workflow::Act act, const dossier::State& state);

// The papers that the dossier's procedure takes, with their counts.
json::array shown_papers(World& world, const dossier::State& state);
// All that the last request asked for.
json::object what_was_asked(World& world, const dossier::State& state);

}  // namespace motcua::sim
