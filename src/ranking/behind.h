#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ranking/board.h"

// The dossiers behind a figure.
namespace motcua::ranking {

// A figure that is shown. The names are those of Figures' members: "in_process_overdue".
enum class Shown {
  received,
  received_counter,
  received_online,
  received_post,
  taken_over,
  carried_over,
  not_accepted,
  early,
  on_time,
  overdue,
  withdrawn,
  stopped,
  handed_over,
  re_appointed,
  ended_re_appointed,
  in_process_within,
  in_process_overdue,
  supplement,
  paused,
  to_hand_over,
};
std::optional<Shown> shown_of(std::string_view name);
// In the order in which they are shown.
const std::vector<std::string_view>& shown_names();

// Whether a dossier with these moves is one of those that the figure of this period counts. The rule of
// Figures, dossier by dossier.
bool is_behind(Shown figure, const std::vector<Move>& moves, const Period& period, LocalDate judged_on);

struct BehindAsked {
  Asked asked;
  Shown figure = Shown::received;
  std::optional<Uuid> officer = {};  // only those that count for this post
  // Only those of these procedures, a sector's; null: all.
  std::function<bool(const std::string& procedure)> counts_procedure = {};
  Uuid after{};  // the last dossier looked at, to go on from
};
// No private part is read. `looked_at` is where to go on from when there may be more; a page may hold fewer
// than a full one and yet not be the last.
struct Behind {
  struct Line {
    Uuid id;
    std::string code, procedure;
    Channel channel = Channel::counter;
    dossier::Status status = dossier::Status::submitted;
    std::optional<Instant> received_at, due_at, ended_at, handed_over_at;
  };
  std::vector<Line> lines;
  std::optional<Uuid> looked_at;
};
// Of the whole province they come unit by unit, those of `units`.
Behind dossiers_behind(store::Reader& reader, const BehindAsked& asked, const std::vector<std::string>& units,
                       UtcOffset offset);

}  // namespace motcua::ranking
