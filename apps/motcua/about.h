#pragma once
#include <string>

#include "base/clock.h"
#include "base/language_map.h"
#include "http/router.h"

namespace motcua::app {

struct About {
  bool demo = false;  // synthetic people and dossiers: the screens say so
  LanguageMap province;
  std::string version;
};

// GET /api/about: what the office app must know before anyone has signed in.
void add_about_route(http::Router& router, About about, const Clock& clock);

}  // namespace motcua::app
