#include "intake/forms.h"

#include "base/check.h"
#include "base/text.h"
#include "intake/agency_head.h"
#include "intake/form_version.h"
#include "intake/sheets.h"
#include "intake/signing.h"

namespace motcua::intake {
namespace {

using documents::Letter;
using documents::LetterField;
using documents::LetterTable;
using documents::LetterText;

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "intake.form." + std::string(id), params);
}

// The state right after the last event that `wanted` accepts, and that event.
struct Occasion {
  dossier::State state;
  dossier::Event event;
};
template <class F>
std::optional<Occasion> last(const std::vector<dossier::Event>& events, const F& wanted) {
  std::optional<Occasion> found;
  dossier::State state;
  for (const auto& event : events) {
    dossier::apply(state, event);
    if (wanted(event, state)) found = Occasion{state, event};
  }
  return found;
}

template <class T>
bool is(const dossier::Event& event) {
  return std::holds_alternative<T>(event.payload);
}

// Builds one letter; keeps what its parts share.
class Filling {
 public:
  Filling(Form form, const FormSources& from, Occasion occasion)
      : from_(from), occasion_(std::move(occasion)), offset_(from.timetable.offset()) {
    const auto& state = occasion_.state;
    const AgencyHead head = agency_head(from.organisation, state.agencies.received);
    const auto parts = split(state.code, '-');
    // The control slip is about the whole life, every other form about the day of its event.
    const Instant of = form == Form::control ? from.events.front().occurred_at : occasion_.event.occurred_at;
    const auto& version = version_on(shipped_form_versions(), name_of(form), local_date(of, offset_));
    letter_.form = label("number", {{"number", version.number}});
    letter_.basis = act_in_corner(version);
    letter_.authority = head.authority;
    letter_.centre = head.centre;
    letter_.place = head.place;
    letter_.number = label("serial", {{"serial", parts.back()}});
    letter_.title = version.title;
    letter_.code = state.code;
    letter_.at = to_local(occasion_.event.occurred_at, offset_);
  }

  Letter supplement() {
    const auto& asked = std::get<dossier::SupplementRequested>(occasion_.event.payload);
    owner();
    text("supplement.intro");
    const auto reasons =
        workflow::reasons_of(from_.private_part(occasion_.event.version), asked.faults.size());
    LetterTable table{{{label("no"), 1, documents::Align::centre},
                       {label("supplement.what"), 3},
                       {label("supplement.paper"), 6},
                       {label("supplement.fault"), 5},
                       {label("supplement.basis"), 5}},
                      {}};
    for (std::size_t i = 0; i < asked.faults.size(); ++i) {
      const auto& fault = asked.faults[i];
      table.rows.push_back({std::to_string(i + 1), kind_of(fault),
                            workflow::name_of_asked(fault, &from_.version, Language::vi), reasons.each[i],
                            fault.basis});
    }
    if (!table.rows.empty()) letter_.blocks.push_back(std::move(table));
    if (!reasons.whole.empty()) field("supplement.note", reasons.whole);
    text("supplement.once");
    contact();
    sign("guide_signs");
    return std::move(letter_);
  }

  Letter refusal() {
    owner();
    text("refusal.intro");
    reason("refusal.reason", std::get<dossier::NotAccepted>(occasion_.event.payload).basis);
    if (occasion_.state.channel == catalogue::Channel::online && occasion_.state.submitted_at) {
      field("submitted_at", documents::moment_in_words(to_local(*occasion_.state.submitted_at, offset_)));
    }
    contact();
    sign("receiver_signs");
    return std::move(letter_);
  }

