#include "tracking/routes.h"

#include "base/text.h"
#include "dossier/dossier.h"
#include "http/page.h"
#include "tracking/answer.h"
#include "tracking/attempt_book.h"
#include "tracking/dossier_view.h"
#include "tracking/pass.h"

namespace motcua::tracking {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view cookie_name = "ho_so";
constexpr long pass_seconds = std::chrono::seconds(pass_lifetime).count();
constexpr std::size_t most_keys = 50'000;  // about 20 MB of attempts at worst

struct Desk {
  explicit Desk(const Lower& below) : lower(below) {}
  Lower lower;
  AttemptBook wrong_secrets{wrong_secrets_per_code, most_keys};
  AttemptBook lookups{lookups_per_address, most_keys};
};
using DeskPtr = std::shared_ptr<Desk>;

// These pages are for one reader: kept nowhere, found by no search engine, named to no other site.
Response confidential(Response response) {
  response.with("Cache-Control", "no-store")
      .with("Referrer-Policy", "no-referrer")
      .with("X-Robots-Tag", "noindex");
  return response;
}

Response page(const Desk& desk, const Request& request, std::string_view name, std::string title,
              const http::View& more, int status = 200) {
  auto view = guide::frame(request, desk.lower.site, std::move(title));
  view.merge(more);
  auto response = guide::page_response(http::render_page(name, view, request.language), status);
  guide::remember_language(request, desk.lower.site, response);
  return confidential(std::move(response));
}

Response form(const Desk& desk, const Request& request, std::string_view typed, const Problem* problem) {
  http::View view;
  view.set("typed", typed);
  view.maybe("error", problem == nullptr ? std::string() : problem_message(request.language, *problem));
  return page(desk, request, "tracking/pages/form.html", message(request.language, "tracking.form_title"),
              view, problem == nullptr ? 200 : problem_status(*problem));
}

Response refused(const Desk& desk, const Request& request, const Problem& problem) {
  http::View view;
  view.set("error", problem_message(request.language, problem));
  return page(desk, request, "tracking/pages/refused.html", message(request.language, "tracking.errors"),
              view, problem_status(problem));
}

// Until when, rounded up: at the minute that is said, one may try again.
Problem too_many(std::string code, Instant until) {
  const auto minute = std::chrono::ceil<std::chrono::minutes>(until);
  return {std::move(code), "", {{"time", guide::clock_text(minute, province_offset)}}};
}

Response wait(const Desk& desk, Response response, Instant until) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(until - desk.lower.clock.now());
  response.with("Retry-After", std::to_string(seconds.count()));
  return response;
}

Response refused_until(const Desk& desk, const Request& request, std::string code, Instant until) {
  return wait(desk, refused(desk, request, too_many(std::move(code), until)), until);
}

Response dossier_page(const Desk& desk, const Request& request, const TrackedDossier& dossier, bool trusted,
                      const Problem* problem) {
  auto view = dossier_view(request.language, dossier, trusted);
  view.maybe("error", problem == nullptr ? std::string() : problem_message(request.language, *problem));
  const auto title = message(request.language, "tracking.title", {{"code", dossier.code}});
  return page(desk, request, "tracking/pages/dossier.html", title, view,
              problem == nullptr ? 200 : problem_status(*problem));
}

// The dossier a path names, or why it is not shown.
struct Lookup {
  std::optional<TrackedDossier> dossier;
  Problem problem;
  std::optional<Instant> until;  // asked too often

  Response page_instead(const Desk& desk, const Request& request) const {
    auto response = refused(desk, request, problem);
    return until ? wait(desk, std::move(response), *until) : response;
  }
};

Lookup look_up(const DeskPtr& desk, const Request& request, const std::string& typed, Depth depth) {
  const auto code = dossier::read_code(typed);
  if (!code) return {{}, {"tracking.code_unreadable", "", {{"code", typed}}}, {}};
  const auto now = desk->lower.clock.now();
  if (const auto until = desk->lookups.take(request.peer, now)) {
    return {{}, too_many("tracking.too_many_lookups", *until), until};
  }
  auto dossier = desk->lower.source.find(*code, now, depth);
  if (!dossier) return {{}, {"tracking.not_found", "", {{"code", *code}}}, {}};
  return {std::move(dossier), {}, {}};
}

// The same as the page by code alone, for programs: an app, a kiosk, a message service.
Response answer_json(const DeskPtr& desk, const Request& request) {
  const auto found = look_up(desk, request, request.param("code"), Depth::stages);
  if (!found.dossier) {
    auto response = confidential(http::problem_response({found.problem}, request.language));
    return found.until ? wait(*desk, std::move(response), *found.until) : response;
  }
  const auto answer = tracking_answer(request.language, *found.dossier);
  Response response{.body = http::shape<TrackingAnswer>().canonical(answer)};
  response.with("Content-Type", "application/json");
  return confidential(std::move(response));
}

Response form_page(const DeskPtr& desk, const Request& request) {
  const auto typed = tidy(request.query_value("code"));
  if (typed.empty()) return form(*desk, request, "", nullptr);
  if (const auto code = dossier::read_code(typed))
    return confidential(http::redirect(guide::tracking_path(*code)));
  const Problem problem{"tracking.code_unreadable", "/code", {{"code", typed}}};
  return form(*desk, request, typed, &problem);
}

