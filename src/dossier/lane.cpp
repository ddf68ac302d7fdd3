#include "dossier/lane.h"

#include "base/check.h"
#include "dossier/rows.h"

namespace motcua::dossier {

Lane lane_of(const State& state) {
  switch (state.position.status) {
    case Status::submitted:
      return Lane::submitted;
    case Status::accepted: {
      const Columns columns = columns_of(state);
      return columns.holder || columns.given_to ? Lane::open : Lane::unassigned;
    }
    case Status::in_process:
    case Status::finished:
      return Lane::open;
    case Status::supplement_requested:
    case Status::payment_requested:
      return Lane::waiting;
    case Status::halted:
      return state.position.halt == Halt::paused ? Lane::waiting : Lane::closed;
    case Status::not_accepted:
    case Status::withdrawn:
    case Status::handed_over:
      return Lane::closed;
  }
  CHECK(false);
}

}  // namespace motcua::dossier
