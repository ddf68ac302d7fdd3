#include "http/message.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/random.h"
#include "base/text.h"
#include "http/page.h"

namespace motcua::http {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view find(const std::map<std::string, std::string>& map, std::string_view name) {
  const auto found = map.find(std::string(name));
  return found == map.end() ? std::string_view() : std::string_view(found->second);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// An escaped slash or NUL would let one text mean two paths.
std::optional<std::string> decode_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\0') return std::nullopt;
    if (raw[i] != '%') {
      out += raw[i];
      continue;
    }
    if (i + 2 >= raw.size() || hex_value(raw[i + 1]) < 0 || hex_value(raw[i + 2]) < 0) return std::nullopt;
    const auto byte = static_cast<char>(hex_value(raw[i + 1]) * 16 + hex_value(raw[i + 2]));
    if (byte == '/' || byte == '\0') return std::nullopt;
    out += byte;
    i += 2;
  }
  for (const auto& segment : split(out, '/')) {
    if (segment == "." || segment == "..") return std::nullopt;
  }
  if (!valid_utf8(out)) return std::nullopt;
  return out;
}

std::map<std::string, std::string> read_cookies(std::string_view header) {
  std::map<std::string, std::string> cookies;
  for (const auto& part : split(header, ';')) {
    const auto pair = trim(part);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    cookies.emplace(pair.substr(0, equals),
                    pair.substr(equals + 1));  // the first is the most specific path's
  }
  return cookies;
}

// What a browser prefers is not asked: phones sold with an English menu are common where few read English, so
// Vietnamese comes first and English is a choice.
Language choose_language(const Request& request) {
  if (const auto asked = request.query_value("lang"); !asked.empty()) return language_of(lower(asked));
  if (const auto kept = request.cookie("lang"); !kept.empty()) return language_of(lower(kept));
  return Language::vi;
}

bool has_line_break(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_letter(x) == lower_letter(y); });
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::remove:
      return "DELETE";
  }
  CHECK(false);
  return {};
}

std::string_view Request::header(std::string_view name) const { return find(headers, name); }
std::string_view Request::cookie(std::string_view name) const { return find(cookies, name); }
std::string_view Request::query_value(std::string_view name) const { return find(query, name); }

const std::string& Request::param(std::string_view name) const {
  const auto found = path_params.find(std::string(name));
  CHECK(found != path_params.end());
  return found->second;
}

bool Request::wants_html() const {
  return !path.starts_with("/api/") && header("accept").find("text/html") != std::string_view::npos;
}

Expected<Request> read_request(Method method, std::string_view target, const Headers& headers,
                               std::string body) {
  Request request;
  request.method = method;
  for (const auto& [name, value] : headers) request.headers.emplace(lower(name), value);
  request.cookies = read_cookies(request.header("cookie"));
  const auto mark = std::min(target.find('?'), target.size());
  auto path = decode_path(target.substr(0, mark));
  if (!path) return refuse("http.unreadable_request");
  request.path = std::move(*path);
  // A word typed on an old device or cut by a link is still searched for: it is no reason to refuse the page.
  for (const auto& [name, value] : parse_form(target.substr(std::min(mark + 1, target.size())))) {
    request.query.insert_or_assign(readable(name), readable(value));
  }
  request.language = choose_language(request);
  request.body = std::move(body);
  return Expected<Request>(std::move(request));
}

Request request_for(Method method, std::string_view target, std::string body, const Headers& headers) {
  const bool has_body = !body.empty();
  auto request = read_request(method, target, headers, std::move(body));
  CHECK(request.has_value());
  if (has_body) request->headers.emplace("content-type", "application/json");
  return std::move(request).value();
}

Response& Response::with(std::string name, std::string value) {
  CHECK(!has_line_break(name) && !has_line_break(value));
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return {};
}

Response json_response(const json::value& value, int status) {
  Response response{.status = status, .body = json::serialize(value)};
  response.with("Content-Type", "application/json");
  return response;
}

Response html_response(std::string html, int status) {
  Response response{.status = status, .body = std::move(html)};
  response.with("Content-Type", "text/html; charset=utf-8");
  return response;
}

Response redirect(std::string location, int status) {
  Response response{.status = status};
  response.with("Location", std::move(location));
  return response;
}

std::string request_id(std::string_view offered) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  if (offered.size() >= 8 && offered.size() <= 64 && std::all_of(offered.begin(), offered.end(), plain))
    return std::string(offered);
  static SystemRandom random;
  return to_hex(random.bytes(8));
}

std::string title_of(int status, Language language) {
  const auto id = fmt::format("http.title.{}", status);
  return message(language, has_message(id) ? id : "http.title.other");
}

Response problem_response(const Problems& problems, Language language, std::string_view incident) {
  CHECK(!problems.empty());
  const int status = problem_status(problems.front());
  json::array list;
  for (const auto& problem : problems) {
    json::object one{{"code", problem.code}, {"field", problem.field}};
    one["message"] = problem_message(language, problem);
    if (!problem.params.empty()) {
      json::object params;
      for (const auto& [name, value] : problem.params) params[name] = value;
      one["params"] = std::move(params);
    }
    list.push_back(std::move(one));
  }
  json::object body{{"type", "about:blank"}, {"title", title_of(status, language)}, {"status", status}};
  body["problems"] = std::move(list);
  if (!incident.empty()) body["incident"] = json::string(incident);
  Response response{.status = status, .body = json::serialize(body)};
  response.problem = problems.front().code;
  response.incident = std::string(incident);
  response.with("Content-Type", "application/problem+json");
  response.with("Content-Language", std::string(tag_of(language)));
  if (status == 503) response.with("Retry-After", "5");
  return response;
}

std::string set_cookie(const Cookie& cookie) {
  CHECK(cookie.name.find_first_of("=; \r\n\t") == std::string::npos && !cookie.name.empty());
  CHECK(cookie.value.find_first_of("; \r\n\t,\"") == std::string::npos);
  CHECK(cookie.path.find_first_of("; \r\n") == std::string::npos);
  std::string text = fmt::format("{}={}; Path={}", cookie.name, cookie.value, cookie.path);
  if (cookie.max_age_seconds) text += fmt::format("; Max-Age={}", *cookie.max_age_seconds);
  if (cookie.http_only) text += "; HttpOnly";
  if (!cookie.same_site.empty()) text += "; SameSite=" + cookie.same_site;
  if (cookie.secure) text += "; Secure";
  return text;
}

}  // namespace motcua::http
