#include "intake/bodies.h"

namespace motcua::intake {

using http::field;
using http::integer;
using http::object;
using http::Shape;
using http::text;

// Wide on purpose: what a person can mistype is judged by validate, all faults at once.
const Shape<PersonGiven>& shape_of(const PersonGiven*) {
  using V = PersonGiven;
  static const auto shape = object<V>(
      "PersonGiven",
      {field("full_name", &V::full_name, text(0, 400)).or_default(),
       field("id_number", &V::id_number, text(0, 60)), field("birth_date", &V::birth_date, text(0, 40)),
       field("sex", &V::sex, text(0, 20)), field("address", &V::address, text(0, 1000)),
       field("phone", &V::phone, text(0, 60)), field("email", &V::email, text(0, 400))});
  return shape;
}

const Shape<ReceiveBody>& shape_of(const ReceiveBody*) {
  using V = ReceiveBody;
  static const auto shape = object<V>(
      "Filing",
      {field("id", &V::id), field("channel", &V::channel).means("For submissions: online or post."),
       field("procedure", &V::procedure, text(0, 80)),
       field("procedure_version", &V::procedure_version, text(0, 80)).means("The version that was shown."),
       field("unit", &V::unit, text(0, 40)).means("The receiving agency."), field("applicant", &V::applicant),
       field("submitter", &V::submitter),
       field("papers", &V::papers, http::list<dossier::PaperCount>(0, 100)),
       field("content", &V::content, text(0, 5000)), field("return_by", &V::return_by).or_default(),
       field("fee_paid", &V::fee_paid), field("fee_dong", &V::fee_dong, integer(0, 1'000'000'000)),
       field("helped_by_unit", &V::helped_by_unit, text(0, 40)),
       field("solving_unit", &V::solving_unit, text(0, 40)), field("note", &V::note, text(0, 5000))});
  return shape;
}

const Shape<ExplainedDay>& shape_of(const ExplainedDay*) {
  using V = ExplainedDay;
  static const auto shape =
      object<V>("ExplainedDay", {field("date", &V::date), field("kind", &V::kind), field("text", &V::text)});
  return shape;
}

const Shape<Filed>& shape_of(const Filed*) {
  using V = Filed;
  static const auto shape =
      object<V>("Filed", {field("id", &V::id), field("code", &V::code), field("version", &V::version),
                          field("status", &V::status), field("submitted_at", &V::submitted_at),
                          field("received_at", &V::received_at), field("due_at", &V::due_at),
                          field("secret", &V::secret), field("explanation", &V::explanation),
                          field("receipt", &V::receipt), field("warnings", &V::warnings)});
  return shape;
}

const Shape<BatchItem>& shape_of(const BatchItem*) {
  static const auto shape = http::object<BatchItem>(
      "BatchItem",
      {http::field("id", &BatchItem::id), http::field("content", &BatchItem::content, http::text(1, 500)),
       http::field("papers", &BatchItem::papers, http::list<dossier::PaperCount>(0, 200))
           .or_default()
           .means("Left out: as in filing."),
       http::field("fee_dong", &BatchItem::fee_dong, http::integer(0, 1'000'000'000'000))});
  return shape;
}

const Shape<BatchBody>& shape_of(const BatchBody*) {
  static const auto shape = http::object<BatchBody>(
      "Batch", {http::field("filing", &BatchBody::filing).means("What all of them have in common."),
                http::field("items", &BatchBody::items, http::list<BatchItem>(1, most_in_a_batch))});
  return shape;
}

const Shape<BatchFiled>& shape_of(const BatchFiled*) {
  static const auto shape = http::object<BatchFiled>(
      "BatchFiled", {http::field("filed", &BatchFiled::filed), http::field("receipt", &BatchFiled::receipt)});
  return shape;
}

const Shape<CardText>& shape_of(const CardText*) {
  static const auto shape =
      object<CardText>("IdCardText", {field("text", &CardText::text, text(0, 2000, http::Pattern::scanned))});
  return shape;
}

const Shape<CardUnit>& shape_of(const CardUnit*) {
  using V = CardUnit;
  static const auto shape =
      object<V>("IdCardUnit", {field("code", &V::code), field("name", &V::name), field("note", &V::note)});
  return shape;
}

const Shape<CardView>& shape_of(const CardView*) {
  using V = CardView;
  static const auto shape = object<V>(
      "IdCard", {field("id_number", &V::id_number), field("old_id_number", &V::old_id_number),
                 field("full_name", &V::full_name), field("birth_date", &V::birth_date),
                 field("sex", &V::sex), field("address", &V::address), field("issued_on", &V::issued_on),
                 field("warnings", &V::warnings), field("unit_today", &V::unit_today)});
  return shape;
}

const Shape<DeadlineAsked>& shape_of(const DeadlineAsked*) {
  using V = DeadlineAsked;
  static const auto shape = object<V>(
      "DeadlineAsked", {field("procedure", &V::procedure, text(0, 80)), field("channel", &V::channel),
                        field("unit", &V::unit, text(0, 40)),
                        field("received_at", &V::received_at, text(0, 40)).means("Left out: now.")});
  return shape;
}

const Shape<DeadlineView>& shape_of(const DeadlineView*) {
  using V = DeadlineView;
  static const auto shape =
      object<V>("Deadline", {field("due_at", &V::due_at), field("due_text", &V::due_text),
                             field("limit_text", &V::limit_text), field("explanation", &V::explanation)});
  return shape;
}

const Shape<ScanStored>& shape_of(const ScanStored*) {
  using V = ScanStored;
  static const auto shape = object<V>(
      "ScanStored", {field("id", &V::id), field("version", &V::version), field("media_type", &V::media_type),
                     field("bytes", &V::bytes), field("pages", &V::pages)});
  return shape;
}

const Shape<EraseBody>& shape_of(const EraseBody*) {
  using V = EraseBody;
  static const auto shape = object<V>(
      "Erasing", {field("seen_version", &V::seen_version, integer(0)),
                  field("basis", &V::basis, text(0, 200)), field("reason", &V::reason, text(0, 1000))});
  return shape;
}

const Shape<Erased>& shape_of(const Erased*) {
  static const auto shape = object<Erased>("Erased", {field("version", &Erased::version)});
  return shape;
}

std::vector<ExplainedDay> explained(const std::vector<dossier::SkippedDay>& days, Language language) {
  std::vector<ExplainedDay> list;
  for (const auto& day : days) list.push_back({day.date, day.kind, day.text.in(language)});
  return list;
}

std::vector<std::string> sentences(const Problems& warnings, Language language) {
  std::vector<std::string> list;
  for (const auto& each : warnings) list.push_back(problem_message(language, each));
  return list;
}

}  // namespace motcua::intake
