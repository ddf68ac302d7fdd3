#pragma once
#include "base/clock.h"
#include "guide/guide.h"
#include "http/router.h"
#include "ranking/open_data.h"
#include "ranking/period.h"

namespace motcua::ranking {

// What the public pages are made from; references must outlive the router.
struct PublicLower {
  guide::Site site;
  const Clock& clock;
  const organisation::Organisation& organisation;
  const catalogue::Shelf& shelf;
  store::Store& store;
};

// /xep-hang  /xep-hang/{period}  /xep-hang.css  /du-lieu-mo  /du-lieu-mo/{file}  /du-lieu-mo/days/{file}, all
// public, none with anything of a person. The files are those that `motcua publish` writes.
void add_public_routes(http::Router& router, const PublicLower& lower);

}  // namespace motcua::ranking
