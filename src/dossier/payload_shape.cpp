#include <array>

#include "base/check.h"
#include "dossier/event.h"
#include "dossier/payload_lift.h"
#include "dossier/shapes.h"

namespace motcua::catalogue {

const http::Shape<Channel>& shape_of(const Channel*) {
  static const auto shape = http::choice<Channel>(
      {{"counter", Channel::counter}, {"online", Channel::online}, {"post", Channel::post}});
  return shape;
}

}  // namespace motcua::catalogue

namespace motcua::dossier {

using http::choice;
using http::field;
using http::object;
using http::Shape;

const Shape<ReturnBy>& shape_of(const ReturnBy*) {
  static const auto shape = choice<ReturnBy>({{"counter", ReturnBy::counter}, {"post", ReturnBy::post}});
  return shape;
}

const Shape<Agencies>& shape_of(const Agencies*) {
  static const auto shape =
      object<Agencies>("Agencies", {field("help", &Agencies::help), field("received", &Agencies::received),
                                    field("solving", &Agencies::solving)});
  return shape;
}

const Shape<PaperCount>& shape_of(const PaperCount*) {
  static const auto shape = object<PaperCount>(
      "PaperCount",
      {field("paper", &PaperCount::paper, http::text(1, 80, http::Pattern::line)),
       field("originals", &PaperCount::originals, http::integer(0, 999)).or_default(),
       field("certified_copies", &PaperCount::certified_copies, http::integer(0, 999)).or_default(),
       field("photocopies", &PaperCount::photocopies, http::integer(0, 999)).or_default()});
  return shape;
}

const Shape<SkippedDay>& shape_of(const SkippedDay*) {
  static const auto shape = object<SkippedDay>(
      "SkippedDay",
      {field("date", &SkippedDay::date), field("kind", &SkippedDay::kind), field("text", &SkippedDay::text)});
  return shape;
}

const Shape<Promise>& shape_of(const Promise*) {
  static const auto shape =
      object<Promise>("Promise", {field("due_at", &Promise::due_at), field("limit", &Promise::limit),
                                  field("calendar_version", &Promise::calendar_version),
                                  field("explanation", &Promise::explanation)});
  return shape;
}

const Shape<PlannedStep>& shape_of(const PlannedStep*) {
  static const auto shape = object<PlannedStep>(
      "PlannedStep", {field("key", &PlannedStep::key), field("due_at", &PlannedStep::due_at)});
  return shape;
}

const Shape<Shift>& shape_of(const Shift*) {
  static const auto shape = object<Shift>(
      "Shift", {field("due_at", &Shift::due_at), field("working_minutes", &Shift::working_minutes),
                field("calendar_version", &Shift::calendar_version)});
  return shape;
}

const Shape<AskedFault>& shape_of(const AskedFault*) {
  static const auto kinds = choice<FaultKind>({{"missing_paper", FaultKind::missing_paper},
                                               {"fault_in_paper", FaultKind::fault_in_paper},
                                               {"fault_in_field", FaultKind::fault_in_field}});
  static const auto shape =
      object<AskedFault>("AskedFault", {field("kind", &AskedFault::kind, kinds),
                                        field("key", &AskedFault::key), field("basis", &AskedFault::basis)});
  return shape;
}

namespace {

// One line per type: its name, the version we write, its form.
struct Form {
  std::string_view type;
  int version;
  http::SchemaRef schema;
};

template <class T>
Form form(std::string_view type, int version, std::vector<http::Field> fields) {
  return {type, version, object<T>(std::string(type) + "_payload", std::move(fields)).schema()};
}

std::vector<http::Field> fields_of_submitted() {
  return {field("code", &Submitted::code),
          field("procedure", &Submitted::procedure),
          field("catalogue_version", &Submitted::catalogue_version),
          field("channel", &Submitted::channel),
          field("agencies", &Submitted::agencies),
          field("papers", &Submitted::papers),
          field("return_by", &Submitted::return_by),
          field("accept_by", &Submitted::accept_by)};
}

std::vector<http::Field> fields_of_supplement() {
  return {field("papers", &SupplementReceived::papers), field("fields", &SupplementReceived::fields),
          field("shift", &SupplementReceived::shift), field("steps", &SupplementReceived::steps),
          field("accept_by", &SupplementReceived::accept_by)};
}

std::vector<http::Field> fields_of_extended() {
  return {field("due_at", &Extended::due_at), field("calendar_version", &Extended::calendar_version),
          field("steps", &Extended::steps)};
}

// In the order of Payload's alternatives.
const std::array<Form, std::variant_size_v<Payload>>& forms() {
  static const std::array<Form, std::variant_size_v<Payload>> all{
      form<Submitted>("submitted", 2, fields_of_submitted()),
      form<TakenOver>(
          "taken_over", 1,
          {field("source", &TakenOver::source), field("foreign_code", &TakenOver::foreign_code),
           field("code", &TakenOver::code), field("procedure", &TakenOver::procedure),
           field("catalogue_version", &TakenOver::catalogue_version), field("channel", &TakenOver::channel),
           field("agencies", &TakenOver::agencies), field("received_at", &TakenOver::received_at),
           field("promise", &TakenOver::promise), field("steps", &TakenOver::steps)}),
      form<Accepted>("accepted", 1,
                     {field("received_at", &Accepted::received_at), field("promise", &Accepted::promise),
                      field("steps", &Accepted::steps), field("papers", &Accepted::papers),
                      field("fee_dong", &Accepted::fee_dong), field("fee_paid", &Accepted::fee_paid)}),
      form<NotAccepted>("not_accepted", 1, {field("basis", &NotAccepted::basis)}),
      form<StepAssigned>("step_assigned", 1,
                         {field("step", &StepAssigned::step), field("to", &StepAssigned::to),
                          field("unit", &StepAssigned::unit)}),
      form<StepTaken>("step_taken", 1, {field("step", &StepTaken::step), field("by", &StepTaken::by)}),
      form<StepCompleted>("step_completed", 1,
                          {field("step", &StepCompleted::step), field("returned", &StepCompleted::returned)}),
      form<ScanAttached>(
          "scan_attached", 1,
          {field("scan", &ScanAttached::scan), field("paper", &ScanAttached::paper),
           field("media_type", &ScanAttached::media_type), field("pages", &ScanAttached::pages)}),
      form<SupplementRequested>("supplement_requested", 2, {field("faults", &SupplementRequested::faults)}),
      form<SupplementReceived>("supplement_received", 2, fields_of_supplement()),
      form<PaymentRequested>("payment_requested", 1, {field("fee_dong", &PaymentRequested::fee_dong)}),
      form<PaymentSettled>("payment_settled", 2,
                           {field("fee_dong", &PaymentSettled::fee_dong),
                            field("shift", &PaymentSettled::shift), field("steps", &PaymentSettled::steps)}),
      form<Paused>("paused", 2, {field("basis", &Paused::basis), field("agency", &Paused::agency)}),
      form<Resumed>("resumed", 2, {field("shift", &Resumed::shift), field("steps", &Resumed::steps)}),
      form<Withdrawn>("withdrawn", 1, {}),
      form<Stopped>("stopped", 1, {field("basis", &Stopped::basis)}),
      form<ResultAttached>(
          "result_attached", 1,
          {field("scan", &ResultAttached::scan), field("media_type", &ResultAttached::media_type),
           field("pages", &ResultAttached::pages)}),
      form<Finished>("finished", 1, {}),
      form<HandedOver>("handed_over", 1, {field("by", &HandedOver::by)}),
      form<ForeignCodeAdded>(
          "foreign_code_added", 1,
          {field("system", &ForeignCodeAdded::system), field("code", &ForeignCodeAdded::code)}),
      form<PrivateErased>("private_erased", 1, {field("basis", &PrivateErased::basis)}),
      form<ExtensionProposed>("extension_proposed", 1, {field("due_at", &ExtensionProposed::due_at)}),
      form<Extended>("extended", 1, fields_of_extended()),
  };
  return all;
}

std::size_t index_of(std::string_view type) {
  const auto& all = forms();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Form& f) { return f.type == type; });
  CHECK(found != all.end());
  return static_cast<std::size_t>(found - all.begin());
}

