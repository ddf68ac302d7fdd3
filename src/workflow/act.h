#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/dossier.h"

namespace motcua::workflow {

// Everything an official can do to a dossier. The rulebook of them all stands here, below the capabilities
// that carry them out (intake, workflow, result).
enum class Act {
  accept,
  refuse,
  attach_scan,
  assign,
  take,
  request_supplement,
  receive_supplement,
  request_payment,
  settle_payment,
  pause,
  resume,
  propose_extension,
  extend,
  solve,
  attach_result,
  return_for_correction,
  approve,
  hand_over,
  withdraw,
  stop,
  add_foreign_code,
  erase,
};

std::string_view name_of(Act act);  // the noun it is known by outside: "supplement_request"
std::optional<Act> act_of(std::string_view name);
const std::vector<Act>& all_acts();

// What the one who asks may do in the units of this dossier, as identity decided it.
struct Viewer {
  std::vector<Uuid> posts;         // one's own
  std::vector<Uuid> covered = {};  // posts of absent or delegating officials, acted for today
  bool receives = false;           // dossier.receive at the receiving agency
  bool works = false;              // dossier.work at the solving agency
  bool assigns = false;            // dossier.assign at the solving or receiving agency
  bool approves = false;           // dossier.approve at the solving agency
  bool hands_over = false;         // dossier.hand_over at the receiving agency
  bool erases = false;             // dossier.erase
};

// Whether an act is lawful now and, if not, why and what would make it so. `reason` is a problem code with a
// sentence in every language; `cure` the act that would help, where there is one.
struct Verdict {
  bool allowed = false;
  std::string reason;
  std::optional<Act> cure = {};
  bool operator==(const Verdict&) const = default;
};

// Status first (no such move), then the step (not in hand), then the person (not the one who does this).
// `now` decides only what the law ties to a date: an extension ends the day before the due date.
Verdict judge(const dossier::State& state, Act act, const Viewer& viewer, Instant now);

// The one act that comes next for this viewer: what the screen's one indigo button does.
std::optional<Act> next_act(const dossier::State& state, const Viewer& viewer);

}  // namespace motcua::workflow
