#pragma once
#include "dossier/state.h"

namespace motcua::dossier {

// Where a dossier stands for those who work on it; the column `lane` holds the number.
enum class Lane {
  submitted = 1,   // came online, waits for acceptance
  unassigned = 2,  // accepted, with nobody and asked of nobody
  open = 3,        // in somebody's hands, or its result waits to be handed over
  waiting = 4,     // the clock stands: a supplement, a payment, a pause
  closed = 5,
};
Lane lane_of(const State& state);

}  // namespace motcua::dossier
