#include "workflow/sql.h"
#include "workflow/tally.h"

namespace motcua::workflow {
namespace {

using dossier::State;

// The lane in which `unit` counts the dossier, 0 when it does not.
int counted_lane(const State* state, const std::string& unit) {
  if (state == nullptr) return 0;
  const auto lane = dossier::lane_of(*state);
  const bool receives = state->agencies.received == unit;
  const bool solves = state->agencies.solving == unit;
  return receives || (solves && lane != dossier::Lane::submitted) ? static_cast<int>(lane) : 0;
}

void move(store::Writer& writer, const State* before, const State& after, const std::string& unit) {
  const int from = counted_lane(before, unit), to = counted_lane(&after, unit);
  if (from == to) return;
  writer.put(sql::insert_move, {unit, after.procedure, static_cast<int>(after.channel), from, to});
}

}  // namespace

// Agencies, procedure and channel of a dossier never change: they are fixed at reception.
void count_moves(dossier::Dossiers& dossiers) {
  dossiers.add_outcome([](store::Writer& writer, const State* before, const State& after) {
    move(writer, before, after, after.agencies.received);
    if (after.agencies.solving != after.agencies.received)
      move(writer, before, after, after.agencies.solving);
  });
}

}  // namespace motcua::workflow
