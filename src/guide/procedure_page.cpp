#include "guide/procedure_page.h"

#include "base/text.h"
#include "guide/cases.h"
#include "guide/life_events.h"
#include "guide/opening.h"
#include "guide/paths.h"
#include "guide/promise_view.h"
#include "guide/qr_view.h"

namespace motcua::guide {
namespace {

using catalogue::Channel;
using catalogue::Paper;
using catalogue::ProcedureVersion;
using http::View;

// The form of cases was sent, perhaps with none ticked.
constexpr const char* cases_were_said = "chon";
constexpr std::size_t longest_large_title = 60;  // characters; official names run to 300
constexpr std::string_view procedure_word = "Thủ tục ";

View text_line(std::string text) { return View().set("text", std::move(text)); }

// The pictogram that goes with a paper's name; words stand beside it, so a miss costs nothing.
std::string picture_of(const Paper& paper) {
  const auto key = " " + search_key(paper.name.vi) + " ";
  for (const auto* word : {" can cuoc ", " cccd ", " cmnd ", " ho chieu "}) {
    if (key.find(word) != std::string::npos) return "idcard";
  }
  for (const auto* word : {" to khai ", " don ", " mau "}) {
    if (key.find(word) != std::string::npos) return "form";
  }
  return "paper";
}

std::string counts(Language language, const Paper& paper) {
  std::string text;
  const auto add = [&](int count, std::string_view id) {
    if (count == 0) return;
    text += (text.empty() ? "" : ", ") + message(language, id, {{"count", std::to_string(count)}});
  };
  add(paper.originals, "guide.originals");
  add(paper.certified_copies, "guide.certified");
  add(paper.photocopies, "guide.photocopies");
  return text;
}

View paper_view(Language language, const Paper& paper) {
  const bool shown = paper.kind == catalogue::PaperKind::show;
  const bool said = paper.name.vi.find("chỉ đưa ra xem") != std::string::npos;
  return View()
      .set("name", paper.name.in(language))
      .set("picture", picture_of(paper))
      .maybe("count", shown ? std::string() : counts(language, paper))
      .maybe("when", paper.when ? message(language, "guide.only_when", {{"when", paper.when->in(language)}})
                                : std::string())
      .maybe("note", shown && !said ? message(language, "guide.shown_only") : std::string());
}

std::string papers_title(Language language, const ProcedureVersion& procedure, const PapersForCase& answer) {
  const auto count = answer.needed.size();
  if (count == 1) return message(language, "guide.papers_title_one");
  if (count > 1) return message(language, "guide.papers_title", {{"count", std::to_string(count)}});
  if (!answer.cases.empty()) return message(language, "guide.papers_by_case");
  const bool known = procedure.source == catalogue::Source::curated && procedure.papers.empty();
  return message(language, known ? "guide.papers_title_none" : "guide.papers_unknown");
}

void set_papers(View& view, const ProcedureVersion& procedure, const ProcedureAsked& asked) {
  const auto language = asked.language;
  const auto answer = papers_for(language, procedure, asked.ticked);
  std::vector<View> papers, cases;
  for (const auto* paper : answer.needed) papers.push_back(paper_view(language, *paper));
  for (const auto& each : answer.cases) {
    cases.push_back(View().set("name", each.name).set("field", each.field).set("chosen", each.chosen));
  }
  view.set("papers_title", papers_title(language, procedure, answer));
  view.set("papers", std::move(papers));
  view.set("has_cases", !cases.empty());
  view.set("cases", std::move(cases));
  view.set("perhaps", false).set("not_needed", false);
  if (answer.not_needed.empty()) return;
  // Nothing is said not to be needed before the applicant has said which cases are theirs.
  const bool said = asked.ticked.contains(cases_were_said);
  std::vector<View> others;
  for (const auto* paper : answer.not_needed) {
    others.push_back(said ? text_line(paper->name.in(language)) : paper_view(language, *paper));
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
  const bool commune = procedure.handled_by.empty() || procedure.handled_by == "ubnd_xa";
  const bool police = procedure.handled_by == "cong_an_xa";
  const auto* id = commune ? "guide.place_any" : police ? "guide.place_police" : "guide.place_other";
  view.set("place", message(asked.language, id)).set("choosable", commune);
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
  std::vector<View> legal, steps;
  for (const auto& act : procedure.legal) legal.push_back(text_line(act));
  if (legal.empty()) legal.push_back(text_line(message(language, "guide.no_law")));
  for (const auto& step : procedure.steps) {
    steps.push_back(View()
                        .set("name", step.name.in(language))
                        .set("who", message(language, "guide.step_share",
                                            {{"share", std::to_string(step.share_percent)}})));
  }
  const bool curated = procedure.source == catalogue::Source::curated;
  const auto url = procedure.source_url.empty() ? std::string() : " (" + procedure.source_url + ")";
  view.set("legal", std::move(legal)).set("has_steps", !steps.empty()).set("steps", std::move(steps));
  view.set("source",
           message(language, curated ? "guide.source_curated" : "guide.source_imported", {{"url", url}}));
  const auto date = calendar::long_date(language, procedure.valid_from);
  view.set("stamp", procedure.decision.empty() ? message(language, "guide.stamp_plain", {{"date", date}})
                                               : message(language, "guide.stamp",
                                                         {{"decision", procedure.decision}, {"date", date}}));
}

void set_event(View& view, const LifeEvent* event, Language language) {
  view.set("picture", event == nullptr ? "form" : event->key).set("event", false);
  if (event == nullptr) return;
  view.set(
      "event",
      View().set("path", event_path(event->key)).set("name", message(language, "guide.event." + event->key)));
}

// Guidance may run to paragraphs; the page opens with the first.
std::string first_paragraph(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

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
  const auto rest = name.substr(procedure_word.size());
  const auto first = rest.substr(0, rest.find(' '));
  return title_case_name(first) + std::string(rest.substr(first.size()));
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
  set_papers(view, procedure, asked);
  set_channels(view, procedure, asked.language);
  set_sources(view, procedure, asked.language);
  if (!asked.base_url.empty()) {
    view.set("qr", qr_view(asked.base_url + procedure_path(procedure.code)).set("code", procedure.code));
  }
  return view;
}

}  // namespace motcua::guide
