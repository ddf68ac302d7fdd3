// The pages that list procedures: by life event and by sector.
#include "base/text.h"
#include "guide/paths.h"
#include "guide/pictograms.h"
#include "guide/public_pages.h"
#include "guide/served.h"

namespace motcua::guide {
namespace {

using http::View;

constexpr std::size_t most_on_page = 100;

std::string count_text(Language language, std::size_t count) {
  return count == 1 ? message(language, "guide.found_one")
                    : message(language, "guide.found", {{"count", std::to_string(count)}});
}

// That of the first procedure that belongs to a life event.
std::string picture_of_sector(const Sector& sector) {
  for (const auto& each : sector.procedures) {
    if (const auto* event = event_of_procedure(each->code)) return picture_of(event);
  }
  return picture_of(nullptr);
}

}  // namespace

std::vector<View> PublicPages::event_views(Language language) const {
  const auto catalogue = lower_.shelf.current();
  std::vector<View> events;
  for (const auto& event : life_events()) {
    events.push_back(View()
                         .set("path", event_address(event, *catalogue))
                         .set("picture", picture_of(&event))
                         .set("name", message(language, "guide.event." + event.key)));
  }
  return events;
}

std::vector<View> PublicPages::sector_views(Language language, bool here_only) const {
  std::vector<View> views;
  for (const auto& sector : sectors(*lower_.shelf.current(), today(), here_only)) {
    views.push_back(View()
                        .set("path", sector_path(sector.key))
                        .set("name", sector.name.in(language))
                        .set("count", count_text(language, sector.procedures.size())));
  }
  return views;
}

std::string PublicPages::all_procedures(const http::Request& request) const {
  const auto language = request.language;
  auto view = page(request, message(language, "guide.all_title"));
  std::set<std::string> used;
  for (const auto& event : life_events()) used.insert(picture_of(&event));
  set_pictograms(view, used);
  auto events = event_views(language);
  events.pop_back();  // the last one leads here
  view.set("events", std::move(events)).set("sectors", sector_views(language, false));
  return http::render_page("guide/pages/browse.html", view, language);
}

std::optional<std::string> PublicPages::sector(const http::Request& request, const std::string& key) const {
  const auto language = request.language;
  const auto all = sectors(*lower_.shelf.current(), today(), false);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Sector& each) { return each.key == key; });
  if (found == all.end()) return std::nullopt;
  const auto& list = found->procedures;
  const auto asked = parse_integer(request.query_value("trang")).value_or(1);
  const std::size_t pages = (list.size() + most_on_page - 1) / most_on_page;
  if (asked < 1 || static_cast<std::size_t>(asked) > pages) return std::nullopt;
  const std::size_t number = static_cast<std::size_t>(asked), first = (number - 1) * most_on_page;
  auto view = page(request, found->name.in(language));
  std::vector<View> procedures;
  for (std::size_t i = first; i < list.size() && i < first + most_on_page; ++i) {
    procedures.push_back(listed(language, *list[i]).set("sector", list[i]->code));
  }
  const auto picture = picture_of_sector(*found);
  const auto at = [&](std::size_t page) { return sector_path(key) + "?trang=" + std::to_string(page); };
  view.set("name", found->name.in(language))
      .set("picture", picture)
      .set("lead", count_text(language, list.size()));
  view.set("procedures", std::move(procedures)).set("nothing", false).set("poster", false);
  view.maybe("before", number > 1 ? at(number - 1) : std::string());
  view.maybe("after", number < pages ? at(number + 1) : std::string());
  set_pictograms(view, {picture});
  if (!lower_.site.base_url.empty()) view.set("poster", View().set("path", sector_poster_path(key)));
  return http::render_page("guide/pages/list.html", view, language);
}

std::string PublicPages::event(const http::Request& request, const LifeEvent& event) const {
  const auto language = request.language;
  const auto catalogue = lower_.shelf.current();
  const auto name = message(language, "guide.event." + event.key);
  std::vector<View> procedures;
  for (const auto& code : event.codes) {
    if (const auto version = catalogue->find(code, today())) procedures.push_back(listed(language, *version));
  }
  auto view = page(request, name);
  view.set("name", name).set("picture", picture_of(&event)).set("nothing", procedures.empty());
  view.set("lead", procedures.size() > 1 ? message(language, "guide.event_lead") : std::string());
  view.set("procedures", std::move(procedures)).set("before", false).set("after", false).set("poster", false);
  set_pictograms(view, {picture_of(&event)});
  return http::render_page("guide/pages/list.html", view, language);
}

}  // namespace motcua::guide
