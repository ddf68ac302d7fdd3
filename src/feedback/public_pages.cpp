#include "feedback/public_pages.h"

#include "base/bytes.h"
#include "base/crypto.h"
#include "base/resource.h"
#include "base/text.h"
#include "feedback/opinion_rule.h"
#include "http/static_files.h"

namespace motcua::feedback {
namespace {

using http::Request;
using http::Response;
using http::View;

// The script that counts; the page names it with its digest, so it may be kept for ever.
const http::KeptBytes& counter() {
  static const http::KeptBytes kept(std::string(resource("feedback/pages/counter.js")),
                                    "text/javascript; charset=utf-8", "public, max-age=31536000, immutable",
                                    9);
  return kept;
}
constexpr std::string_view counter_route = "/gop-y/dem-chu.js";
const std::string& counter_path() {
  static const std::string path =
      std::string(counter_route) +
      "?v=" + to_hex(sha256(as_bytes(resource("feedback/pages/counter.js")))).substr(0, 12);
  return path;
}

// 10,000 signs of any script, percent-encoded, still get an answer that counts them.
constexpr std::size_t largest_body = 512 * 1024;

struct Typed {
  std::string text, unit, about, form;
};

std::string field(const std::map<std::string, std::string>& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string() : found->second;
}

// The commune that the page is about, else the one the reader chose.
std::string likely_unit(const Lower& lower, const Request& request, const std::string& about) {
  std::string code(request.cookie("xa"));
  constexpr std::string_view communes = "/xa/";
  if (about.starts_with(communes)) code = about.substr(communes.size());
  return lower.organisation.find(code) == nullptr ? std::string() : code;
}

bool has_inbox(const Lower& lower, const std::string& unit) {
  if (unit == lower.organisation.province().code) return true;
  const auto communes = lower.organisation.communes();
  return std::any_of(communes.begin(), communes.end(), [&](const auto* each) { return each->code == unit; });
}

std::vector<View> unit_views(const Lower& lower, Language language, const std::string& chosen) {
  std::vector<View> views;
  const auto add = [&](const std::string& code, const std::string& name) {
    views.push_back(View().set("code", code).set("name", name).set("chosen", code == chosen));
  };
  add(lower.organisation.province().code, message(language, "feedback.whole_province"));
  for (const auto* unit : lower.organisation.communes()) add(unit->code, unit->name.in(language));
  return views;
}

Response form_page(const Lower& lower, const Request& request, const Typed& typed, const Problems& problems) {
  const auto language = request.language;
  // The language link of a page that answers a form leads to the empty form.
  Request asked = request;
  asked.path = guide::feedback_path();
  asked.query = {{"ve", typed.about}};
  auto view = guide::frame(asked, lower.site, message(language, "feedback.title"));
  std::vector<View> sentences;
  bool text_bad = false, unit_bad = false;
  for (const auto& problem : problems) {
    (problem.field == "/unit" ? unit_bad : text_bad) = true;
    sentences.push_back(View()
                            .set("text", problem_message(language, problem))
                            .set("field", problem.field == "/unit" ? "u" : "t"));
  }
  view.set("bad", !problems.empty()).set("problems", std::move(sentences));
  view.set("text_bad", text_bad).set("unit_bad", unit_bad);
  view.set("text", typed.text).set("form", typed.form).set("about", typed.about);
  view.maybe("about_text", typed.about.empty() ? std::string() : about_text(lower, language, typed.about));
  view.set("units", unit_views(lower, language, typed.unit)).set("action", guide::feedback_path());
  view.set("shortest", std::to_string(shortest_opinion)).set("longest", std::to_string(longest_opinion));
  view.set("counter", message(language, "feedback.counter",
                              {{"count", "{count}"}, {"max", std::to_string(longest_opinion)}}));
  view.set("script", counter_path());
  auto response = guide::page_response(http::render_page("feedback/pages/form.html", view, language),
                                       problems.empty() ? 200 : problem_status(problems.front()),
                                       http::AnswerKind::helped);
  response.with("Cache-Control", "no-store").with("X-Robots-Tag", "noindex");
  guide::remember_language(request, lower.site, response);
  return response;
}

Response empty_form(const Lower& lower, const Request& request) {
  Typed typed;
  typed.about = read_about(request.query_value("ve"));
  typed.unit = likely_unit(lower, request, typed.about);
  typed.form = Uuid::v7(lower.clock.now(), lower.random).text();
  return form_page(lower, request, typed, {});
}

Response take(const Lower& lower, const Request& request) {
  const auto fields = http::parse_form(request.body);
  Typed typed{field(fields, "text"), field(fields, "unit"), read_about(field(fields, "about")),
              field(fields, "form")};
  Problems problems;
  const auto text = read_opinion(typed.text);
  if (!text) problems = text.error();
  if (!has_inbox(lower, typed.unit)) {
    typed.unit.clear();
    problems.push_back({"feedback.no_unit", "/unit", {}});
  }
  const auto form = Uuid::parse(typed.form);
  if (!form) typed.form.clear();
  if (!problems.empty()) {
    if (!valid_utf8(typed.text)) typed.text.clear();
    if (!form) typed.form = Uuid::v7(lower.clock.now(), lower.random).text();
    return form_page(lower, request, typed, problems);
  }
  lower.inbox.put({typed.form, typed.unit, typed.about, *text}, lower.clock.now());
  const auto back = typed.about.empty() ? std::string() : "?ve=" + http::encode_segment(typed.about);
  return http::redirect(guide::feedback_thanks_path() + back);
}

Response thanks(const Lower& lower, const Request& request) {
  auto view = guide::frame(request, lower.site, message(request.language, "feedback.thanks_title"));
  const auto about = read_about(request.query_value("ve"));
  view.set("back", about.empty() ? guide::home_path() : guide::safe_back(about));
  auto response =
      guide::page_response(http::render_page("feedback/pages/thanks.html", view, request.language));
  response.with("Cache-Control", "no-store").with("X-Robots-Tag", "noindex");
  guide::remember_language(request, lower.site, response);
  return response;
}

http::Route page_route(http::Method method, std::string path, std::string summary, http::Handler handler) {
  return {.method = method,
          .path = std::move(path),
          .access = "public",
          .summary = std::move(summary),
          .handler = std::move(handler),
          .produces = "text/html"};
}

}  // namespace

std::string about_text(const Lower& lower, Language language, const std::string& about) {
  constexpr std::string_view procedures = "/thu-tuc/", communes = "/xa/";
  if (about.starts_with(procedures)) {
    const auto rest = std::string_view(about).substr(procedures.size());
    const auto today = local_date(lower.clock.now(), lower.organisation.province().offset);
    if (const auto found = lower.shelf.current()->find(rest.substr(0, rest.find('/')), today)) {
      return found->name.in(language);
    }
  }
  if (about.starts_with(communes)) {
    if (const auto* unit = lower.organisation.find(about.substr(communes.size()))) {
      return unit->name.in(language);
    }
  }
  return about == guide::home_path() ? message(language, "guide.home") : about;
}

void add_public_routes(http::Router& router, const Lower& lower) {
  router.add(page_route(http::Method::get, "/gop-y", "Form for feedback",
                        [&lower](const Request& request) { return empty_form(lower, request); }));
  auto form = page_route(http::Method::post, "/gop-y", "Keep feedback",
                         [&lower](const Request& request) { return take(lower, request); });
  form.consumes = "application/x-www-form-urlencoded";
  form.body_limit = largest_body;
  router.add(std::move(form));
  auto script = page_route(http::Method::get, std::string(counter_route), "Counts the letters of feedback",
                           [](const Request& request) { return counter().respond(request); });
  script.produces = "text/javascript";
  router.add(std::move(script));
  router.add(page_route(http::Method::get, "/gop-y/da-nhan", "Thanks for feedback",
                        [&lower](const Request& request) { return thanks(lower, request); }));
}

}  // namespace motcua::feedback
