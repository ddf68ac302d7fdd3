#include "workflow/bodies.h"

namespace motcua::workflow {

using http::field;
using http::object;
using http::Shape;
using http::text;

namespace {
constexpr std::size_t most_of_a_remark = 2000, most_of_a_reason = 1000;  // characters
const http::IntegerRange versions = http::integer(0);
}  // namespace

const Shape<Seen>& shape_of(const Seen*) {
  static const auto shape = object<Seen>("Seen", {field("seen_version", &Seen::seen_version, versions)});
  return shape;
}

const Shape<AssignBody>& shape_of(const AssignBody*) {
  static const auto shape =
      object<AssignBody>("Assigning", {field("seen_version", &AssignBody::seen_version, versions),
                                       field("post", &AssignBody::post),
                                       field("note", &AssignBody::note, text(0, most_of_a_remark))});
  return shape;
}

const Shape<SolveBody>& shape_of(const SolveBody*) {
  static const auto shape = object<SolveBody>(
      "Solving", {field("seen_version", &SolveBody::seen_version, versions), field("post", &SolveBody::post),
                  field("note", &SolveBody::note, text(0, most_of_a_remark))});
  return shape;
}

const Shape<ReasonBody>& shape_of(const ReasonBody*) {
  static const auto shape =
      object<ReasonBody>("Reasoned", {field("seen_version", &ReasonBody::seen_version, versions),
                                      field("reason", &ReasonBody::reason, text(3, most_of_a_remark)),
                                      field("basis", &ReasonBody::basis, text(0, 300))});
  return shape;
}

// Found by http::shape<T>() beside their types, so they live in the namespace and not in an anonymous one.
const Shape<FaultBody>& shape_of(const FaultBody*) {
  static const auto kinds =
      http::choice<dossier::FaultKind>({{"missing_paper", dossier::FaultKind::missing_paper},
                                        {"fault_in_paper", dossier::FaultKind::fault_in_paper},
                                        {"fault_in_field", dossier::FaultKind::fault_in_field}});
  static const auto shape = object<FaultBody>(
      "FaultWritten", {field("kind", &FaultBody::kind, kinds),
                       field("key", &FaultBody::key, text(1, 80, http::Pattern::line)),
                       field("basis", &FaultBody::basis, text(3, 300)).means("Act and article."),
                       field("reason", &FaultBody::reason, text(0, most_of_a_reason))
                           .means("What is wrong; may be left out for a missing paper.")});
  return shape;
}

const Shape<SupplementAskBody>& shape_of(const SupplementAskBody*) {
  static const auto shape = object<SupplementAskBody>(
      "SupplementAsking", {field("seen_version", &SupplementAskBody::seen_version, versions),
                           field("faults", &SupplementAskBody::faults, http::list<FaultBody>(1, 50))
                               .means("Every missing paper and every fault, all in this one request."),
                           field("reason", &SupplementAskBody::reason, text(0, most_of_a_remark))});
  return shape;
}

const Shape<FieldBody>& shape_of(const FieldBody*) {
  static const auto shape =
      object<FieldBody>("FieldGiven", {field("field", &FieldBody::field, text(1, 40, http::Pattern::line)),
                                       field("text", &FieldBody::text, text(1, most_of_a_remark))});
  return shape;
}

const Shape<SupplementBody>& shape_of(const SupplementBody*) {
  static const auto shape = object<SupplementBody>(
      "Supplementing",
      {field("seen_version", &SupplementBody::seen_version, versions),
       field("papers", &SupplementBody::papers, http::list<dossier::PaperCount>(0, 200)).or_default(),
       field("fields", &SupplementBody::fields, http::list<FieldBody>(0, 20)).or_default()});
  return shape;
}

const Shape<CountedBody>& shape_of(const CountedBody*) {
  static const auto shape = object<CountedBody>(
      "Accepting", {field("seen_version", &CountedBody::seen_version, versions),
                    field("papers", &CountedBody::papers, http::list<dossier::PaperCount>(0, 200))});
  return shape;
}

const Shape<PauseBody>& shape_of(const PauseBody*) {
  static const auto shape = object<PauseBody>(
      "Pausing", {field("seen_version", &PauseBody::seen_version, versions),
                  field("reason", &PauseBody::reason, text(3, most_of_a_remark)),
                  field("basis", &PauseBody::basis, text(0, 300)),
                  field("agency_unit", &PauseBody::agency_unit, text(1, 40, http::Pattern::line))
                      .means("Code of the unit whose answer is waited for."),
                  field("agency_name", &PauseBody::agency_name, text(3, 200, http::Pattern::line))
                      .means("Name of an agency that is no unit here.")});
  return shape;
}

const Shape<SearchBody>& shape_of(const SearchBody*) {
  static const auto shape = object<SearchBody>("Searching", {field("q", &SearchBody::q, text(0, 200))});
  return shape;
}

const Shape<PaymentAskBody>& shape_of(const PaymentAskBody*) {
  static const auto shape = object<PaymentAskBody>(
      "PaymentAsking", {field("seen_version", &PaymentAskBody::seen_version, versions),
                        field("fee_dong", &PaymentAskBody::fee_dong, http::integer(1, 1'000'000'000'000))});
  return shape;
}

const Shape<ExtensionBody>& shape_of(const ExtensionBody*) {
  static const auto shape = object<ExtensionBody>(
      "ExtensionAsking",
      {field("seen_version", &ExtensionBody::seen_version, versions), field("due_at", &ExtensionBody::due_at),
       field("reason", &ExtensionBody::reason, text(3, most_of_a_remark))});
  return shape;
}

const Shape<ForeignCodeBody>& shape_of(const ForeignCodeBody*) {
  static const auto shape = object<ForeignCodeBody>(
      "ForeignCodeGiven", {field("seen_version", &ForeignCodeBody::seen_version, versions),
                           field("system", &ForeignCodeBody::system, text(1, 60, http::Pattern::line)),
                           field("code", &ForeignCodeBody::code, text(3, 80, http::Pattern::code))});
  return shape;
}

}  // namespace motcua::workflow
