#pragma once
#include "base/clock.h"
#include "base/random.h"
#include "catalogue/catalogue.h"
#include "dossier/dossier.h"
#include "identity/identity.h"
#include "organisation/organisation.h"
#include "store/store.h"
#include "workflow/timetables.h"

namespace motcua::workflow {

// What the capabilities from here upwards stand on; made once by compose, outlives every request.
struct Installation {
  store::Store& store;
  const dossier::Dossiers& dossiers;
  const organisation::Organisation& organisation;
  catalogue::Shelf& shelf;
  const Timetables& timetables;
  const Clock& clock;
  Random& random;
};

}  // namespace motcua::workflow