  Expected<Letter> extension() {
    const auto& state = occasion_.state;
    owner();
    text("extension.apology");
    field("extension.first_due", in_words(state.promise->due_at));
    if (state.due_at != state.promise->due_at) field("extension.due_now", in_words(state.due_at));
    reason("reason", "");
    field("extension.new_due", in_words(std::get<dossier::ExtensionProposed>(occasion_.event.payload).due_at),
          true);
    const auto history = hand_overs();
    if (!history) return motcua::refuse(history.error());
    field("extension.history", *history);
    text("extension.once");
    contact();
    letter_.signatures = {signed_by_actor("extension.proposes", occasion_.event.actor, from_), signer()};
    return std::move(letter_);
  }

  Letter stop() {
    const auto* stopped = std::get_if<dossier::Stopped>(&occasion_.event.payload);
    owner();
    text(stopped != nullptr ? "stop.by_agency" : "stop.by_applicant");
    field("stop.stage", stage());
    reason("reason", stopped != nullptr ? stopped->basis : "");
    field("stop.money", money());
    text("stop.papers_back");
    contact();
    sign("decides");
    return std::move(letter_);
  }

  Expected<Letter> control() {
    const auto& state = occasion_.state;
    letter_.at = to_local(from_.now, offset_);
    field("owner", from_.submission.applicant.full_name, true);
    field("code", state.code, true);
    field("procedure", procedure());
    if (state.received_at) field("received_at", moment(*state.received_at));
    field("due_at", state.due_at ? moment(*state.due_at) : label("no_due"));
    acceptance();
    field("solving", unit(state.agencies.solving));
    const auto life = workflow::tenures(from_.events, from_.now);
    const auto minutes = workflow::working_minutes(life, from_.timetable);
    if (!minutes) return refuse(minutes.error());
    LetterTable table{{{label("control.holder"), 3},
                       {label("control.step"), 3},
                       {label("control.from"), 2.2, documents::Align::centre},
                       {label("control.until"), 2.2, documents::Align::centre},
                       {label("control.hours"), 1.5, documents::Align::right},
                       {label("control.judged"), 1.8, documents::Align::centre},
                       {label("control.signs"), 2.5}},
                      {}};
    std::int64_t age = 0;
    for (std::size_t i = 0; i < life.size(); ++i) {
      table.rows.push_back(tenure_row(life[i], (*minutes)[i], i + 1 == life.size()));
      age += (*minutes)[i];
    }
    table.rows.push_back({label("control.age"), "", "", "", hours(age), judged(), ""});
    letter_.blocks.push_back(std::move(table));
    ledger();
    text("control.note");
    return std::move(letter_);
  }

 private:
  void field(std::string_view id, std::string value, bool bold = false) {
    letter_.blocks.push_back(LetterField{label(id), std::move(value), bold});
  }
  void text(std::string_view id) { letter_.blocks.push_back(LetterText{label(id)}); }
  // The applicant, and whoever did what the letter is about.
  void sign(std::string_view officer) {
    letter_.signatures = {signed_by_name("applicant_signs", brought_by()),
                          signed_by_actor(officer, occasion_.event.actor, from_)};
  }

  // Both sides of each hand-over, to be signed on paper where the office does so.
  void ledger() {
    LetterTable table{{{label("control.step"), 2.5},
                       {label("ledger.given_by"), 3},
                       {label("ledger.given_at"), 2.2, documents::Align::centre},
                       {label("ledger.taken_by"), 3},
                       {label("ledger.taken_at"), 2.2, documents::Align::centre},
                       {label("control.signs"), 2.5}},
                      {}};
    for (const auto& each : workflow::hand_overs(from_.events)) {
      const auto giver = each.given_by ? Uuid::parse(each.given_by->id) : std::nullopt;
      const auto taker = each.taken_by ? each.taken_by : each.given_to;
      const bool open = each.end == workflow::HandOver::End::waiting;
      const bool replaced = each.end == workflow::HandOver::End::replaced;
      table.rows.push_back({message(Language::vi, "step." + each.step), giver ? from_.officer(*giver) : "",
                            each.given_at ? moment(*each.given_at) : "", taker ? from_.officer(*taker) : "",
                            each.taken_at ? moment(*each.taken_at)
                            : replaced    ? label("ledger.replaced")
                            : open        ? label("ledger.waiting")
                                          : "",
                            ""});
    }
    if (!table.rows.empty()) letter_.blocks.push_back(std::move(table));
  }

