#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/shape.h"
#include "identity/identity.h"
#include "workflow/clocks.h"
#include "workflow/forecast.h"
#include "workflow/installation.h"

namespace motcua::workflow {

// The running dossiers of an agency and what is left to be done of each, in the same order.
struct Outlook {
  std::vector<RunningStep> clocks;
  std::vector<Ahead> ahead;
};
// A dossier without a due date stands behind all others; the work it makes counts all the same. Only what
// `agency` itself solves can be given to its people.
Outlook outlook_of(const Installation& installation, std::vector<RunningStep> clocks,
                   std::string_view agency);

// Posts of an agency that may solve its dossiers today, in the order of names.
std::vector<identity::PostHolder> solvers_of(const Installation& installation, store::Reader& reader,
                                             const std::string& unit);

// Posts whose holders are away today, each with the post that covers it.
std::map<Uuid, Uuid> stand_ins(const Installation& installation, store::Reader& reader,
                               const std::string& unit);

// Those of the solvers who are not away.
std::vector<Uuid> solvers_here(const Installation& installation, store::Reader& reader,
                               const std::string& unit);

// One to whom a dossier may be given, the suggested first.
struct AssigneeView {
  Uuid post;
  std::string name, title;
  std::int64_t open_dossiers = 0, load_minutes = 0;
  std::int64_t solved = 0;  // dossiers of this procedure, as events tell
  std::optional<Instant> last_solved_at;
  bool has_it = false;                   // the dossier is in this one's hands already
  std::optional<std::string> suggested;  // why it comes first; none for all others
};
struct Assignees {
  std::vector<AssigneeView> items;
};
Assignees assignees(const Installation& installation, store::Reader& reader, const dossier::State& state,
                    Language language);

const http::Shape<Assignees>& shape_of(const Assignees*);

}  // namespace motcua::workflow
