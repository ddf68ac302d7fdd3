#pragma once
#include <array>
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "store/store.h"

// How many dossiers each agency has in each lane. Always exact, never counted: each act leaves a move, a job
// folds the moves into tallies, and whoever asks reads both.
namespace motcua::workflow {

// Dossiers by number of the lane; [0] is not used.
using LaneCounts = std::array<std::int64_t, 6>;

// An agency counts what it receives or solves, once if both; a submitted one only where it is received.
void count_moves(dossier::Dossiers& dossiers);

// Folds the moves that are there; safe beside acts and beside another folding. Changes nothing when there are
// none.
void fold_moves(store::Store& store);

// Dossiers of the agency with this procedure and channel; "" or 0 for any.
LaneCounts tallies_of(store::Reader& reader, std::string_view unit, std::string_view procedure, int channel);

// The invariant tallies_equal_recount: one sentence for each tally that differs from a recount, at most 100.
std::vector<std::string> wrong_tallies(store::Reader& reader);
// Counts all dossiers anew. Nobody may act meanwhile: after a bulk load that recorded no moves.
void rebuild_tallies(store::Writer& writer);

}  // namespace motcua::workflow
