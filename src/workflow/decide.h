#pragma once
#include <string>
#include <vector>

#include "base/expected.h"
#include "calendar/calendar.h"
#include "dossier/dossier.h"
#include "workflow/act.h"
#include "workflow/supplement.h"

// Which events an act records. Pure; the caller has asked judge() first, so what is unlawful here is our
// mistake.
namespace motcua::workflow {

using Events = std::vector<dossier::NewEvent>;

// A post as the target of a hand-over, and the office it sits in.
struct Target {
  Uuid post;
  std::string unit;
};

// First assignment: the step "assign" is done and "solve" given. Later: "solve" is given to another, who
// holds it from the moment of taking it; until then the one who has it keeps it.
Events assign(const dossier::State& state, const Uuid& by, const Target& to, const std::string& note,
              Instant now);
Events take(const dossier::State& state, const Uuid& by, Instant now);
// "solve" is done, "approve" given to `approver`.
Events solve(const dossier::State& state, const Target& approver, const std::string& note, Instant now);
Events return_for_correction(const dossier::State& state, const std::string& reason, Instant now);

// `faults` as check_faults accepted them; `reason` of the whole, may be empty.
Events request_supplement(const std::vector<WrittenFault>& faults, const std::string& reason, Instant now);
// Status 6: the clock stands until the money is there.
Events request_payment(std::int64_t fee_dong, Instant now);
// Another agency whose answer is waited for: a unit of ours by its code, another by name.
struct AwaitedAgency {
  std::string unit;  // "" when it is no unit of ours
  std::string name;  // "" when it is
};
Events pause(const std::string& reason, const std::string& basis, const std::optional<AwaitedAgency>& agency,
             Instant now);
Events withdraw(const std::string& reason, Instant now);
Events stop(const std::string& reason, const std::string& basis, Instant now);

// The due date after a wait from state.clock_stopped_since until `now` (handbook section 5): nothing when the
// wait began before acceptance. Problems: calendar.after_last_day.
Expected<std::optional<dossier::Shift>> shift_after_wait(const dossier::State& state,
                                                         const calendar::Timetable& timetable, Instant now);
// The steps not yet done, later by the working time of that wait as the promise is: none when there was no
// promise yet. Problems as above.
Expected<std::vector<dossier::PlannedStep>> steps_after_wait(const dossier::State& state,
                                                             const calendar::Timetable& timetable,
                                                             Instant now);
// `papers` and `fields` as check_supplement accepted them. Before acceptance the time to accept moves instead
// of the promise.
Expected<Events> receive_supplement(const dossier::State& state,
                                    const std::vector<dossier::PaperCount>& papers,
                                    const std::vector<GivenField>& fields,
                                    const calendar::Timetable& timetable, Instant now);
Expected<Events> settle_payment(const dossier::State& state, const calendar::Timetable& timetable,
                                Instant now);
Expected<Events> resume(const dossier::State& state, const calendar::Timetable& timetable, Instant now);

// Form 04. The new date must be later than the one that holds, on a worked time: within office hours or at a
// closing. Problems: workflow.extension_not_later and workflow.extension_not_worked at /due_at,
// calendar.after_last_day.
Expected<Events> propose_extension(const dossier::State& state, Instant due_at, const std::string& reason,
                                   const calendar::Timetable& timetable, Instant now);
// The proposed date, asked again of the calendar in force now, becomes the due date. Of the steps not yet
// done those still due after `now` move later by the working time between the last step's date and the new
// one, so that the last ends with it; a step already late stays late. Problems as above.
Expected<Events> extend(const dossier::State& state, const calendar::Timetable& timetable, Instant now);

// {"note": text} or nothing.
std::optional<json::value> private_remark(const std::string& field, const std::string& text);

}  // namespace motcua::workflow