  // What came online: by when it was to be accepted, and whether it was.
  void acceptance() {
    const auto& state = occasion_.state;
    const auto judged = workflow::acceptance_of(state, from_.now);
    if (judged.empty()) return;
    field("accept_by", moment(*state.accept_by) + ": " + label("acceptance." + std::string(judged)));
  }

  void owner() {
    const auto& person = from_.submission.applicant;
    field("owner", person.full_name, true);
    field("id_number", person.id_number.value_or(""));
    field("procedure", procedure());
    field("content", from_.submission.content.value_or(""));
    field("code", occasion_.state.code, true);
    field("address", person.address.value_or(""));
    field("phone", person.phone.value_or(""));
    field("email", person.email.value_or(""));
  }

  static std::string kind_of(const dossier::AskedFault& fault) {
    return message(Language::vi, "fault." + std::string(workflow::name_of(fault.kind)));
  }

  // What the private part of an event says under `name`; "" when nothing.
  std::string private_text(std::int64_t version, std::string_view name) const {
    const auto part = from_.private_part(version);
    const auto* object = part.if_object();
    const auto* text = object == nullptr ? nullptr : object->if_contains(name);
    return text != nullptr && text->is_string() ? std::string(text->as_string()) : "";
  }

  void reason(std::string_view id, const std::string& basis) {
    field(id, private_text(occasion_.event.version, "reason"));
    field("legal_basis", basis);
  }

  void contact() {
    const auto* centre = from_.organisation.centre_of(occasion_.state.agencies.received);
    const auto* agency = from_.organisation.find(occasion_.state.agencies.received);
    const std::string place = centre != nullptr ? centre->name.vi : agency != nullptr ? agency->name.vi : "";
    field("contact", label("contact_text", {{"officer", actor()}, {"place", place}}));
  }

  std::string procedure() const { return fmt::format("{} ({})", from_.version.name.vi, from_.version.code); }
  std::string unit(const std::string& code) const {
    const auto* found = from_.organisation.find(code);
    return found == nullptr ? code : agency_name(*found);
  }
  std::string brought_by() const {
    return (from_.submission.submitter ? *from_.submission.submitter : from_.submission.applicant).full_name;
  }
  std::string actor() const {
    const auto& who = occasion_.event.actor;
    const auto post = Uuid::parse(who.helper ? *who.helper : who.id);
    return post ? from_.officer(*post) : "";
  }
  std::string stage() const {
    const auto* step = occasion_.state.current_step();
    return step == nullptr ? "" : message(Language::vi, "step." + step->key);
  }
  std::string money() const {
    const auto& state = occasion_.state;
    if (state.fee_dong == 0) return label("money_none");
    return label(state.fee_paid ? "money_paid" : "money_unpaid",
                 {{"figures", documents::amount_in_figures(state.fee_dong)},
                  {"words", documents::amount_in_words(state.fee_dong)}});
  }

  std::string in_words(std::optional<Instant> at) const {
    return at ? documents::moment_in_words(to_local(*at, offset_)) : label("no_due");
  }

  // Who signed the proposal, once somebody has.
  documents::LetterSignature signer() const {
    for (const auto& event : from_.events) {
      if (is<dossier::Extended>(event) && event.version > occasion_.event.version)
        return signed_by_actor("extension.signs", event.actor, from_);
    }
    return signed_by_name("extension.signs", "");
  }

