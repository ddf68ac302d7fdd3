#include "guide/procedure_page.h"

#include "base/text.h"
#include "guide/cases.h"
#include "guide/opening.h"
#include "guide/paper_view.h"
#include "guide/paths.h"
#include "guide/pictograms.h"
#include "guide/promise_view.h"
#include "guide/qr_view.h"
#include "guide/served.h"

namespace motcua::guide {
namespace {

using catalogue::Channel;
using catalogue::ProcedureVersion;
using http::View;

constexpr std::size_t longest_large_title = 60;  // characters; official names run to 300
constexpr std::string_view procedure_word = "Thủ tục ";

View text_line(std::string text) { return View().set("text", std::move(text)); }

std::vector<View> lines_of(const std::string& text) {
  std::vector<View> lines;
  for (const auto& line : split(text, '\n')) {
    if (const auto words = trim(line); !words.empty()) lines.push_back(text_line(std::string(words)));
  }
  return lines;
}

}  // namespace

std::string papers_title(Language language, const ProcedureVersion& procedure, const PapersForCase& answer) {
  const auto count = answer.needed.size();
  if (count == 1) return message(language, "guide.papers_title_one");
  if (count > 1) return message(language, "guide.papers_title", {{"count", std::to_string(count)}});
  if (!answer.cases.empty()) return message(language, "guide.papers_by_case");
  const bool known = procedure.source == catalogue::Source::curated && procedure.papers.empty();
  return message(language, known ? "guide.papers_title_none" : "guide.papers_unknown");
}

namespace {

void set_papers(View& view, const ProcedureVersion& procedure, const ProcedureAsked& asked,
                std::set<std::string>& used) {
  const auto language = asked.language;
  const auto answer = papers_for(language, procedure, asked.ticked);
  std::vector<View> papers, cases;
  for (const auto* paper : answer.needed) papers.push_back(paper_view(language, *paper, used));
  for (const auto& each : answer.cases) {
    cases.push_back(View().set("name", each.name).set("field", each.field).set("chosen", each.chosen));
  }
  view.set("papers_title", papers_title(language, procedure, answer));
  view.set("papers", std::move(papers));
  view.set("has_cases", !cases.empty());
  view.set("cases", std::move(cases));
  view.set("perhaps", false).set("not_needed", false);
  view.set("checklist_path", checklist_path(procedure.code) + query_of_cases(asked.ticked));
  if (answer.not_needed.empty()) return;
  // Nothing is said not to be needed before the applicant has said which cases are theirs.
  const bool said = asked.ticked.contains(cases_were_said);
  std::vector<View> others;
  for (const auto* paper : answer.not_needed) {
    others.push_back(said ? text_line(paper->name.in(language)) : paper_view(language, *paper, used));
  }
  View box;
  box.set("title", message(language, "guide.perhaps_title", {{"count", std::to_string(others.size())}}));
  box.set("papers", std::move(others));
  view.set(said ? "not_needed" : "perhaps", std::move(box));
}

void set_fees(View& view, const ProcedureVersion& procedure, Language language) {
  const auto* terms = procedure.terms(Channel::counter);
  if (terms == nullptr && !procedure.channels.empty()) terms = &procedure.channels.front();
  std::vector<View> fees;
  if (terms != nullptr) {
    for (const auto& fee : terms->fees) {
      const auto& note = fee.text.in(language);
      fees.push_back(View().set("text", catalogue::fee_in_words(fee, language)).maybe("note", note));
    }
  }
  if (fees.empty())
    fees.push_back(View().set("text", message(language, "guide.fee_unknown")).set("note", false));
  view.set("fees", std::move(fees));
}

void set_place(View& view, const ProcedureVersion& procedure, const ProcedureAsked& asked) {
  const bool commune = served_at(procedure) == ServedAt::centre;
  view.set("place", place_text(asked.language, procedure)).set("choosable", commune);
  if (commune && asked.commune != nullptr) {
    view.set("commune",
             commune_view(asked.language, asked.now, asked.timetable, asked.organisation, *asked.commune));
  } else {
    view.set("commune", false);
  }
}

void set_channels(View& view, const ProcedureVersion& procedure, Language language) {
  std::vector<View> lines;
  for (const auto& terms : procedure.channels) {
    const auto limit = catalogue::limit_in_words(terms, language);
    auto text = message(language, "guide.channel." + std::string(catalogue::name_of(terms.channel)),
                        {{"limit", limit}});
    if (const auto fee = catalogue::fees_in_words(terms, language); !fee.empty()) {
      text = message(language, "guide.channel_fee", {{"text", text}, {"fee", fee}});
    }
    lines.push_back(text_line(std::move(text)));
  }
  if (procedure.terms(Channel::online) == nullptr)
    lines.push_back(text_line(message(language, "guide.not_online")));
  view.set("channels", std::move(lines));
}

void set_sources(View& view, const ProcedureVersion& procedure, Language language) {
  std::vector<View> legal;
  for (const auto& act : procedure.legal) legal.push_back(text_line(act));
  if (legal.empty()) legal.push_back(text_line(message(language, "guide.no_law")));
  const bool curated = procedure.source == catalogue::Source::curated;
  const auto url = procedure.source_url.empty() ? std::string() : " (" + procedure.source_url + ")";
  view.set("legal", std::move(legal));
  view.set("source",
           message(language, curated ? "guide.source_curated" : "guide.source_imported", {{"url", url}}));
  view.set("stamp", stamp_text(language, procedure));
}

// What the fold below tells: the way it goes, who may ask for what, what one gets, who decides.
void set_parts(View& view, const ProcedureVersion& procedure, Language language) {
  std::vector<View> steps;
  for (const auto& step : procedure.steps) {
    steps.push_back(View()
                        .set("name", step.name.in(language))
                        .set("who", message(language, "guide.step_share",
                                            {{"share", std::to_string(step.share_percent)}})));
  }
  auto way = lines_of(procedure.official_steps);
  auto advice = lines_of(procedure.guidance.in(language));
  if (!advice.empty()) advice.erase(advice.begin());  // the page opens with the first
  for (const auto& note : procedure.notes) advice.push_back(text_line(note.in(language)));
  auto conditions = lines_of(procedure.requirements.in(language));
  if (conditions.empty()) conditions.push_back(text_line(message(language, "guide.no_conditions")));
  view.set("has_steps", !steps.empty() || !way.empty()).set("steps", std::move(steps));
  view.set("has_way", !way.empty()).set("way", std::move(way));
  view.set("has_advice", !advice.empty()).set("advice", std::move(advice));
  view.set("conditions", std::move(conditions)).maybe("audience", procedure.audience);
  const auto& result = procedure.result_name.in(language);
  view.set("result", result.empty() ? message(language, "guide.result_unknown") : result);
  view.set("level", handler_text(language, procedure)).set("place_kind", place_text(language, procedure));
  view.set("sector", procedure.sector.in(language)).set("sector_path", sector_path(sector_key(procedure)));
}

void set_event(View& view, const LifeEvent* event, Language language) {
  view.set("picture", picture_of(event)).set("event", false);
  if (event == nullptr) return;
  view.set(
      "event",
      View().set("path", event_path(event->key)).set("name", message(language, "guide.event." + event->key)));
}

}  // namespace

std::string first_paragraph(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string picture_of(const LifeEvent* event) {
  return event != nullptr && has_pictogram(event->key) ? event->key : "form";
}

std::string place_text(Language language, const ProcedureVersion& procedure) {
  switch (served_at(procedure)) {
    case ServedAt::centre:
      return message(language, "guide.place_any");
    case ServedAt::police:
      return message(language, "guide.place_police");
    case ServedAt::elsewhere:
      return message(language, "guide.place_elsewhere", {{"who", handler_text(language, procedure)}});
  }
  CHECK(false);
}

std::string stamp_text(Language language, const ProcedureVersion& procedure) {
  const auto date = calendar::long_date(language, procedure.valid_from);
  if (procedure.decision.empty()) return message(language, "guide.stamp_plain", {{"date", date}});
  return message(language, "guide.stamp", {{"decision", procedure.decision}, {"date", date}});
}

std::string query_of_cases(const std::map<std::string, std::string>& query) {
  if (!query.contains(std::string(cases_were_said))) return {};
  std::string text = "?" + std::string(cases_were_said) + "=1";
  for (const auto& [name, value] : query) {
    if (name.starts_with("th") && name.size() <= 4) text += "&" + http::encode_segment(name) + "=1";
  }
  return text;
}

View commune_view(Language language, Instant now, const calendar::Timetable& timetable,
                  const organisation::Organisation& organisation, const organisation::Unit& commune) {
  const auto opening = opening_at(language, now, timetable);
  const auto hours = hours_text(language, timetable.hours());
  const auto* centre = organisation.centre_of(commune.code);
  const auto& office = centre == nullptr ? commune : *centre;
  return View()
      .set("name", commune.name.in(language))
      .set("code", commune.code)
      .set("path", commune_path(commune.code))
      .set("office_name", office.name.in(language))
      .maybe("seat", office.seat.empty() ? commune.seat : office.seat)
      .set("state", opening.open ? "open" : "shut")
      .set("state_text", opening.state)
      .maybe("until_text", opening.until)
      .set("days", hours.days)
      .set("hours", hours.hours)
      .maybe("holiday", next_holiday(language, now, timetable));
}

std::string spoken_name(Language language, const ProcedureVersion& procedure) {
  const std::string_view name = procedure.name.in(language);
  if (!name.starts_with(procedure_word)) return std::string(name);
  return with_capital(name.substr(procedure_word.size()));
}

std::string with_capital(std::string_view text) {
  const auto first = text.substr(0, text.find(' '));
  return title_case_name(first) + std::string(text.substr(first.size()));
}

View procedure_view(const ProcedureVersion& procedure, const ProcedureAsked& asked) {
  View view;
  const auto name = spoken_name(asked.language, procedure);
  view.set("name", name)
      .set("long", length_in_characters(name) > longest_large_title)
      .set("code", procedure.code)
      .set("path", procedure_path(procedure.code))
      .maybe("summary", first_paragraph(procedure.guidance.in(asked.language)))
      .maybe("official_name", name == procedure.name.vi ? std::string()
                                                        : message(asked.language, "guide.official_name",
                                                                  {{"name", procedure.name.vi}}))
      .set("demo_values", procedure.demo_values)
      .set("qr", false);
  set_event(view, event_of_procedure(procedure.code), asked.language);
  set_promise(view, procedure, asked);
  set_fees(view, procedure, asked.language);
  set_place(view, procedure, asked);
  std::set<std::string> used{picture_of(event_of_procedure(procedure.code))};
  set_papers(view, procedure, asked, used);
  set_pictograms(view, used);
  set_channels(view, procedure, asked.language);
  set_parts(view, procedure, asked.language);
  set_sources(view, procedure, asked.language);
  view.set("poster", false);
  if (!asked.base_url.empty()) {
    view.set("qr", qr_view(asked.base_url + procedure_path(procedure.code)).set("code", procedure.code));
    view.set("poster", View().set("path", procedure_poster_path(procedure.code)));
  }
  return view;
}

}  // namespace motcua::guide
