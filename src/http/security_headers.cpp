#include "http/security_headers.h"

#include "base/text.h"

namespace motcua::http {

AnswerKind kind_of(std::string_view path, std::string_view media_type) {
  const auto type = trim(media_type.substr(0, media_type.find(';')));
  if (type == "text/html") return path.starts_with("/app/") ? AnswerKind::app : AnswerKind::page;
  if (type == "application/pdf") return AnswerKind::pdf;
  if (type == "image/png" || type == "image/jpeg") return AnswerKind::picture;
  return AnswerKind::data;
}

std::string_view policy_of(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::page:
      // Pictograms and the mark are drawn in the style and the head as data: addresses.
      return "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action "
             "'self'; "
             "base-uri 'none'; frame-ancestors 'none'";
    case AnswerKind::helped:
      return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src "
             "'self'; "
             "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    case AnswerKind::app:
      return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
             "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri "
             "'none'; "
             "frame-ancestors 'none'";
    case AnswerKind::pdf:
      // The browser's viewer does not run in a sandbox of ours; it has one of its own, and styles itself
      // inline.
      return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; form-action 'none'; "
             "base-uri 'none'; frame-ancestors 'none'";
    case AnswerKind::picture:
      return "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
             "frame-ancestors 'none'; sandbox";
    case AnswerKind::data:
      return "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
  }
  CHECK(false);
  return {};
}

std::vector<SecurityHeader> security_headers(bool https) {
  std::vector<SecurityHeader> headers{
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},  // the address of a tracking page carries a secret
      {"Permissions-Policy",
       "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  if (https) headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
  return headers;
}

void add_security_headers(const Request& request, bool https, Response& response) {
  static const auto by_https = security_headers(true), plain = security_headers(false);
  response.headers.reserve(response.headers.size() + by_https.size() + 4);
  const auto add = [&response](std::string_view name, std::string_view value) {
    if (response.header(name).empty()) response.with(std::string(name), std::string(value));
  };
  // A 304 carries no type, and what it says would replace the policy that the browser has kept with the page.
  if (response.status != 304) {
    add("Content-Security-Policy", policy_of(kind_of(request.path, response.header("Content-Type"))));
  }
  for (const auto& [name, value] : https ? by_https : plain) add(name, value);
  const bool keep_nowhere =
      request.path.starts_with("/api/") || response.status >= 400 || request.principal != nullptr;
  if (keep_nowhere) add("Cache-Control", "no-store");
}

}  // namespace motcua::http
