#include "guide/public_pages.h"

#include "guide/opening.h"
#include "guide/paths.h"
#include "guide/pictograms.h"
#include "guide/unanswered.h"

namespace motcua::guide {
namespace {

using http::View;

constexpr std::size_t most_results = 20;
constexpr std::size_t most_units = 5;
constexpr double surely_meant = 0.7;  // from this score on the first find is answered at once

bool is_commune(const organisation::Unit& unit) {
  return !unit.former() &&
         (unit.kind == organisation::UnitKind::commune || unit.kind == organisation::UnitKind::ward);
}

std::vector<View> example_views(Language language) {
  std::vector<View> views;
  for (const auto* id : {"guide.example.1", "guide.example.2", "guide.example.3"}) {
    const auto words = message(language, id);
    const auto vietnamese = message(Language::vi, id);
    views.push_back(View().set("words", words).set("path", search_path(vietnamese)).set("more", true));
  }
  views.back().set("more", false);
  return views;
}

// The question that separates what was found, each answer leading to the search or the page of its procedure.
View ask_back_view(const catalogue::AskBack& ask_back, Language language) {
  std::vector<View> options;
  for (const auto& option : ask_back.options) {
    options.push_back(
        View().set("label", option.label.in(language)).set("path", procedure_path(option.codes.front())));
  }
  return View().set("question", ask_back.question.in(language)).set("options", std::move(options));
}

// The first find with its date, money, place and papers, so that asking is one step.
View best_view(const catalogue::Catalogue::Match& match, const ProcedureAsked& asked) {
  auto view = procedure_view(*match.version, asked);
  return view.set("found_by", catalogue::why_in_words(match, asked.language));
}

}  // namespace

const organisation::Unit* PublicPages::chosen_commune(const http::Request& request) const {
  const auto* unit = lower_.organisation.find(request.cookie("xa"));
  return unit != nullptr && is_commune(*unit) ? unit : nullptr;
}

View PublicPages::page(const http::Request& request, std::string title) const {
  return frame(request, lower_.site, std::move(title));
}

void PublicPages::set_commune(View& view, const http::Request& request) const {
  const auto now = lower_.clock.now();
  const auto* unit = chosen_commune(request);
  const auto& timetable = timetable_of(unit);
  view.maybe("holiday", next_holiday(request.language, now, timetable)).set("commune", false);
  if (unit != nullptr) {
    view.set("commune", commune_view(request.language, now, timetable, lower_.organisation, *unit));
  }
}

std::string PublicPages::event_address(const LifeEvent& event, const catalogue::Catalogue& catalogue) const {
  if (event.words.empty()) return procedures_path();
  std::vector<std::string> known;
  for (const auto& code : event.codes) {
    if (catalogue.find(code, today())) known.push_back(code);
  }
  if (known.empty()) return search_path(event.words);
  return known.size() == 1 ? procedure_path(known.front()) : event_path(event.key);
}

std::string PublicPages::home(const http::Request& request) const {
  const auto language = request.language;
  auto view = page(request, message(language, "guide.home_title"));
  set_commune(view, request);
  std::set<std::string> used;
  for (const auto& event : life_events()) used.insert(picture_of(&event));
  set_pictograms(view, used);
  view.set("events", event_views(language)).set("examples", example_views(language));
  return http::render_page("guide/pages/home.html", view, language);
}

View PublicPages::listed(Language language, const catalogue::ProcedureVersion& version) const {
  const auto* terms = version.terms(catalogue::Channel::counter);
  const bool promised = terms != nullptr && terms->limit;
  const bool priced = terms != nullptr && !terms->fees.empty() && terms->fees.front().amount_vnd;
  return View()
      .set("path", procedure_path(version.code))
      .set("name", spoken_name(language, version))
      .set("sector", version.sector.in(language))
      .maybe("limit", promised ? catalogue::limit_in_words(*terms, language) : std::string())
      .maybe("fee", priced ? catalogue::fees_in_words(*terms, language) : std::string());
}

void PublicPages::set_procedures(View& view, Language language,
                                 const std::vector<catalogue::VersionRef>& found, std::size_t most) const {
  std::vector<View> procedures;
  for (std::size_t i = 0; i < found.size() && i < most; ++i)
    procedures.push_back(listed(language, *found[i]));
  view.set("has_procedures", !procedures.empty());
  view.set("procedures", std::move(procedures));
  view.set("count_text", found.size() == 1
                             ? message(language, "guide.found_one")
                             : message(language, "guide.found", {{"count", std::to_string(found.size())}}));
  view.maybe("more_text", found.size() > most ? message(language, "guide.more_found",
                                                        {{"count", std::to_string(found.size() - most)}})
                                              : std::string());
}

std::string PublicPages::results(const http::Request& request, const std::string& words) const {
  const auto language = request.language;
  auto view = page(request, words.empty() ? message(language, "guide.search_title")
                                          : message(language, "guide.results_title", {{"q", words}}));
  view.set("q", words).set("searching", true);
  view.set("ask_back", false).set("best", false).set("assistant_path", assistant_path(words));
  std::vector<catalogue::VersionRef> found;
  std::vector<View> units;
  bool sure = false, asking = false;
  if (!words.empty()) {
    const auto catalogue = lower_.shelf.current();
    auto answer = catalogue->ask(words, today(), most_results);
    sure = !answer.ask_back && !answer.matches.empty() && answer.matches[0].score >= surely_meant;
    if (sure) view.set("best", best_view(answer.matches[0], asked_by(request)));
    for (std::size_t i = sure ? 1 : 0; i < answer.matches.size(); ++i)
      found.push_back(std::move(answer.matches[i].version));
    asking = answer.ask_back.has_value();
    if (asking) view.set("ask_back", ask_back_view(*answer.ask_back, language));
    for (const auto& match : organisation::search_units(lower_.organisation, words, most_units)) {
      if (!is_commune(*match.today)) continue;
      units.push_back(View()
                          .set("path", commune_path(match.today->code))
                          .set("name", match.today->name.in(language))
                          .maybe("note", match.note.in(language)));
    }
  }
  // A question that separates them needs no other beside it.
  const bool several = !asking && found.size() > (sure ? 0U : 1U);
  view.maybe("question",
             several ? message(language, sure ? "guide.alike" : "guide.which_one") : std::string());
  const bool nothing = !words.empty() && !sure && found.empty() && units.empty();
  if (nothing && lower_.unanswered != nullptr)
    lower_.unanswered->note(*lower_.shelf.current(), words, lower_.clock.now(),
                            lower_.organisation.province().offset);
  view.set("nothing", nothing);
  view.set("has_units", !units.empty());
  view.set("units", std::move(units));
  set_procedures(view, language, found, most_results);
  if (sure) view.set("count_text", false);
  return http::render_page("guide/pages/results.html", view, language);
}

ProcedureAsked PublicPages::asked_by(const http::Request& request) const {
  return {.language = request.language,
          .now = lower_.clock.now(),
          .timetable = timetable_of(chosen_commune(request)),
          .organisation = lower_.organisation,
          .commune = chosen_commune(request),
          .ticked = request.query,
          .base_url = lower_.site.base_url};
}

std::string PublicPages::procedure(const http::Request& request,
                                   const catalogue::ProcedureVersion& version) const {
  auto view = page(request, spoken_name(request.language, version));
  view.merge(procedure_view(version, asked_by(request)));
  return http::render_page("guide/pages/procedure.html", view, request.language);
}

std::string PublicPages::commune(const http::Request& request, const organisation::Unit& unit) const {
  const auto language = request.language;
  auto view = page(request, unit.name.in(language));
  auto inner = commune_view(language, lower_.clock.now(), timetable_of(&unit), lower_.organisation, unit);
  std::vector<View> former;
  for (const auto* each : lower_.organisation.predecessors_of(unit.code)) {
    former.push_back(View().set(
        "text", each->name.in(language) + (each->district.empty() ? "" : " (" + each->district + ")")));
  }
  const auto* chosen = chosen_commune(request);
  inner.set("has_former", !former.empty()).set("former", std::move(former));
  inner.set("chosen", chosen != nullptr && chosen->code == unit.code);
  view.set("sectors", sector_views(language, true)).set("poster", false);
  if (!lower_.site.base_url.empty()) {
    view.set("poster", View().set("path", commune_poster_path(unit.code)));
  }
  view.set("unit", std::move(inner));
  return http::render_page("guide/pages/commune.html", view, language);
}

std::string PublicPages::choose_commune(const http::Request& request, const std::string& words) const {
  const auto language = request.language;
  auto view = page(request, message(language, "guide.choose_title"));
  std::vector<View> units;
  const auto add = [&](const organisation::Unit& unit, std::string note) {
    if (!is_commune(unit)) return;
    units.push_back(
        View().set("code", unit.code).set("name", unit.name.in(language)).maybe("note", std::move(note)));
  };
  if (!words.empty()) {
    for (const auto& match : organisation::search_units(lower_.organisation, words, most_results)) {
      add(*match.today, match.note.in(language));
    }
  }
  view.set("nothing", !words.empty() && units.empty());
  if (units.empty()) {
    for (const auto* unit : lower_.organisation.communes()) add(*unit, {});
  }
  view.set("units", std::move(units)).set("q", words);
  view.set("back", safe_back(request.query_value("back"))).set("choose_path", choose_commune_path());
  return http::render_page("guide/pages/choose.html", view, language);
}

std::string PublicPages::display(const http::Request& request) const {
  const auto language = request.language;
  auto view = page(request, message(language, "guide.display_title"));
  const auto option = [&](const std::string& value, const std::string& id, bool chosen) {
    return View().set("value", value).set("name", message(language, id)).set("chosen", chosen);
  };
  const auto size = text_size_of(request), contrast = contrast_of(request);
  const auto pictures = pictures_of(request);
  view.set("sizes", std::vector<View>{option("normal", "guide.text.normal", size.empty()),
                                      option("large", "guide.text.large", size == "large"),
                                      option("larger", "guide.text.larger", size == "larger")});
  view.set("contrasts", std::vector<View>{option("normal", "guide.contrast.normal", contrast.empty()),
                                          option("high", "guide.contrast.high", contrast == "high")});
  view.set("pictures_offered",
           std::vector<View>{option("normal", "guide.pictures.normal", pictures.empty()),
                             option("large", "guide.pictures.large", pictures == "large")});
  view.set("back", safe_back(request.query_value("back"))).set("display_path", display_path());
  return http::render_page("guide/pages/display.html", view, language);
}

}  // namespace motcua::guide
