// What to bring, on paper: for one procedure and the cases that were ticked. Nothing on it runs out with the
// minute, so it says the time limit and no date.
#include "guide/paper_view.h"
#include "guide/paths.h"
#include "guide/pictograms.h"
#include "guide/public_pages.h"
#include "guide/qr_view.h"

namespace motcua::guide {

using catalogue::Channel;
using http::View;

std::string PublicPages::checklist(const http::Request& request,
                                   const catalogue::ProcedureVersion& version) const {
  const auto language = request.language;
  const auto asked = asked_by(request);
  const auto answer = papers_for(language, version, asked.ticked);
  const bool said = asked.ticked.contains(cases_were_said);
  auto view =
      page(request, message(language, "guide.checklist_title", {{"name", spoken_name(language, version)}}));
  std::set<std::string> used;
  std::vector<View> papers, perhaps, cases;
  for (const auto* paper : answer.needed) papers.push_back(paper_view(language, *paper, used));
  if (!said) {
    for (const auto* paper : answer.not_needed) perhaps.push_back(paper_view(language, *paper, used));
  }
  for (const auto& each : answer.cases) {
    if (each.chosen) cases.push_back(View().set("text", each.name));
  }
  set_pictograms(view, used);
  view.set("name", spoken_name(language, version)).set("code", version.code);
  view.set("path", procedure_path(version.code) + query_of_cases(asked.ticked));
  view.set("papers_title", papers_title(language, version, answer)).set("papers", std::move(papers));
  view.set("has_perhaps", !perhaps.empty()).set("perhaps", std::move(perhaps));
  view.set("has_cases", !cases.empty()).set("cases", std::move(cases));
  const auto* terms = version.terms(Channel::counter);
  if (terms == nullptr && !version.channels.empty()) terms = &version.channels.front();
  view.set("limit", terms == nullptr ? message(language, "guide.time_unknown")
                                     : with_capital(catalogue::limit_in_words(*terms, language)));
  view.set("fee", terms == nullptr ? message(language, "guide.fee_unknown")
                                   : catalogue::fees_in_words(*terms, language));
  view.set("place", place_text(language, version)).set("commune", false);
  if (asked.commune != nullptr) {
    view.set("commune",
             commune_view(language, asked.now, asked.timetable, lower_.organisation, *asked.commune));
  }
  view.set("stamp", stamp_text(language, version)).set("qr", false).set("pdf_path", false);
  if (!asked.base_url.empty()) {
    view.set("qr", qr_view(asked.base_url + procedure_path(version.code)));
    view.set("pdf_path", procedure_poster_path(version.code) + query_of_cases(asked.ticked));
  }
  return http::render_page("guide/pages/checklist.html", view, language);
}

}  // namespace motcua::guide
