#include "intake/sheets.h"

#include "base/check.h"
#include "base/text.h"
#include "intake/agency_head.h"
#include "intake/form_version.h"

namespace motcua::intake {
namespace {

using documents::Align;
using documents::Letter;
using documents::LetterField;
using documents::LetterTable;
using documents::LetterText;

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "intake.form." + std::string(id), params);
}

std::string short_moment(Instant at, UtcOffset offset) {
  const std::string iso = format_iso(at, offset);
  return fmt::format("{} {}/{}/{}", iso.substr(11, 5), iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4));
}

Letter begin(Form form, const FormSources& from, const dossier::State& state) {
  const UtcOffset offset = from.timetable.offset();
  const AgencyHead head = agency_head(from.organisation, state.agencies.received);
  const auto& version = version_on(shipped_form_versions(), name_of(form), local_date(from.now, offset));
  Letter letter;
  letter.authority = head.authority;
  letter.centre = head.centre;
  letter.place = head.place;
  letter.title = version.title;
  letter.at = to_local(from.now, offset);
  return letter;
}

std::string actor_of(const dossier::Event& event, const FormSources& from) {
  if (event.actor.kind == dossier::Actor::Kind::post) {
    const auto post = Uuid::parse(event.actor.id);
    return post ? from.officer(*post) : "";
  }
  if (event.actor.kind == dossier::Actor::Kind::applicant) return message(Language::vi, "actor.applicant");
  return message(Language::vi, "actor.job");
}

// Who has to do what after this event, and until when.
struct Next {
  std::string what, until;
};
Next next_after(const dossier::State& state, const FormSources& from) {
  if (dossier::is_final(state.position)) return {};
  if (state.position.status == dossier::Status::submitted)
    return {message(Language::vi, "step.acceptance"), ""};
  if (!dossier::clock_runs(state.position) && state.position.status != dossier::Status::finished) {
    return {message(Language::vi, "status." + std::string(dossier::name_of(state.position.status))), ""};
  }
  const auto* step = state.current_step();
  if (step == nullptr) return {};
  const auto post = step->given_to ? step->given_to : step->taken_by;
  const std::string who = post ? from.officer(*post) : message(Language::vi, "holder.nobody");
  const auto until = step->due_at ? step->due_at : state.due_at;
  return {message(Language::vi, "step." + step->key) + ": " + who,
          until ? short_moment(*until, from.timetable.offset()) : ""};
}

// What was written as the reason; of a request for papers what stands for the whole of it.
std::string reason_of(const json::value& part) {
  const auto* object = part.if_object();
  const auto* text = object == nullptr ? nullptr : object->if_contains("reason");
  return text != nullptr && text->is_string() ? std::string(text->as_string()) : "";
}

// What was written with an event: of a request for papers each fault with its reason, then what stands for
// the whole; requests recorded before faults were listed have that alone.
std::string written_with(const dossier::Event& event, const FormSources& from) {
  const auto part = from.private_part(event.version);
  std::string text;
  if (const auto* asked = std::get_if<dossier::SupplementRequested>(&event.payload)) {
    const auto reasons = workflow::reasons_of(part, asked->faults.size());
    for (std::size_t i = 0; i < asked->faults.size(); ++i) {
      const auto& fault = asked->faults[i];
      text += fmt::format("{} {}: {}", text.empty() ? "." : ";",
                          message(Language::vi, "fault." + std::string(workflow::name_of(fault.kind))),
                          workflow::name_of_asked(fault, &from.version, Language::vi));
      if (!reasons.each[i].empty()) text += fmt::format(" ({})", reasons.each[i]);
    }
  }
  const auto whole = reason_of(part);
  if (whole.empty()) return text;
  return text + ". " + label(text.empty() ? "reason" : "supplement.note") + " " + whole;
}

std::string fee_of(const dossier::State& state) {
  if (state.fee_dong == 0) return label("money_none");
  return label(state.fee_paid ? "slip.paid" : "slip.unpaid",
               {{"figures", documents::amount_in_figures(state.fee_dong)}});
}

}  // namespace

Letter processing_sheet(const FormSources& from) {
  dossier::State state;
  LetterTable table{{{label("processing.at"), 2.2, Align::centre},
                     {label("processing.who"), 2.8},
                     {label("processing.act"), 4.5},
                     {label("processing.next"), 3.4},
                     {label("processing.until"), 2.2, Align::centre}},
                    {}};
  for (const auto& event : from.events) {
    dossier::apply(state, event);
    std::string act = workflow::event_words(event, Language::vi, from.officer);
    if (event.version > 1) act += written_with(event, from);
    const Next next = next_after(state, from);
    table.rows.push_back({short_moment(event.occurred_at, from.timetable.offset()), actor_of(event, from),
                          act, next.what, next.until});
  }
  Letter letter = begin(Form::processing, from, state);
  letter.code = state.code;
  letter.number = label("serial", {{"serial", split(state.code, '-').back()}});
  letter.blocks.push_back(LetterField{label("owner"), from.submission.applicant.full_name, true});
  letter.blocks.push_back(LetterField{label("code"), state.code, true});
  letter.blocks.push_back(
      LetterField{label("procedure"), fmt::format("{} ({})", from.version.name.vi, from.version.code)});
  letter.blocks.push_back(LetterField{
      label("due_at"), state.due_at
                           ? documents::moment_in_words(to_local(*state.due_at, from.timetable.offset()))
                           : label("no_due")});
  letter.blocks.push_back(std::move(table));
  return letter;
}

Expected<Letter> result_slip(const std::vector<FormSources>& dossiers) {
  CHECK(!dossiers.empty());
  LetterTable table{{{label("no"), 0.8, Align::centre},
                     {label("slip.code"), 3.6},
                     {label("slip.content"), 4},
                     {label("slip.result"), 3.2},
                     {label("slip.owner"), 3},
                     {label("slip.address"), 3.6},
                     {label("slip.fee"), 2.4, Align::right}},
                    {}};
  std::int64_t sum = 0;
  std::optional<dossier::State> first;
  for (const auto& from : dossiers) {
    const auto state = dossier::fold(from.events);
    const auto status = state.position.status;
    if (!state.ended_at || (status != dossier::Status::finished && status != dossier::Status::handed_over))
      return refuse("intake.form_not_due");
    const auto& person = from.submission.applicant;
    const std::string result =
        from.version.result_name.vi.empty() ? label("slip.one") : from.version.result_name.vi;
    table.rows.push_back(
        {std::to_string(table.rows.size() + 1), state.code, from.version.name.vi,
         label("slip.signed",
               {{"result", result}, {"at", short_moment(*state.ended_at, from.timetable.offset())}}),
         person.full_name, person.address.value_or(""), fee_of(state)});
    sum += state.fee_dong;
    if (!first) first = state;
  }
  Letter letter = begin(Form::result_slip, dossiers.front(), *first);
  if (dossiers.size() == 1) letter.code = first->code;
  letter.blocks.push_back(LetterText{label("slip.intro", {{"count", std::to_string(dossiers.size())}})});
  letter.blocks.push_back(std::move(table));
  letter.blocks.push_back(LetterField{
      label("slip.sum"), sum == 0 ? label("money_none")
                                  : label("slip.sum_words", {{"figures", documents::amount_in_figures(sum)},
                                                             {"words", documents::amount_in_words(sum)}})});
  letter.signatures = {{label("slip.gives"), label("sign_hint"), ""},
                       {label("slip.receives"), label("sign_hint"), ""}};
  return letter;
}

}  // namespace motcua::intake
