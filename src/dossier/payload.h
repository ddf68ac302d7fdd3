#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/language_map.h"
#include "base/time.h"
#include "base/uuid.h"
#include "catalogue/catalogue.h"

// What each event says in public: codes, counts, times, posts. Never a name, number, address, free text or
// digest of a file: those are private parts.
namespace motcua::dossier {

using catalogue::Channel;
enum class ReturnBy { counter, post };

// Three agencies, fixed at reception (non-territorial reception, handbook section 5). Unit codes.
struct Agencies {
  std::string help;      // where help was given
  std::string received;  // where it was officially received
  std::string solving;   // who has the power to solve it
  bool operator==(const Agencies&) const = default;
};

struct PaperCount {
  std::string paper;  // key of the paper in the catalogue version
  int originals = 0;
  int certified_copies = 0;
  int photocopies = 0;
  bool operator==(const PaperCount&) const = default;
};

// A day that did not count, as the calendar explained it on the day of the promise.
struct SkippedDay {
  LocalDate date;
  std::string kind;
  LanguageMap text;
  bool operator==(const SkippedDay&) const = default;
};

// A promise is a fact: recorded once, never computed again.
struct Promise {
  std::optional<Instant> due_at;  // none: a procedure without a due date
  std::string limit;              // "3 working-days"
  std::string calendar_version;
  std::vector<SkippedDay> explanation;
  bool operator==(const Promise&) const = default;
};

// A step of the procedure's process with its own share of the limit.
struct PlannedStep {
  std::string key;  // "solve"
  std::optional<Instant> due_at;
  bool operator==(const PlannedStep&) const = default;
};

// The promise moved by the working time of a pause that ended (handbook section 5).
struct Shift {
  std::optional<Instant> due_at;
  std::int64_t working_minutes = 0;
  std::string calendar_version;
  bool operator==(const Shift&) const = default;
};

// Private part: {"applicant": …, "submitter": …, "content", "secret", "note"}.
struct Submitted {
  std::string code;
  std::string procedure;
  std::int64_t catalogue_version = 0;
  Channel channel = Channel::counter;
  Agencies agencies;
  std::vector<PaperCount> papers;
  ReturnBy return_by = ReturnBy::counter;
  std::optional<Instant> accept_by = {};  // since payload version 2: what came online is accepted until then
  bool operator==(const Submitted&) const = default;
};

// A dossier carried over from an earlier system begins with its promise as it was given there.
struct TakenOver {
  std::string source;
  std::string foreign_code;
  std::string code;
  std::string procedure;
  std::int64_t catalogue_version = 0;
  Channel channel = Channel::counter;
  Agencies agencies;
  Instant received_at;
  Promise promise;
  std::vector<PlannedStep> steps;
  bool operator==(const TakenOver&) const = default;
};

struct Accepted {
  Instant received_at;
  Promise promise;
  std::vector<PlannedStep> steps;
  std::vector<PaperCount> papers;  // as the officer counted them
  std::int64_t fee_dong = 0;
  bool fee_paid = false;
  bool operator==(const Accepted&) const = default;
};

// Private part: {"reason"}.
struct NotAccepted {
  std::string basis;  // act and article, may be empty
  bool operator==(const NotAccepted&) const = default;
};

// The giver's side of a hand-over: `to` is asked to take the step, and holds it from now on only once it is
// taken.
struct StepAssigned {
  std::string step;
  Uuid to;           // post
  std::string unit;  // office of that post
  bool operator==(const StepAssigned&) const = default;
};

// The receiver's side.
struct StepTaken {
  std::string step;
  Uuid by;  // post
  bool operator==(const StepTaken&) const = default;
};

// Private part: {"note"}, if anything was written. `returned`: sent back for correction, the step before it
// is done anew.
struct StepCompleted {
  std::string step;
  bool returned = false;
  bool operator==(const StepCompleted&) const = default;
};

// Private part: {"name", "blob", "bytes"}; the digest of a file names its content, so it is private too.
struct ScanAttached {
  Uuid scan;
  std::string paper;
  std::string media_type;
  std::optional<std::int64_t> pages;
  bool operator==(const ScanAttached&) const = default;
};

// What has to be put right before a dossier can go on: one line of form 02.
enum class FaultKind { missing_paper, fault_in_paper, fault_in_field };
struct AskedFault {
  FaultKind kind = FaultKind::missing_paper;
  std::string key;    // of the paper in the catalogue version, or of the field (correction.h)
  std::string basis;  // act and article
  bool operator==(const AskedFault&) const = default;
};

// All faults at once (handbook section 4). Private part: {"reason", "reasons"}: of the whole, and one for
// each fault in the same order. Payload version 1 had papers and one basis: it is read as missing papers,
// each with that basis.
struct SupplementRequested {
  std::vector<AskedFault> faults;
  bool operator==(const SupplementRequested&) const = default;
};

// Private part, where fields were corrected: {"fields": {key: text}}. Since payload version 2 the steps still
// open move with the shift.
struct SupplementReceived {
  std::vector<PaperCount> papers;
  std::optional<Shift> shift;
  std::vector<std::string> fields = {};
  std::vector<PlannedStep> steps = {};
  std::optional<Instant> accept_by = {};  // moved by a wait before acceptance
  bool operator==(const SupplementReceived&) const = default;
};

struct PaymentRequested {
  std::int64_t fee_dong = 0;
  bool operator==(const PaymentRequested&) const = default;
};

struct PaymentSettled {
  std::int64_t fee_dong = 0;
  std::optional<Shift> shift;
  std::vector<PlannedStep> steps = {};  // as in SupplementReceived
  bool operator==(const PaymentSettled&) const = default;
};

// Private part: {"reason", "agency"}: the name of the agency that is waited for, where it is no unit of ours.
struct Paused {
  std::string basis;
  // Since payload version 2: the pause waits for another agency's answer. Its unit code, "" when it has none
  // here.
  std::optional<std::string> agency = {};
  bool operator==(const Paused&) const = default;
};

struct Resumed {
  std::optional<Shift> shift;
  std::vector<PlannedStep> steps = {};  // as in SupplementReceived
  bool operator==(const Resumed&) const = default;
};

// Private part: {"reason"}.
struct Withdrawn {
  bool operator==(const Withdrawn&) const = default;
};

// Private part: {"reason"}.
struct Stopped {
  std::string basis;
  bool operator==(const Stopped&) const = default;
};

// Private part: {"name", "blob", "bytes"}.
struct ResultAttached {
  Uuid scan;
  std::string media_type;
  std::optional<std::int64_t> pages;
  bool operator==(const ResultAttached&) const = default;
};

// occurred_at is the end of processing, the date lateness is judged by (handbook section 5).
struct Finished {
  bool operator==(const Finished&) const = default;
};

// Private part: {"receiver_name", "receiver_id_number"}.
struct HandedOver {
  ReturnBy by = ReturnBy::counter;
  bool operator==(const HandedOver&) const = default;
};

struct ForeignCodeAdded {
  std::string system;
  std::string code;
  bool operator==(const ForeignCodeAdded&) const = default;
};

// All private parts up to here, their salts and the dossier's key are gone.
struct PrivateErased {
  std::string basis;
  bool operator==(const PrivateErased&) const = default;
};

// Private part: {"reason"}. Form 04 goes out for signature; the promise stands until it is signed.
struct ExtensionProposed {
  Instant due_at;  // the new date asked for
  bool operator==(const ExtensionProposed&) const = default;
};

// Form 04 is signed: the one re-appointment a dossier may have (handbook section 2).
struct Extended {
  Instant due_at;
  std::string calendar_version;
  std::vector<PlannedStep> steps;  // those whose own dates move with it
  bool operator==(const Extended&) const = default;
};

}  // namespace motcua::dossier
