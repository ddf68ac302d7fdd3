#include "guide/poster_form.h"

#include "base/text.h"
#include "guide/cases.h"
#include "guide/opening.h"
#include "guide/paper_view.h"
#include "guide/paths.h"
#include "guide/pictograms.h"
#include "guide/procedure_page.h"

namespace motcua::guide {
namespace {

using catalogue::Channel;
using catalogue::Paper;
using catalogue::ProcedureVersion;
using documents::Booklet;
using documents::Poster;
using documents::PosterPaper;

std::string joined(std::initializer_list<std::string> parts, std::string_view between) {
  std::string text;
  for (const auto& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : std::string(between)) + part;
  }
  return text;
}

PosterPaper poster_paper(Language language, const Paper& paper) {
  return {
      paper.name.in(language),
      joined({paper_case(language, paper), paper_counts(language, paper), paper_shown_note(language, paper)},
             " · "),
      pictogram(paper_picture(paper.name.vi))};
}

std::vector<documents::PosterFact> facts(Language language, const ProcedureVersion& version) {
  const auto* terms = version.terms(Channel::counter);
  if (terms == nullptr && !version.channels.empty()) terms = &version.channels.front();
  std::string fee_note;
  if (terms != nullptr) {
    for (const auto& fee : terms->fees) fee_note = joined({fee_note, fee.text.in(language)}, "; ");
  }
  return {
      {message(language, "guide.time_label"),
       terms == nullptr ? message(language, "guide.time_unknown")
                        : with_capital(catalogue::limit_in_words(*terms, language)),
       terms == nullptr ? std::string() : terms->note.in(language)},
      {message(language, "guide.money"),
       terms == nullptr ? message(language, "guide.fee_unknown") : catalogue::fees_in_words(*terms, language),
       fee_note},
      {message(language, "guide.place"), place_text(language, version), ""}};
}

Booklet bound(const Lower& lower, Language language, std::string title, const std::string& path) {
  Booklet booklet;
  booklet.office = lower.site.province.in(language);
  booklet.title = std::move(title);
  booklet.url = lower.site.base_url + path;
  booklet.scan = message(language, "guide.poster_scan_list");
  booklet.contents_title = message(language, "guide.poster_contents");
  return booklet;
}

Booklet::Part part_of(const Lower& lower, Language language, const Sector& sector) {
  Booklet::Part part{sector.name.in(language), {}};
  for (const auto& each : sector.procedures) part.posters.push_back(poster_of(lower, language, *each, {}));
  return part;
}

}  // namespace

Poster poster_of(const Lower& lower, Language language, const ProcedureVersion& version,
                 const std::map<std::string, std::string>& query) {
  const auto answer = papers_for(language, version, query);
  Poster poster;
  poster.office = lower.site.province.in(language) + " · " + message(language, "guide.poster_office");
  poster.sector = version.sector.in(language);
  poster.name = spoken_name(language, version);
  if (poster.name != version.name.vi)
    poster.official_name = message(language, "guide.official_name", {{"name", version.name.vi}});
  poster.summary = first_paragraph(version.guidance.in(language));
  poster.picture = pictogram(picture_of(event_of_procedure(version.code)));
  poster.facts = facts(language, version);
  documents::PosterPapers needed{papers_title(language, version, answer), {}};
  for (const auto* paper : answer.needed) needed.papers.push_back(poster_paper(language, *paper));
  poster.papers.push_back(std::move(needed));
  if (!query.contains(cases_were_said) && !answer.not_needed.empty()) {
    const auto count = std::to_string(answer.not_needed.size());
    documents::PosterPapers perhaps{message(language, "guide.perhaps_title", {{"count", count}}), {}};
    for (const auto* paper : answer.not_needed) perhaps.papers.push_back(poster_paper(language, *paper));
    poster.papers.push_back(std::move(perhaps));
  }
  if (version.demo_values) poster.notes.push_back(message(language, "guide.demo_values"));
  poster.url = lower.site.base_url + procedure_path(version.code);
  poster.scan = message(language, "guide.poster_scan");
  poster.code = message(language, "guide.procedure_code") + " " + version.code;
  poster.foot = stamp_text(language, version);
  poster.page_word = message(language, "guide.poster_page");
  return poster;
}

Booklet booklet_of(const Lower& lower, Language language, const Sector& sector) {
  auto booklet = bound(lower, language, sector.name.in(language), sector_path(sector.key));
  booklet.lines = {message(language, "guide.found", {{"count", std::to_string(sector.procedures.size())}})};
  booklet.parts.push_back(part_of(lower, language, sector));
  return booklet;
}

Booklet booklet_of(const Lower& lower, Language language, const organisation::Unit& commune,
                   LocalDate today) {
  const auto* centre = lower.organisation.centre_of(commune.code);
  const auto& office = centre == nullptr ? commune : *centre;
  auto booklet = bound(lower, language, office.name.in(language), commune_path(commune.code));
  const auto hours = hours_text(language, lower.timetables.of(commune.code).hours());
  const auto& seat = office.seat.empty() ? commune.seat : office.seat;
  if (!seat.empty()) booklet.lines.push_back(seat);
  booklet.lines.push_back(hours.days + ", " + hours.hours);
  std::size_t count = 0;
  for (const auto& sector : sectors(*lower.shelf.current(), today, true)) {
    count += sector.procedures.size();
    booklet.parts.push_back(part_of(lower, language, sector));
  }
  booklet.lines.push_back(message(language, "guide.found", {{"count", std::to_string(count)}}));
  return booklet;
}

}  // namespace motcua::guide
