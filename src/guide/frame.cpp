#include "guide/frame.h"

#include "guide/paths.h"
#include "guide/stylesheet.h"
#include "http/security_headers.h"

namespace motcua::guide {
namespace {

constexpr long a_year_in_seconds = 365L * 24 * 3600;

// This page's own address, so that a choice leads back to it. A page that answers a form is addressed without
// it.
std::string address(const http::Request& request, std::string_view leave_out) {
  std::string text;
  for (const char sign : request.path) text += sign == '/' ? "/" : http::encode_segment({&sign, 1});
  char join = '?';
  for (const auto& [name, value] : request.query) {
    if (name == leave_out) continue;
    text += join + http::encode_segment(name) + "=" + http::encode_segment(value);
    join = '&';
  }
  return text;
}

}  // namespace

std::string text_size_of(const http::Request& request) {
  const auto size = request.cookie("text");
  return size == "large" || size == "larger" ? std::string(size) : std::string();
}

std::string contrast_of(const http::Request& request) {
  return request.cookie("contrast") == "high" ? "high" : "";
}

std::string pictures_of(const http::Request& request) {
  return request.cookie("pictures") == "large" ? "large" : "";
}

std::string other_language_path(const http::Request& request) {
  auto path = address(request, "lang");
  path += path.find('?') == std::string::npos ? "?lang=" : "&lang=";
  return path + (request.language == Language::vi ? "en" : "vi");
}

http::View frame(const http::Request& request, const Site& site, std::string title) {
  const std::string here = safe_back(address(request, "lang"));
  http::View view;
  view.set("lang", tag_of(request.language))
      .set("title", std::move(title))
      .maybe("text_size", text_size_of(request))
      .maybe("contrast", contrast_of(request))
      .maybe("pictures", pictures_of(request))
      .set("css", stylesheet_path())
      .set("more_css", "")
      .set("synthetic", site.synthetic)
      .set("province", site.province.in(request.language))
      .set("home_path", home_path())
      .set("all_path", procedures_path())
      .set("search_path", search_path())
      .set("talk_path", assistant_path())
      .set("track_path", tracking_form_path())
      .set("ranking_path", ranking_path())
      .set("open_data_path", open_data_path())
      .set("display_path", display_path(here))
      .set("choose_path", choose_commune_path(here))
      .set("feedback_path", feedback_path(here))
      .set("other_lang_path", other_language_path(request))
      .set("other_lang", request.language == Language::vi ? "en" : "vi")
      .set("q", "");
  return view;
}

http::Response page_response(std::string html, int status, http::AnswerKind kind) {
  auto response = http::html_response(std::move(html), status);
  response.with("Content-Security-Policy", std::string(http::policy_of(kind)));
  return response;
}

void remember_language(const http::Request& request, const Site& site, http::Response& response) {
  const auto asked = request.query_value("lang");
  if (asked != "vi" && asked != "en") return;
  response.with("Set-Cookie", http::set_cookie({.name = "lang",
                                                .value = std::string(asked),
                                                .max_age_seconds = a_year_in_seconds,
                                                .secure = site.secure_cookies}));
}

http::Response missing_page(const http::Request& request, const Site& site, std::string text) {
  auto view = frame(request, site, message(request.language, "guide.missing_title"));
  view.set("text", std::move(text));
  return page_response(http::render_page("guide/pages/missing.html", view, request.language), 404);
}

}  // namespace motcua::guide