  // "Lò Thị Hạnh (Tiếp nhận) 0:30; Chưa ai nhận (Phân công) 1:00": who held it for how long, in order.
  Expected<std::string> hand_overs() const {
    const auto until = from_.events.begin() + static_cast<std::ptrdiff_t>(occasion_.event.version);
    const auto life = workflow::tenures({from_.events.begin(), until}, occasion_.event.occurred_at);
    const auto minutes = workflow::working_minutes(life, from_.timetable);
    if (!minutes) return refuse(minutes.error());
    std::string line;
    for (std::size_t i = 0; i < life.size(); ++i) {
      const auto row = tenure_row(life[i], (*minutes)[i], false);
      line +=
          (line.empty() ? "" : "; ") + row[0] + (row[1].empty() ? "" : " (" + row[1] + ")") + " " + row[4];
    }
    return line;
  }

  // "09:42 ngày 20/11/2026": short enough for a column.
  std::string moment(Instant at) const {
    const std::string iso = format_iso(at, offset_);
    return iso.substr(11, 5) + " " + label("day") + " " + iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" +
           iso.substr(0, 4);
  }
  static std::string hours(std::int64_t minutes) {
    return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
  }
  std::string judged() const {
    const auto& state = occasion_.state;
    if (!state.ended_at) return "";
    const auto due = state.due_at ? std::optional(local_date(*state.due_at, offset_)) : std::nullopt;
    const bool withdrawn = state.position.status == dossier::Status::withdrawn;
    return label("judged." + std::string(calendar::to_text(
                                 calendar::lateness(due, local_date(*state.ended_at, offset_), withdrawn))));
  }

  std::string name_of_holder(const workflow::Holder& holder) const {
    if (holder.post) return from_.officer(*holder.post);
    if (!holder.agency.empty()) return unit(holder.agency);
    const std::string named = holder.named_in == 0 ? "" : private_text(holder.named_in, "agency");
    if (!named.empty()) return named;
    return message(Language::vi, "holder." + std::string(workflow::name_of(holder.kind)));
  }

  std::vector<std::string> tenure_row(const workflow::Tenure& each, std::int64_t minutes, bool last) const {
    const std::string holder = name_of_holder(each.holder);
    std::string step = each.step.empty() ? "" : message(Language::vi, "step." + each.step);
    if (each.handing_on) step = message(Language::vi, "holder.handing_on");
    if (!each.clock_runs) step += (step.empty() ? "" : ", ") + label("control.stopped");
    const bool open = last && !dossier::is_final(occasion_.state.position);
    return {holder, step, moment(each.from), open ? "" : moment(each.until), hours(minutes), "", ""};
  }

  const FormSources& from_;
  const Occasion occasion_;
  const UtcOffset offset_;
  Letter letter_;
};

std::optional<Occasion> occasion(Form form, const std::vector<dossier::Event>& events) {
  return last(events, [form](const dossier::Event& event, const dossier::State& state) {
    switch (form) {
      case Form::supplement:
        return is<dossier::SupplementRequested>(event);
      case Form::refusal:
        return is<dossier::NotAccepted>(event);
      case Form::extension:
        return is<dossier::ExtensionProposed>(event);
      case Form::stop:
        return is<dossier::Stopped>(event) ||
               (is<dossier::Withdrawn>(event) && state.received_at.has_value());
      case Form::control:
      case Form::processing:
      case Form::result_slip:
        return true;
    }
    CHECK(false);
  });
}

}  // namespace

Expected<Letter> fill(Form form, const FormSources& from) {
  auto found = occasion(form, from.events);
  if (!found) return motcua::refuse("intake.form_not_due");
  Filling filling(form, from, *std::move(found));
  switch (form) {
    case Form::supplement:
      return filling.supplement();
    case Form::refusal:
      return filling.refusal();
    case Form::extension:
      return filling.extension();
    case Form::stop:
      return filling.stop();
    case Form::control:
      return filling.control();
    case Form::processing:
      return processing_sheet(from);
    case Form::result_slip:
      return result_slip({from});
  }
  CHECK(false);
}

}  // namespace motcua::intake
