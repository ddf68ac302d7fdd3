#pragma once
#include <compare>
#include <limits>
#include <string>
#include <vector>

#include "base/expected.h"
#include "identity/identity.h"
#include "workflow/installation.h"
#include "workflow/names.h"
#include "workflow/views.h"

namespace motcua::workflow {

inline constexpr std::size_t rows_per_page = 50;  // as queries/list_*.sql

// Where a list goes on: the last row shown before.
struct WorkPlace {
  std::int64_t order = std::numeric_limits<std::int64_t>::min();  // dossier_dossier.lane_order
  Uuid id = {};
  auto operator<=>(const WorkPlace&) const = default;
};
// As the API writes it: "1795166400000.0193a1b2-…".
std::string text_of(const WorkPlace& place);
std::optional<WorkPlace> read_place(std::string_view text);

// mine: held by or given to one of my posts or one that I cover, clock running or result waiting to be handed
// over. unassigned: nobody holds it, or it came online and waits for acceptance. office: everything open in
// my agencies. paused: the clock stands. done: closed or handed over, newest first.
struct WorkAsked {
  std::string view = "mine";
  std::string procedure, step;  // "" = any
  int channel = 0;              // 0 = any
  WorkPlace after = {};
};

// One page, the counts of this view by due day, and the counts of every view. Problems:
// workflow.view_unknown.
Expected<WorkPage> work_page(const Installation& installation, store::Reader& reader,
                             const identity::Caller& caller, const WorkAsked& asked, Language language);

// A row of a list: the owner's name is private, so the caller of this logs the access once per page shown.
WorkItem work_item(const Installation& installation, store::Reader& reader, Names& names, const Uuid& id,
                   Instant now, Language language);

// Codes of the agencies that receive or solve what the caller's posts may read, each once: a commune, a
// department, or the police of a commune.
std::vector<std::string> agencies_of(const Installation& installation, const identity::Caller& caller);

}  // namespace motcua::workflow
