#pragma once
#include "ranking/board.h"
#include "ranking/kept_by_unit.h"
#include "ranking/place.h"

namespace motcua::ranking {

// The figures of every unit, kept.
class UnitBoard {
 public:
  using Lines = std::shared_ptr<const std::vector<Keyed>>;

  // As figures_by_unit.
  Lines figures(store::Reader& reader, const Asked& asked);

 private:
  KeptByUnit<Keyed, &Keyed::key> kept_;
};

// What every unit accepted in a period, kept: the ranking is made of it.
class ShareBoard {
 public:
  using Lines = std::shared_ptr<const std::vector<Share>>;

  // Of a month, quarter or year (CHECK), up to today while it lasts, by the code that the dossiers carry.
  Lines shares(store::Reader& reader, const Period& period, LocalDate today);

 private:
  KeptByUnit<Share, &Share::code> kept_;
};

}  // namespace motcua::ranking
