#include "workflow/views.h"

namespace motcua::workflow {

using http::field;
using http::object;
using http::Shape;

const Shape<NamedCode>& shape_of(const NamedCode*) {
  static const auto shape =
      object<NamedCode>("NamedCode", {field("code", &NamedCode::code), field("name", &NamedCode::name)});
  return shape;
}

// Found by http::shape<T>() beside their types, so they live in the namespace and not in an anonymous one.
const Shape<NamedKey>& shape_of(const NamedKey*) {
  static const auto shape =
      object<NamedKey>("NamedKey", {field("key", &NamedKey::key), field("name", &NamedKey::name)});
  return shape;
}
const Shape<DueGroup>& shape_of(const DueGroup*) {
  static const auto shape =
      object<DueGroup>("DueGroup", {field("date", &DueGroup::date), field("label", &DueGroup::label)});
  return shape;
}
const Shape<WorkItem>& shape_of(const WorkItem*) {
  static const auto shape = object<WorkItem>(
      "WorkItem",
      {field("id", &WorkItem::id), field("code", &WorkItem::code), field("procedure", &WorkItem::procedure),
       field("owner_name", &WorkItem::owner_name), field("step", &WorkItem::step),
       field("holder", &WorkItem::holder), field("status", &WorkItem::status),
       field("state", &WorkItem::state), field("due_at", &WorkItem::due_at),
       field("remaining_working_minutes", &WorkItem::remaining_working_minutes),
       field("due_group", &WorkItem::due_group), field("channel", &WorkItem::channel),
       field("version", &WorkItem::version)});
  return shape;
}
const Shape<ViewCount>& shape_of(const ViewCount*) {
  static const auto shape =
      object<ViewCount>("ViewCount", {field("view", &ViewCount::view), field("count", &ViewCount::count)});
  return shape;
}
const Shape<SavedCount>& shape_of(const SavedCount*) {
  static const auto shape = object<SavedCount>(
      "SavedCount", {field("name", &SavedCount::name), field("view", &SavedCount::view),
                     field("procedure", &SavedCount::procedure), field("step", &SavedCount::step),
                     field("channel", &SavedCount::channel), field("count", &SavedCount::count)});
  return shape;
}
const Shape<DueCounts>& shape_of(const DueCounts*) {
  static const auto shape = object<DueCounts>(
      "DueCounts", {field("overdue", &DueCounts::overdue), field("due_today", &DueCounts::due_today),
                    field("next", &DueCounts::next), field("later", &DueCounts::later)});
  return shape;
}
const Shape<WorkPage>& shape_of(const WorkPage*) {
  static const auto shape = object<WorkPage>(
      "WorkPage",
      {field("now", &WorkPage::now), field("items", &WorkPage::items), field("counts", &WorkPage::counts),
       field("views", &WorkPage::views), field("saved", &WorkPage::saved), field("pages", &WorkPage::pages),
       field("total", &WorkPage::total), field("next", &WorkPage::next),
       field("working_minutes_left_today", &WorkPage::working_minutes_left_today)});
  return shape;
}
const Shape<Found>& shape_of(const Found*) {
  static const auto shape =
      object<Found>("Found", {field("items", &Found::items), field("reason", &Found::reason)});
  return shape;
}
const Shape<ExplainedView>& shape_of(const ExplainedView*) {
  static const auto shape = object<ExplainedView>(
      "DossierExplained", {field("date", &ExplainedView::date), field("kind", &ExplainedView::kind),
                           field("text", &ExplainedView::text)});
  return shape;
}
const Shape<HolderView>& shape_of(const HolderView*) {
  static const auto shape =
      object<HolderView>("Holder", {field("name", &HolderView::name), field("title", &HolderView::title),
                                    field("since", &HolderView::since)});
  return shape;
}
const Shape<StepView>& shape_of(const StepView*) {
  static const auto shape = object<StepView>(
      "DossierStep",
      {field("key", &StepView::key), field("name", &StepView::name), field("owner", &StepView::owner),
       field("status", &StepView::status), field("due_at", &StepView::due_at),
       field("started_at", &StepView::started_at), field("finished_at", &StepView::finished_at)});
  return shape;
}
const Shape<TenureView>& shape_of(const TenureView*) {
  using V = TenureView;
  static const auto shape = object<V>(
      "Tenure", {field("from", &V::from), field("until", &V::until), field("kind", &V::kind),
                 field("name", &V::name), field("step", &V::step), field("clock_runs", &V::clock_runs),
                 field("open", &V::open), field("working_minutes", &V::working_minutes)});
  return shape;
}
const Shape<AxisDayView>& shape_of(const AxisDayView*) {
  using V = AxisDayView;
  static const auto shape =
      object<V>("AxisDay", {field("date", &V::date), field("minute", &V::minute), field("off", &V::off)});
  return shape;
}
const Shape<LifeView>& shape_of(const LifeView*) {
  using V = LifeView;
  static const auto shape =
      object<V>("Life", {field("tenures", &V::tenures), field("age_minutes", &V::age_minutes),
                         field("due_minute", &V::due_minute), field("first_due_minute", &V::first_due_minute),
                         field("days", &V::days)});
  return shape;
}
const Shape<ScanView>& shape_of(const ScanView*) {
  static const auto shape =
      object<ScanView>("Scan", {field("id", &ScanView::id), field("name", &ScanView::name),
                                field("media_type", &ScanView::media_type), field("bytes", &ScanView::bytes),
                                field("pages", &ScanView::pages)});
  return shape;
}
const Shape<HandOverView>& shape_of(const HandOverView*) {
  using V = HandOverView;
  static const auto shape =
      object<V>("HandOverLine", {field("version", &V::version), field("step", &V::step),
                                 field("given_by", &V::given_by), field("given_to", &V::given_to),
                                 field("taken_by", &V::taken_by), field("given_at", &V::given_at),
                                 field("taken_at", &V::taken_at), field("state", &V::state)});
  return shape;
}
const Shape<AskedView>& shape_of(const AskedView*) {
  static const auto shape =
      object<AskedView>("AskedOf", {field("kind", &AskedView::kind), field("key", &AskedView::key),
                                    field("name", &AskedView::name), field("basis", &AskedView::basis),
                                    field("reason", &AskedView::reason)});
  return shape;
}
const Shape<FieldView>& shape_of(const FieldView*) {
  static const auto shape = object<FieldView>(
      "DossierField",
      {field("field", &FieldView::field), field("name", &FieldView::name), field("text", &FieldView::text)});
  return shape;
}
const Shape<AcceptanceView>& shape_of(const AcceptanceView*) {
  static const auto shape = object<AcceptanceView>(
      "AcceptanceDue",
      {field("due_at", &AcceptanceView::due_at), field("state", &AcceptanceView::state),
       field("holder", &AcceptanceView::holder), field("accepted_at", &AcceptanceView::accepted_at)});
  return shape;
}
const Shape<PaperView>& shape_of(const PaperView*) {
  static const auto shape = object<PaperView>(
      "DossierPaper",
      {field("paper", &PaperView::paper), field("name", &PaperView::name),
       field("originals", &PaperView::originals), field("certified_copies", &PaperView::certified_copies),
       field("photocopies", &PaperView::photocopies), field("shown_only", &PaperView::shown_only),
       field("asked", &PaperView::asked), field("scans", &PaperView::scans)});
  return shape;
}
const Shape<FeeView>& shape_of(const FeeView*) {
  static const auto shape = object<FeeView>(
      "DossierFee",
      {field("amount", &FeeView::amount), field("text", &FeeView::text), field("paid", &FeeView::paid)});
  return shape;
}
const Shape<HappenedView>& shape_of(const HappenedView*) {
  static const auto shape = object<HappenedView>(
      "Happened", {field("version", &HappenedView::version), field("at", &HappenedView::at),
                   field("text", &HappenedView::text), field("actor", &HappenedView::actor),
                   field("type", &HappenedView::type), field("remark", &HappenedView::remark),
                   field("asked", &HappenedView::asked)});
  return shape;
}
const Shape<ActView>& shape_of(const ActView*) {
  static const auto shape =
      object<ActView>("Act", {field("act", &ActView::act), field("primary", &ActView::primary)});
  return shape;
}
const Shape<BlockedView>& shape_of(const BlockedView*) {
  static const auto shape =
      object<BlockedView>("Blocked", {field("act", &BlockedView::act), field("reason", &BlockedView::reason),
                                      field("cure", &BlockedView::cure)});
  return shape;
}
const Shape<ResultView>& shape_of(const ResultView*) {
  static const auto shape = object<ResultView>(
      "Result", {field("id", &ResultView::id), field("name", &ResultView::name),
                 field("media_type", &ResultView::media_type), field("bytes", &ResultView::bytes),
                 field("pages", &ResultView::pages), field("issued_at", &ResultView::issued_at)});
  return shape;
}
const Shape<ForeignCodeView>& shape_of(const ForeignCodeView*) {
  static const auto shape = object<ForeignCodeView>(
      "DossierForeignCode",
      {field("system", &ForeignCodeView::system), field("code", &ForeignCodeView::code)});
  return shape;
}
const Shape<ProposedDueView>& shape_of(const ProposedDueView*) {
  static const auto shape = object<ProposedDueView>(
      "ProposedDue",
      {field("due_at", &ProposedDueView::due_at), field("due_text", &ProposedDueView::due_text),
       field("reason", &ProposedDueView::reason), field("by", &ProposedDueView::by)});
  return shape;
}
const Shape<DossierView>& shape_of(const DossierView*) {
  using V = DossierView;
  static const auto shape =
      object<V>("Dossier", {field("id", &V::id),
                            field("code", &V::code),
                            field("foreign_codes", &V::foreign_codes),
                            field("version", &V::version),
                            field("status", &V::status),
                            field("status_name", &V::status_name),
                            field("state", &V::state),
                            field("channel", &V::channel),
                            field("procedure", &V::procedure),
                            field("unit", &V::unit),
                            field("solving_unit", &V::solving_unit),
                            field("applicant", &V::applicant),
                            field("submitter", &V::submitter),
                            field("content", &V::content),
                            field("submitted_at", &V::submitted_at),
                            field("received_at", &V::received_at),
                            field("due_at", &V::due_at),
                            field("first_due_at", &V::first_due_at),
                            field("extended_at", &V::extended_at),
                            field("acceptance", &V::acceptance),
                            field("awaits", &V::awaits),
                            field("asked", &V::asked),
                            field("fields", &V::fields),
                            field("proposed_due", &V::proposed_due),
                            field("remaining_working_minutes", &V::remaining_working_minutes),
                            field("limit_text", &V::limit_text),
                            field("explanation", &V::explanation),
                            field("holder", &V::holder),
                            field("step", &V::step),
                            field("steps", &V::steps),
                            field("life", &V::life),
                            field("hand_overs", &V::hand_overs),
                            field("papers", &V::papers),
                            field("fee", &V::fee),
                            field("return_by", &V::return_by),
                            field("history", &V::history),
                            field("acts", &V::acts),
                            field("blocked", &V::blocked),
                            field("erased", &V::erased),
                            field("result", &V::result)});
  return shape;
}
const Shape<Acted>& shape_of(const Acted*) {
  static const auto shape = object<Acted>(
      "Acted",
      {field("version", &Acted::version), field("status", &Acted::status), field("state", &Acted::state)});
  return shape;
}

}  // namespace motcua::workflow
