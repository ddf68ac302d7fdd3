#pragma once
#include <string>
#include <vector>

#include "base/expected.h"
#include "identity/identity.h"
#include "workflow/installation.h"
#include "workflow/names.h"
#include "workflow/views.h"

namespace motcua::workflow {

inline constexpr std::int64_t rows_per_page = 50;

// mine: held by or given to one of my posts, clock running or result waiting to be handed over. unassigned:
// nobody holds it, or it came online and waits for acceptance. office: everything open in my agencies.
// paused: the clock stands. done: closed or handed over, newest first.
struct WorkAsked {
  std::string view = "mine";
  std::string procedure, step;  // "" = any
  int channel = 0;              // 0 = any
  std::int64_t page = 1;
};

// One page, the counts of this view by due day, and the counts of every view. Problems:
// workflow.view_unknown.
Expected<WorkPage> work_page(const Installation& installation, store::Reader& reader,
                             const identity::Caller& caller, const WorkAsked& asked, Language language);

// A row of a list: the owner's name is private, so the caller of this logs the access once per page shown.
WorkItem work_item(const Installation& installation, store::Reader& reader, Names& names,
                   const dossier::State& state, Instant now, Language language);

// Codes of the agencies that receive or solve what the caller's posts may read, each once: a commune, a
// department, or the police of a commune.
std::vector<std::string> agencies_of(const Installation& installation, const identity::Caller& caller);

}  // namespace motcua::workflow
