#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "calendar/calendar.h"

// Whom a step's clock calls, and when: before the step is due, when it is due, after. Pure; the thresholds
// are data/workflow/escalation.tsv.
namespace motcua::workflow {

enum class Called { holder, head, director };
std::string_view name_of(Called called);  // "holder"

struct Rung {
  std::string key;           // "before"; the end of its message id "call.before"
  std::int64_t minutes = 0;  // working minutes from the due date
  std::vector<Called> called;
  bool operator==(const Rung&) const = default;
};

// Reads a table with the columns of data/workflow/escalation.tsv. Throws std::runtime_error naming the row
// when minutes do not rise or a cell is neither "x" nor "-".
std::vector<Rung> read_rungs(std::string_view tsv);
const std::vector<Rung>& shipped_rungs();

// The clock of one step: from when it could be worked on, until when it must be done.
struct StepClock {
  Instant since;
  Instant due_at;
};

// The instant at which a rung is reached: `minutes` of working time before or after the due date; before it
// never sooner than half way from `since`; nothing when the step was late from its beginning and the rung
// lies before. Problems: calendar.before_first_day, calendar.after_last_day.
Expected<std::optional<Instant>> reached_at(const Rung& rung, const StepClock& clock,
                                            const calendar::Timetable& timetable);

struct Call {
  std::string rung;
  Called called = Called::holder;
  bool operator==(const Call&) const = default;
};
struct Calls {
  std::vector<Call> now;        // of each who is called the last rung reached: never three calls at once
  std::optional<Instant> next;  // when more is to be called; none after the last rung
};
// What a step's clock has called by `now`. The same question later gives the same calls or later ones, so
// that who records them by rung records each once. Problems as above.
Expected<Calls> calls(const std::vector<Rung>& rungs, const StepClock& clock, Instant now,
                      const calendar::Timetable& timetable);

}  // namespace motcua::workflow
