#include "ranking/public_routes.h"

#include "base/resource.h"
#include "ranking/board.h"
#include "ranking/open_data_desk.h"
#include "ranking/projection.h"
#include "ranking/ranking_page.h"
#include "ranking/standings.h"
#include "ranking/successors.h"

namespace motcua::ranking {
namespace {

using http::Request;
using http::Response;

struct Desk {
  explicit Desk(const PublicLower& below)
      : lower(below),
        open_data(below.store, below.organisation, below.shelf, below.site),
        map(map_of(below.organisation)) {}

  static TileMap map_of(const organisation::Organisation& organisation) {
    std::vector<MapPoint> points;
    for (const auto* unit : organisation.communes()) {
      if (unit->lat && unit->lon) points.push_back({unit->code, *unit->lat, *unit->lon});
    }
    return tile_map(points);
  }
  LocalDate today() const { return local_date(lower.clock.now(), lower.organisation.province().offset); }
  // The commune that answers today for this code, "" when none does.
  std::string commune(std::string_view code) const {
    const auto* unit = unit_of_today(lower.organisation, code, today());
    const bool is_one = unit != nullptr && (unit->kind == organisation::UnitKind::commune ||
                                            unit->kind == organisation::UnitKind::ward);
    return is_one ? unit->code : "";
  }

  PublicLower lower;
  OpenDataDesk open_data;
  TileMap map;
  ShareBoard shares = {};
};
using DeskPtr = std::shared_ptr<Desk>;

const http::KeptBytes& style() {
  static const http::KeptBytes kept(std::string(resource("ranking/pages/ranking.css")),
                                    "text/css; charset=utf-8", "public, max-age=300", 9);
  return kept;
}

Response page(const Desk& desk, const Request& request, std::string_view name, const std::string& title,
              const http::View& more) {
  auto view = guide::frame(request, desk.lower.site, title);
  view.merge(more).set("more_css", "/xep-hang.css");
  auto response = guide::page_response(http::render_page(name, view, request.language));
  response.with("Cache-Control", "no-cache");
  guide::remember_language(request, desk.lower.site, response);
  return response;
}

std::optional<Compared> compared(const Desk& desk, const Request& request, store::Reader& reader,
                                 const Period& period) {
  Compared asked{desk.commune(request.query_value("so")), desk.commune(request.query_value("voi")), {}, {}};
  if (asked.first.empty() || asked.second.empty()) return std::nullopt;
  asked.first_figures = figures_of(reader, {asked.first, "", 0, period, desk.today()});
  asked.second_figures = figures_of(reader, {asked.second, "", 0, period, desk.today()});
  return asked;
}

// Everything from one snapshot, so that no figure is newer than another.
RankingPage read_page(Desk& desk, const Request& request, store::Reader& reader, const Period& period) {
  const auto& organisation = desk.lower.organisation;
  RankingPage shown;
  shown.today = desk.today();
  shown.made_at = desk.lower.clock.now();
  shown.own = desk.commune(request.query_value("xa"));
  if (!shown.own.empty()) {
    shown.own_note =
        successor_note(organisation, request.query_value("xa"), organisation.at(shown.own), request.language);
  } else {
    shown.own = desk.commune(request.cookie("xa"));
  }
  shown.table = ranking(reader, desk.shares, organisation, period, shown.today, request.language);
  for (Period each = period; shown.recent.size() < recent_periods; each = previous(each))
    shown.recent.insert(
        shown.recent.begin(),
        shares_of_communes(organisation, *desk.shares.shares(reader, each, shown.today), each.to));
  shown.compared = compared(desk, request, reader, period);
  return shown;
}

Expected<Response> ranking_response(Desk& desk, const Request& request, const Period& period) {
  const auto shown = desk.lower.store.read([&](store::Reader& reader) -> std::optional<RankingPage> {
    if (!is_counted(reader)) return std::nullopt;
    return read_page(desk, request, reader, period);
  });
  if (!shown) return refuse("ranking.not_counted");
  const auto title = message(request.language, "ranking.page.title_of",
                             {{"period", period_in_sentence(request.language, period)}});
  return page(desk, request, "ranking/pages/ranking.html", title,
              ranking_view(request.language, desk.lower.organisation, desk.map, *shown));
}

Expected<Response> ranking_of(Desk& desk, const Request& request) {
  const auto period = ranked_period(request.param("period"), desk.today());
  if (!period) return refuse(period.error());
  return ranking_response(desk, request, *period);
}

// A picked period has an address of its own.
Expected<Response> ranking_now(Desk& desk, const Request& request) {
  const auto asked = request.query_value("ky");
  if (asked.empty()) {
    const std::string month = format_iso(desk.today()).substr(0, 7);
    return ranking_response(desk, request, parse_period(month).value());
  }
  const auto period = ranked_period(asked, desk.today());
  if (!period) return refuse(period.error());
  return http::redirect(ranking_path(*period, desk.commune(request.query_value("xa"))));
}

http::Route page_route(std::string path, std::string summary,
                       std::function<Expected<Response>(const Request&)> handler) {
  return http::file_route({.method = http::Method::get,
                           .path = std::move(path),
                           .access = "public",
                           .summary = std::move(summary),
                           .produces = "text/html"},
                          std::move(handler));
}

http::Route data_route(std::string path, std::string summary, std::string produces,
                       std::function<Expected<Response>(const Request&)> handler) {
  auto route = page_route(std::move(path), std::move(summary), std::move(handler));
  route.produces = std::move(produces);
  return route;
}

Expected<Response> file(const DeskPtr& desk, const Request& request, const std::string& path) {
  auto found = desk->open_data.file(request, path);
  if (!found) return refuse("ranking.no_such_file", "/file", {{"file", path}});
  return std::move(*found);
}

}  // namespace

void add_public_routes(http::Router& router, const PublicLower& lower) {
  const auto desk = std::make_shared<Desk>(lower);
  router.add(page_route("/xep-hang", "The public ranking of the current month",
                        [desk](const Request& request) { return ranking_now(*desk, request); }));
  router.add(page_route("/xep-hang/{period}", "The public ranking of a month, quarter or year",
                        [desk](const Request& request) { return ranking_of(*desk, request); }));
  router.add(
      data_route("/xep-hang.css", "Style of the ranking", "text/css",
                 [](const Request& request) -> Expected<Response> { return style().respond(request); }));
  router.add(page_route("/du-lieu-mo", "The open data and how to count them again",
                        [desk](const Request& request) -> Expected<Response> {
                          return page(*desk, request, "ranking/pages/open_data.html",
                                      message(request.language, "ranking.page.open_data"),
                                      desk->open_data.view(request.language, desk->today()));
                        }));
  router.add(
      data_route("/du-lieu-mo/{file}", "A file of the open data", "application/octet-stream",
                 [desk](const Request& request) { return file(desk, request, request.param("file")); }));
  router.add(data_route(
      "/du-lieu-mo/days/{file}", "A signed day of the open data", "application/json; charset=utf-8",
      [desk](const Request& request) { return file(desk, request, "days/" + request.param("file")); }));
}

}  // namespace motcua::ranking
