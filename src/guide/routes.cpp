#include "guide/routes.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dossier/dossier.h"
#include "guide/assistant_routes.h"
#include "guide/page_cache.h"
#include "guide/paths.h"
#include "guide/poster_routes.h"
#include "guide/public_pages.h"
#include "guide/stylesheet.h"

namespace motcua::guide {
namespace {

using http::Request;
using http::Response;

constexpr std::size_t cache_bytes = 32 * 1024 * 1024;
constexpr std::size_t longest_question = 200;  // characters
constexpr long a_year_in_seconds = 365L * 24 * 3600;

// Everything the routes share; kept alive by the handlers.
struct Desk {
  explicit Desk(const Lower& lower) : pages(lower) {}
  PublicPages pages;
  PageCache cache{cache_bytes};
};
using DeskPtr = std::shared_ptr<Desk>;

// Of a long story the beginning is searched.
std::string asked_words(const Request& request) {
  auto words = tidy(request.query_value("q"));
  if (length_in_characters(words) <= longest_question) return words;
  std::size_t end = longest_question;
  while ((static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  return words.substr(0, end);
}

// All that a kept page depends on beside the minute: address, language, commune, look and catalogue.
std::string cache_key(const Desk& desk, const Request& request) {
  const auto* commune = desk.pages.chosen_commune(request);
  std::string key =
      request.path + '\n' + std::string(tag_of(request.language)) + '\n' +
      (commune == nullptr ? "" : commune->code) + '\n' + text_size_of(request) + contrast_of(request) +
      pictures_of(request) + '\n' +
      std::to_string(reinterpret_cast<std::uintptr_t>(desk.pages.lower().shelf.current().get()));
  // With their lengths: a line break inside one value must not look like another value.
  for (const auto& [name, value] : request.query) {
    key += fmt::format("\n{} {}\n{}={}", name.size(), value.size(), name, value);
  }
  return key;
}

Response kept(const DeskPtr& desk, const Request& request, const std::function<std::string()>& make) {
  const auto now = desk->pages.lower().clock.now();
  auto response = desk->cache.serve(request, cache_key(*desk, request), now, make);
  remember_language(request, desk->pages.lower().site, response);
  return response;
}

http::Route page_route(std::string path, std::string summary, http::Handler handler) {
  return {.method = http::Method::get,
          .path = std::move(path),
          .access = "public",
          .summary = std::move(summary),
          .handler = std::move(handler),
          .produces = "text/html"};
}

// Kept for a minute, so that nearly all answers are bytes that lie ready.
http::Route kept_route(std::string path, std::string summary, http::Handler handler) {
  auto route = page_route(std::move(path), std::move(summary), std::move(handler));
  route.quick = true;
  return route;
}

Response remembered(const Desk& desk, std::string_view back,
                    const std::vector<std::pair<std::string, std::string>>& choices) {
  auto response = http::redirect(safe_back(back));
  for (const auto& [name, value] : choices) {
    response.with("Set-Cookie", http::set_cookie({.name = name,
                                                  .value = value,
                                                  .max_age_seconds = a_year_in_seconds,
                                                  .secure = desk.pages.lower().site.secure_cookies}));
  }
  return response;
}

http::Route form_route(std::string path, std::string summary, http::Handler handler) {
  auto route = page_route(std::move(path), std::move(summary), std::move(handler));
  route.method = http::Method::post;
  route.consumes = "application/x-www-form-urlencoded";
  route.body_limit = 4096;
  return route;
}

Response search_response(const DeskPtr& desk, const Request& request) {
  const auto words = asked_words(request);
  if (const auto code = dossier::read_code(words)) return http::redirect(tracking_path(*code));
  return kept(desk, request, [&] { return desk->pages.results(request, words); });
}

Response procedure_response(const DeskPtr& desk, const Request& request) {
  const auto& asked = request.param("code");
  const auto version = desk->pages.lower().shelf.current()->find(asked, desk->pages.today());
  if (!version) {
    return missing_page(request, desk->pages.lower().site,
                        message(request.language, "guide.missing_procedure", {{"code", asked}}));
  }
  if (version->code != asked) return http::redirect(procedure_path(version->code));
  return kept(desk, request, [&] { return desk->pages.procedure(request, *version); });
}

// What to bring, of a procedure in force: 404 else.
Response checklist_response(const DeskPtr& desk, const Request& request) {
  const auto& asked = request.param("code");
  const auto version = desk->pages.lower().shelf.current()->find(asked, desk->pages.today());
  if (!version) {
    return missing_page(request, desk->pages.lower().site,
                        message(request.language, "guide.missing_procedure", {{"code", asked}}));
  }
  return kept(desk, request, [&] { return desk->pages.checklist(request, *version); });
}

// Whether there is such a page costs as much to find as the page, so a missing one is not kept.
Response sector_response(const DeskPtr& desk, const Request& request) {
  auto page = desk->pages.sector(request, request.param("sector"));
  if (!page) {
    return missing_page(request, desk->pages.lower().site, message(request.language, "guide.missing_text"));
  }
  return kept(desk, request, [&] { return *page; });
}

Response commune_response(const DeskPtr& desk, const Request& request) {
  const auto& organisation = desk->pages.lower().organisation;
  const auto* unit = organisation.find(request.param("code"));
  if (unit == nullptr ||
      (unit->kind != organisation::UnitKind::commune && unit->kind != organisation::UnitKind::ward)) {
    return missing_page(request, desk->pages.lower().site,
                        message(request.language, "guide.missing_unit", {{"code", request.param("code")}}));
  }
  return kept(desk, request, [&] { return desk->pages.commune(request, *unit); });
}

Response event_response(const DeskPtr& desk, const Request& request) {
  const auto* event = life_event(request.param("event"));
  if (event == nullptr) {
    return missing_page(request, desk->pages.lower().site, message(request.language, "guide.missing_text"));
  }
  return kept(desk, request, [&] { return desk->pages.event(request, *event); });
}

Response style_response(const Request&) {
  static const auto kept_style = std::make_shared<const std::string>(stylesheet());
  Response response;
  response.shared_body = kept_style;
  response.with("Content-Type", "text/css; charset=utf-8");
  response.with("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

void add_pages(http::Router& router, const DeskPtr& desk) {
  router.add(kept_route("/", "Home page", [desk](const Request& request) {
    return kept(desk, request, [&] { return desk->pages.home(request); });
  }));
  router.add(
      page_route("/tim", "Search results", [desk](const Request& r) { return search_response(desk, r); }));
  router.add(kept_route("/thu-tuc", "All procedures", [desk](const Request& request) {
    return kept(desk, request, [&] { return desk->pages.all_procedures(request); });
  }));
  router.add(kept_route("/thu-tuc/{code}", "One procedure explained",
                        [desk](const Request& r) { return procedure_response(desk, r); }));
  router.add(kept_route("/thu-tuc/{code}/giay-to", "What to bring, to be printed",
                        [desk](const Request& r) { return checklist_response(desk, r); }));
  router.add(page_route("/linh-vuc/{sector}", "Procedures of a sector",
                        [desk](const Request& r) { return sector_response(desk, r); }));
  router.add(kept_route("/viec/{event}", "Procedures of a life event",
                        [desk](const Request& r) { return event_response(desk, r); }));
  router.add(kept_route("/xa/{code}", "One commune",
                        [desk](const Request& r) { return commune_response(desk, r); }));
  auto style = kept_route("/public.css", "Style of the public pages", style_response);
  style.produces = "text/css";
  router.add(std::move(style));
}

void add_choices(http::Router& router, const DeskPtr& desk) {
  router.add(page_route("/chon-xa", "Choose a commune", [desk](const Request& request) {
    return page_response(desk->pages.choose_commune(request, asked_words(request)));
  }));
  router.add(form_route("/chon-xa", "Remember a commune", [desk](const Request& request) {
    const auto form = http::parse_form(request.body);
    const auto unit = form.find("unit"), back = form.find("back");
    if (unit == form.end() || desk->pages.lower().organisation.find(unit->second) == nullptr) {
      return http::redirect(choose_commune_path());
    }
    return remembered(*desk, back == form.end() ? "" : back->second, {{"xa", unit->second}});
  }));
  router.add(page_route("/hien-thi", "Choose text size and contrast", [desk](const Request& request) {
    return page_response(desk->pages.display(request));
  }));
  router.add(form_route("/hien-thi", "Remember text size and contrast", [desk](const Request& request) {
    const auto form = http::parse_form(request.body);
    std::vector<std::pair<std::string, std::string>> choices;
    for (const auto* name : {"text", "contrast", "pictures"}) {
      const auto chosen = form.find(name);
      if (chosen == form.end()) continue;
      const bool known = chosen->second == "large" || chosen->second == "larger" || chosen->second == "high";
      choices.emplace_back(name, known ? chosen->second : "normal");
    }
    const auto back = form.find("back");
    return remembered(*desk, back == form.end() ? "" : back->second, choices);
  }));
}

}  // namespace

void add_routes(http::Router& router, const Lower& lower) {
  const auto desk = std::make_shared<Desk>(lower);
  add_pages(router, desk);
  add_choices(router, desk);
  add_poster_routes(router, lower);
  add_assistant_routes(router, lower);
}

std::string error_page(const Site& site, const Problems& problems, Language language,
                       std::string_view incident) {
  Request request;
  request.path = home_path();
  request.language = language;
  const int status = problems.empty() ? 500 : problem_status(problems.front());
  std::string text;
  for (const auto& problem : problems) text += (text.empty() ? "" : " ") + problem_message(language, problem);
  if (status == 404) text = message(language, "guide.missing_text");
  if (!incident.empty()) text += " " + message(language, "http.page.incident") + ": " + std::string(incident);
  auto view =
      frame(request, site,
            status == 404 ? message(language, "guide.missing_title") : http::title_of(status, language));
  view.set("text", std::move(text));
  return http::render_page("guide/pages/missing.html", view, language);
}

}  // namespace motcua::guide
