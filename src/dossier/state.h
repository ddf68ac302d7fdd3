#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dossier/event.h"
#include "dossier/payload.h"
#include "dossier/status.h"

namespace motcua::dossier {

// A step of this dossier's process. Given (asked of somebody) and taken (held by somebody) are recorded
// apart.
struct StepState {
  std::string key;
  std::optional<Instant> due_at;
  std::optional<Uuid> given_to;
  std::optional<Instant> given_at;
  std::optional<Uuid> taken_by;
  std::optional<Instant> taken_at;
  std::optional<Instant> done_at;
  std::optional<Uuid> taken_for =
      {};  // the absent or delegating post whose cover took it; it may take it back
  bool operator==(const StepState&) const = default;
};

struct ForeignCode {
  std::string system;
  std::string code;
  bool operator==(const ForeignCode&) const = default;
};

struct ScanState {
  Uuid scan;
  std::string paper;  // "" for the result
  std::string media_type;
  std::optional<std::int64_t> pages;
  Instant attached_at;
  std::int64_t version = 0;  // of the event whose private part knows its name and file
  bool operator==(const ScanState&) const = default;
};

// What the events of one dossier amount to. Holds no private value. Business, money, delivery are kept apart.
struct State {
  Uuid id;
  std::int64_t version = 0;
  Digest last_hash{};
  std::string code;
  std::vector<ForeignCode> foreign_codes;
  Position position;
  std::string procedure;
  std::int64_t catalogue_version = 0;
  Channel channel = Channel::counter;
  Agencies agencies;
  std::vector<PaperCount> papers;
  ReturnBy return_by = ReturnBy::counter;
  std::optional<Instant> submitted_at;
  std::optional<Instant> received_at;
  std::optional<Promise> promise;              // as first made
  std::optional<Instant> due_at;               // promise, shifts, one extension: lateness is judged by it
  std::optional<Instant> proposed_due;         // asked for and not yet approved
  std::optional<Instant> extended_at;          // when the one extension was approved
  std::optional<Instant> clock_stopped_since;  // in 5, 6 and 8 paused
  std::vector<StepState> steps;
  std::optional<Instant> accept_by;       // what came online is to be accepted until then, waits included
  std::optional<std::string> awaited;     // while paused for another agency: its unit code, "" without one
  std::vector<std::string> asked_papers;  // while a supplement is asked for: these and only these reopen
  std::vector<std::string> asked_fields;  // the same for what the application says (correction.h)
  std::vector<ScanState> scans;
  std::optional<ScanState> result;
  std::int64_t fee_dong = 0;
  bool fee_paid = false;
  std::optional<Instant> ended_at;        // status 9, or the end in 3, 7, 8 stopped
  std::optional<Instant> handed_over_at;  // status 10
  bool erased = false;

  // The step in hand: the first that is not done. Null when all are done or there are none.
  const StepState* current_step() const;
  // The post that holds the dossier now; nothing = nobody.
  std::optional<Uuid> holder() const;
  // By when what comes next is due: the acceptance of what came online, then the result.
  std::optional<Instant> due_now() const { return position.status == Status::submitted ? accept_by : due_at; }
  bool operator==(const State&) const = default;
};

// The state after one more event. CHECKs what the rules have already decided: the version follows, the move
// is lawful.
void apply(State& state, const Event& event);

State fold(const std::vector<Event>& events);

json::value write_state(const State& state);
std::string state_text(const State& state);  // canonical: what is stored
State read_state(const json::value& value);
State read_state_text(std::string_view text);  // the same from what is stored, quicker
// The one member of a stored state that has no column of its own, without reading the rest.
std::int64_t catalogue_version_of(std::string_view state_text);

}  // namespace motcua::dossier
