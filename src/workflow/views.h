#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "http/shape.h"

// What the office screens read: the described answers of this folder's routes. Texts are in the reader's
// language.
namespace motcua::workflow {

struct NamedCode {
  std::string code;
  std::string name;
};
struct NamedKey {
  std::string key;
  std::string name;
};
struct DueGroup {
  std::optional<LocalDate> date;
  std::string label;
};

struct WorkItem {
  Uuid id;
  std::string code;
  NamedCode procedure;
  std::string owner_name;  // "" once erased
  std::optional<NamedKey> step;
  std::optional<std::string> holder;  // name; none = nobody holds it
  int status = 0;
  std::string state;
  std::optional<Instant> due_at;
  std::optional<std::int64_t> remaining_working_minutes;
  DueGroup due_group;
  std::string channel;
  std::int64_t version = 0;
};

struct ViewCount {
  std::string view;
  std::int64_t count = 0;
};
// A filter that the official keeps by name, and how many dossiers it lets through now.
struct SavedCount {
  std::string name, view, procedure, step, channel;
  std::int64_t count = 0;
};
struct DueCounts {
  std::int64_t overdue = 0, due_today = 0, next = 0, later = 0;
};
struct WorkPage {
  Instant now;
  std::vector<WorkItem> items;
  DueCounts counts;
  std::vector<ViewCount> views;
  std::vector<SavedCount> saved;
  std::int64_t pages = 1, total = 0;
  std::optional<std::string> next;  // what `after` wants for the rows that follow
  std::int64_t working_minutes_left_today = 0;
};

struct Found {
  std::vector<WorkItem> items;
  std::optional<std::string> reason;  // why there is nothing, and what to type instead
};

struct ExplainedView {
  LocalDate date;
  std::string kind;
  std::string text;
};
struct HolderView {
  std::string name, title;
  Instant since;
};
struct StepView {
  std::string key, name;
  std::optional<std::string> owner;
  std::string status;  // "ahead", "given", "now", "done"
  std::optional<Instant> due_at, started_at, finished_at;
};
// A stretch of the dossier's life: whose time it was.
struct TenureView {
  Instant from, until;
  std::string kind;  // "officer", "applicant", "agency", "nobody"
  std::string name;  // of the officer or the agency, or the word for the kind
  std::string step;  // in words: the step, or that it waits to be taken; "" before acceptance
  bool clock_runs = true;
  bool open = false;  // goes on now
  std::int64_t working_minutes = 0;
};
struct AxisDayView {
  LocalDate date;
  std::int64_t minute = 0;  // working minutes from the start to its opening
  bool off = false;
};
// A life as a picture: lanes of holders over an axis of working minutes.
struct LifeView {
  std::vector<TenureView> tenures;  // in order of time, without gap or overlap
  std::int64_t age_minutes = 0;     // the sum of the tenures
  std::optional<std::int64_t> due_minute, first_due_minute;
  std::vector<AxisDayView> days;  // to today or the due date, whichever is later
};
struct ScanView {
  Uuid id;
  std::string name, media_type;
  std::int64_t bytes = 0;
  std::optional<std::int64_t> pages;
};
// One hand-over of a step, both sides.
struct HandOverView {
  std::int64_t version = 0;  // of the event that began it
  std::string step;          // in words
  std::optional<std::string> given_by, given_to, taken_by;
  std::optional<Instant> given_at, taken_at;
  std::string state;  // "waiting", "taken", "replaced", "own", "cover", "returned"
};
// One thing that the applicant was asked to bring or put right.
struct AskedView {
  std::string kind;  // "missing_paper", "fault_in_paper", "fault_in_field"
  std::string key, name, basis, reason;
};
// What came online is to be accepted within working hours of the submission.
struct AcceptanceView {
  Instant due_at;
  std::string state;  // "waiting", "overdue", "on_time", "late"; "stands" while the applicant is asked
  std::string holder;
  std::optional<Instant> accepted_at;
};
struct FieldView {
  std::string field, name, text;
};
struct PaperView {
  std::string paper, name;
  int originals = 0, certified_copies = 0, photocopies = 0;
  bool shown_only = false;
  bool asked = false;  // asked for again by a supplement request
  std::vector<ScanView> scans;
};
struct FeeView {
  std::int64_t amount = 0;
  std::string text;
  bool paid = false;
};
struct HappenedView {
  std::int64_t version = 0;
  Instant at;
  std::string text, actor, type;
  std::optional<std::string> remark;  // note or reason from the private part
  std::vector<AskedView> asked;       // of a request for papers
};
struct ActView {
  std::string act;
  bool primary = false;
};
struct BlockedView {
  std::string act, reason, cure;
};
struct ResultView {
  Uuid id;
  std::string name, media_type;
  std::int64_t bytes = 0;
  std::optional<std::int64_t> pages;
  std::optional<Instant> issued_at;
};
struct ForeignCodeView {
  std::string system, code;
};
// A new due date that waits for the signature on form 04.
struct ProposedDueView {
  Instant due_at;
  std::string due_text;
  std::string reason, by;
};
struct DossierView {
  Uuid id;
  std::string code;
  std::vector<ForeignCodeView> foreign_codes;
  std::int64_t version = 0;
  int status = 0;
  std::string status_name, state, channel;
  NamedCode procedure, unit, solving_unit;
  std::optional<dossier::Person> applicant, submitter;
  std::optional<std::string> content;
  std::optional<Instant> submitted_at, received_at, due_at, first_due_at;
  std::optional<Instant> extended_at;  // when the one extension was approved
  std::optional<AcceptanceView> acceptance;
  std::optional<std::string> awaits;  // name of the agency that a pause waits for
  std::vector<AskedView> asked;       // what the applicant owes now
  std::vector<FieldView> fields;      // what the application says and a supplement may put right
  std::optional<ProposedDueView> proposed_due;
  std::optional<std::int64_t> remaining_working_minutes;
  std::string limit_text;
  std::vector<ExplainedView> explanation;
  std::optional<HolderView> holder;
  std::optional<NamedKey> step;
  std::vector<StepView> steps;
  std::optional<LifeView> life;  // none where the calendar ends
  std::vector<HandOverView> hand_overs;
  std::vector<PaperView> papers;
  std::optional<FeeView> fee;
  std::string return_by;
  std::vector<HappenedView> history;
  std::vector<ActView> acts;
  std::vector<BlockedView> blocked;
  bool erased = false;
  std::optional<ResultView> result;
};

// The answer to every act.
struct Acted {
  std::int64_t version = 0;
  int status = 0;
  std::string state;
};

const http::Shape<NamedCode>& shape_of(const NamedCode*);
const http::Shape<WorkPage>& shape_of(const WorkPage*);
const http::Shape<Found>& shape_of(const Found*);
const http::Shape<DossierView>& shape_of(const DossierView*);
const http::Shape<Acted>& shape_of(const Acted*);

}  // namespace motcua::workflow