Response show(const DeskPtr& desk, const Request& request) {
  const auto& typed = request.param("code");
  if (const auto code = dossier::read_code(typed); code && *code != typed) {
    return confidential(http::redirect(guide::tracking_path(*code)));
  }
  const bool has_pass = !request.cookie(cookie_name).empty();
  const auto found = look_up(desk, request, typed, has_pass ? Depth::whole : Depth::stages);
  if (!found.dossier) return found.page_instead(*desk, request);
  const bool trusted = pass_is_good(desk->lower.key, found.dossier->code, request.cookie(cookie_name),
                                    desk->lower.clock.now());
  auto response = dossier_page(*desk, request, *found.dossier, trusted, nullptr);
  // Left open on a shared screen, the page asks for itself again when the cookie is gone.
  if (trusted) response.with("Refresh", std::to_string(pass_seconds));
  return response;
}

http::Cookie pass_cookie(const Desk& desk, const std::string& code, std::string value, long seconds) {
  return {.name = std::string(cookie_name),
          .value = std::move(value),
          .path = guide::tracking_path(code),
          .max_age_seconds = seconds,
          .secure = desk.lower.site.secure_cookies};
}

Response let_in(const Desk& desk, const std::string& code) {
  auto response = confidential(http::redirect(guide::tracking_path(code)));
  const auto pass = make_pass(desk.lower.key, code, desk.lower.clock.now());
  response.with("Set-Cookie", http::set_cookie(pass_cookie(desk, code, pass, pass_seconds)));
  return response;
}

// A right secret opens the page, a wrong one counts; one given while the code is blocked is not even looked
// at. It is counted before it is looked at, else many at once would all be looked at.
Response try_secret(const DeskPtr& desk, const Request& request, const TrackedDossier& dossier,
                    std::string_view typed) {
  const auto now = desk->lower.clock.now();
  if (const auto until = desk->wrong_secrets.blocked_until(dossier.code, now)) {
    return refused_until(*desk, request, "tracking.too_many_secrets", *until);
  }
  const auto secret = dossier::normal_secret(typed);
  if (secret.empty()) {
    const Problem missing{"tracking.secret_missing", "/secret", {}};
    return dossier_page(*desk, request, dossier, false, &missing);
  }
  if (const auto until = desk->wrong_secrets.take(dossier.code, now)) {
    return refused_until(*desk, request, "tracking.too_many_secrets", *until);
  }
  if (desk->lower.source.check_secret(dossier.code, secret)) {
    desk->wrong_secrets.give_back(dossier.code);
    return let_in(*desk, dossier.code);
  }
  const auto left = desk->wrong_secrets.left(dossier.code, now);
  const Problem wrong{"tracking.secret_wrong", "/secret", {{"left", std::to_string(left)}}};
  return dossier_page(*desk, request, dossier, false, &wrong);
}

Response answer_form(const DeskPtr& desk, const Request& request) {
  const auto fields = http::parse_form(request.body);
  if (fields.contains("close")) {
    auto response = confidential(http::redirect(guide::tracking_form_path()));
    const auto code = dossier::read_code(request.param("code"));
    if (code) response.with("Set-Cookie", http::set_cookie(pass_cookie(*desk, *code, "", 0)));
    return response;
  }
  const auto found = look_up(desk, request, request.param("code"), Depth::stages);
  if (!found.dossier) return found.page_instead(*desk, request);
  const auto secret = fields.find("secret");
  return try_secret(desk, request, *found.dossier, secret == fields.end() ? "" : secret->second);
}

Response answer_qr(const DeskPtr& desk, const Request& request) {
  const auto found = look_up(desk, request, request.param("code"), Depth::stages);
  if (!found.dossier) return found.page_instead(*desk, request);
  // The page must not repeat the address it was asked by.
  Request asked = request;
  asked.path = guide::tracking_path(found.dossier->code);
  asked.query.clear();
  return try_secret(desk, asked, *found.dossier, request.param("secret"));
}

http::Route page_route(http::Method method, std::string path, std::string summary, http::Handler handler) {
  const bool form = method == http::Method::post;
  return {.method = method,
          .path = std::move(path),
          .access = "public",
          .summary = std::move(summary),
          .handler = std::move(handler),
          .body_limit = 4096,
          .consumes = form ? "application/x-www-form-urlencoded" : "application/json",
          .produces = "text/html"};
}

}  // namespace

void add_routes(http::Router& router, const Lower& lower) {
  const auto desk = std::make_shared<Desk>(lower);
  router.add(page_route(http::Method::get, "/tra-cuu", "Ask for a dossier by its code",
                        [desk](const Request& request) { return form_page(desk, request); }));
  auto page = page_route(http::Method::get, "/tra-cuu/{code}", "Where a dossier is",
                         [desk](const Request& request) { return show(desk, request); });
  page.quick = true;
  router.add(std::move(page));
  router.add(page_route(http::Method::post, "/tra-cuu/{code}",
                        "Open the whole page with the secret, or close it",
                        [desk](const Request& request) { return answer_form(desk, request); }));
  router.add(page_route(http::Method::get, "/t/{code}/{secret}", "The receipt's QR code",
                        [desk](const Request& request) { return answer_qr(desk, request); }));
  auto json = http::head(http::Method::get, "/api/tracking/{code}", "public",
                         "Where a dossier is: stages and dates, nothing of a person.");
  json.out = http::shape<TrackingAnswer>().schema();
  json.quick = true;
  json.handler = [desk](const Request& request) { return answer_json(desk, request); };
  router.add(std::move(json));
}

}  // namespace motcua::tracking