template <std::size_t I = 0>
Payload empty_payload(std::size_t index) {
  if constexpr (I < std::variant_size_v<Payload>) {
    return index == I ? Payload(std::in_place_index<I>) : empty_payload<I + 1>(index);
  }
  CHECK(false);
}

}  // namespace

std::string_view type_of(const Payload& payload) { return forms()[payload.index()].type; }

const std::vector<std::string_view>& event_types() {
  static const std::vector<std::string_view> types = [] {
    std::vector<std::string_view> list;
    for (const auto& form : forms()) list.push_back(form.type);
    return list;
  }();
  return types;
}

int payload_version(std::string_view type) { return forms()[index_of(type)].version; }

json::value write_payload(const Payload& payload) {
  const auto& schema = forms()[payload.index()].schema;
  return std::visit([&](const auto& alternative) { return schema->write(&alternative); }, payload);
}

std::string payload_text(const Payload& payload) {
  const auto& schema = forms()[payload.index()].schema;
  std::string text;
  std::visit([&](const auto& alternative) { schema->write_canonical(&alternative, text); }, payload);
  return text;
}

Payload read_payload(std::string_view type, int version, std::string_view text) {
  const Form& form = forms()[index_of(type)];
  if (version == form.version) {
    Payload payload = empty_payload(index_of(type));
    auto rest = text;
    const bool read = std::visit(
        [&](auto& alternative) { return form.schema->read_canonical(rest, &alternative); }, payload);
    if (read && rest.empty()) return payload;
  }
  std::array<unsigned char, 8192> room;
  json::monotonic_resource memory(room.data(), room.size());
  const json::value value = json::parse({text.data(), text.size()}, &memory);
  if (version != form.version) return read_older_payload(type, version, value);
  Payload payload = empty_payload(index_of(type));
  http::Faults faults;
  std::visit([&](auto& alternative) { form.schema->read(value, faults, &alternative); }, payload);
  CHECK(!faults.any());
  return payload;
}

}  // namespace motcua::dossier
