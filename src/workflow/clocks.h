#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "store/store.h"
#include "workflow/timetables.h"

// The clock of the step in hand, of every dossier whose clock runs: a row that follows from the state, kept
// in the transaction of each act. What calls people and what foresees lateness read it instead of all
// dossiers.
namespace motcua::workflow {

// The step before acceptance has no plan: it is due when its event says, else 8 working hours after
// submission (handbook section 5).
inline constexpr std::string_view acceptance_step = "acceptance";
inline constexpr std::chrono::hours acceptance_limit{8};

// To be raised with clock_of: each installation then makes its clocks anew, once.
inline constexpr int clock_rule_version = 2;
// A clock to be looked at then is made anew from the state: of a dossier from before the table, loaded in
// bulk, or made by an earlier rule.
inline constexpr Instant made_anew{};

struct RunningStep {
  Uuid dossier;
  std::string unit;  // the agency whose step it is
  std::string receiving_unit;
  std::string procedure;
  std::int64_t catalogue_version = 0;
  int channel = 0;
  std::string step;
  std::optional<Uuid> holder;    // who has taken it
  std::optional<Uuid> given_to;  // who was asked to take it
  Instant since{};               // from when the step could be worked on
  std::optional<Instant> step_due;
  std::optional<Instant> due_at;   // of the dossier: State::due_now()
  std::optional<Instant> next_at;  // when to look at it
  bool operator==(const RunningStep&) const = default;
};

// Nothing while the clock stands or the processing is over. Where the calendar ends there are no dates, and
// nobody is called.
std::optional<RunningStep> clock_of(const dossier::State& state, const Timetables& timetables);

// From now on each act keeps the clock of its dossier, and who has solved what. Both must outlive `dossiers`.
void keep_clocks(dossier::Dossiers& dossiers, const Timetables& timetables);

// Puts the row of the state in its place, or takes it away. Agencies, procedure and channel of a dossier
// never change: of a row that is there they stay.
void put_clock(store::Writer& writer, const Uuid& dossier, const std::optional<RunningStep>& clock);

// What an agency has to solve or accept.
std::vector<RunningStep> clocks_of_unit(store::Reader& reader, std::string_view unit);
// That, and what it has received for another to solve.
std::vector<RunningStep> clocks_of_centre(store::Reader& reader, std::string_view unit);
std::optional<RunningStep> clock_of_dossier(store::Reader& reader, const Uuid& dossier);
// Those to be looked at by `now`, the longest waiting first.
std::vector<RunningStep> clocks_to_look_at(store::Reader& reader, Instant now, int most);
// Says when to look again; false when an act has changed the clock meanwhile.
bool look_again(store::Writer& writer, const RunningStep& seen, std::optional<Instant> next_at);

// The invariant clocks_equal_state: one sentence for each dossier whose clock is missing, left over or says
// something else than its row, at most 100.
std::vector<std::string> wrong_clocks(store::Reader& reader);
// Names the rule and the calendar, which decide what a clock says; letters, digits and _.
std::string clock_rule(const Timetables& timetables);
// Every clock is to be made anew; look_at_clocks does it.
void make_clocks_anew(store::Store& store);
// Marks the clock of every running dossier to be looked at: after a bulk load that did no acts.
void rebuild_clocks(store::Writer& writer);

}  // namespace motcua::workflow
