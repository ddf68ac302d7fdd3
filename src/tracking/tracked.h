#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language_map.h"
#include "base/time.h"

namespace motcua::tracking {

// The seven states a citizen is shown (UX.md section 4) and the endings that need a word of their own.
enum class State {
  overdue,
  due_today,
  running,
  received,
  waiting,
  paused,
  done,
  handed_over,
  stopped,
  withdrawn,
  refused
};

enum class Progress { done, now, ahead };

struct TrackedStage {
  std::string key;
  LanguageMap name;    // the same words as on the receipt and in notices
  LanguageMap office;  // that holds or held it; empty: not known yet
  Progress progress = Progress::ahead;
  std::optional<Instant> since;  // reached it
  std::optional<Instant> until;  // left it
};

struct TrackedResult {
  LanguageMap name;
  Instant finished_at;
  std::optional<Instant> handed_over_at;
  LanguageMap fetch_at;  // office; empty: sent by post
};

// One thing the applicant was asked to bring or put right.
struct Needed {
  LanguageMap kind;    // "Thiếu giấy tờ"
  LanguageMap name;    // of the paper or the entry
  std::string reason;  // what is wrong, in the officer's words
  std::string basis;   // act and article
};

// What only the holder of the receipt may know. Initials stand for the officer even here.
struct Confidential {
  std::string owner_initials;  // of who holds it now: "M.A.D."
  std::vector<Needed> needed;  // all that the applicant owes now: these and only these are open
  std::string needed_reason;   // of the whole request, in the officer's words
  LanguageMap bring_to;        // office that takes them
  std::string pause_reason;
  LanguageMap awaited_agency;            // whose answer a pause waits for; empty: no agency's
  std::string ending_reason;             // why it was not accepted or was stopped, in the officer's words
  std::vector<LanguageMap> explanation;  // of the promised date: each skipped day
  std::optional<TrackedResult> result;
};

// A dossier as its applicant may see it. Without the secret only what stands here beside `confidential` is
// shown: it names no person.
struct TrackedDossier {
  std::string code;
  LanguageMap procedure_name;
  State state = State::running;
  // Working minutes until the promise, or past it when overdue; none: not counted now.
  std::optional<long> working_minutes;
  std::optional<Instant> due_at;
  std::optional<Instant> first_due_at;         // when the date was moved since
  std::optional<Instant> due_if_answered_now;  // while waiting or paused, when it can be said
  std::optional<Instant> clock_stopped_since;
  bool without_due_date = false;     // the procedure promises none
  std::vector<TrackedStage> stages;  // in order
  Confidential confidential;
};

// How much is read of a dossier. `stages` leaves `confidential` and the stages' offices empty: what is not
// shown is not opened.
enum class Depth { stages, whole };

// What tracking asks of the dossiers; compose fills it. Safe to call from several threads.
class TrackingSource {
 public:
  virtual ~TrackingSource() = default;
  // By own code in its normal form (dossier::read_code); nullopt when there is none.
  virtual std::optional<TrackedDossier> find(std::string_view code, Instant now, Depth depth) const = 0;
  // Whether `secret`, in its normal form (dossier::normal_secret), is the one on the receipt. False for a
  // code that does not exist and for an erased dossier.
  virtual bool check_secret(std::string_view code, std::string_view secret) const = 0;
};

}  // namespace motcua::tracking
