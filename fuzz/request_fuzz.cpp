// The head of a request as we read it ourselves: target, query, form, cookies, X-Forwarded-For,
// Accept-Encoding; and an opinion. First line: the target; then "name: value" lines; after an empty line a
// form body.
#include "feedback/feedback.h"
#include "fuzz/property.h"
#include "guide/guide.h"
#include "http/compress.h"
#include "http/page.h"
#include "http/proxy_list.h"
#include "http/router.h"

namespace {

using namespace motcua;

const http::Router& router() {
  static const http::Router made = [] {
    http::Router router;
    for (const auto* path : {"/", "/a/{b}", "/a/b", "/a/{b}/c", "/app/{file...}", "/api/x/{id}"}) {
      router.add({.method = http::Method::get,
                  .path = path,
                  .access = "public",
                  .handler = [](const http::Request&) { return http::html_response("ok"); },
                  .produces = "text/html"});
    }
    return router;
  }();
  return made;
}

void check_form(std::string_view text) {
  std::string written;
  const auto fields = http::parse_form(text);
  for (const auto& [name, value] : fields) {
    written += (written.empty() ? "" : "&") + http::encode_segment(name) + "=" + http::encode_segment(value);
  }
  CHECK(http::parse_form(written) == fields);
}

// What is kept of an opinion, and of the page it is about, is kept the same when it is read again.
void check_opinion(std::string_view text) {
  const auto opinion = feedback::read_opinion(text);
  if (opinion) {
    const auto again = feedback::read_opinion(*opinion);
    CHECK(again && *again == *opinion);
  } else {
    fuzz::check_problems(opinion.error());
  }
  const auto about = feedback::read_about(text);
  CHECK(about.empty() || (about.starts_with('/') && about.size() <= 200 && valid_utf8(about)));
  CHECK(feedback::read_about(about) == about);
}

void check_path(const http::Request& request) {
  CHECK(request.path.starts_with('/') && valid_utf8(request.path));
  CHECK(request.path.find('\0') == std::string::npos);
  for (const auto& segment : split(request.path, '/')) CHECK(segment != "." && segment != "..");
  const auto back = guide::safe_back(request.query_value("back"));
  CHECK(back.starts_with('/') && !back.starts_with("//") && back.find('\\') == std::string::npos);
  http::Response response;
  response.with("Location", back);  // CHECKs that it cannot split the head
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto end = std::min(text.find("\n\n"), text.size());
  const auto lines = split(text.substr(0, end), '\n');
  http::Headers headers;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    if (colon == std::string::npos) continue;
    headers.emplace(lines[i].substr(0, colon),
                    std::string(trim(std::string_view(lines[i]).substr(colon + 1))));
  }
  const auto body = text.substr(std::min(end + 2, text.size()));
  check_form(body);
  check_opinion(body);

  const auto request = http::read_request(http::Method::get, lines.front(), headers, std::string(body));
  if (!request) {
    fuzz::check_problems(request.error());
    return 0;
  }
  check_path(*request);
  static const http::ProxyList proxies({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
  const auto client = proxies.client("127.0.0.1", request->header("x-forwarded-for"));
  CHECK(!client.empty());
  CHECK(proxies.client("192.0.2.1", request->header("x-forwarded-for")) == "192.0.2.1");
  (void)http::choose_encoding(request->header("accept-encoding"), true, true);
  const auto response = router().handle(*request);
  CHECK(response.status == 200 || response.status == 404);
  return 0;
}
