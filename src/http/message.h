#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/expected.h"
#include "base/json.h"
#include "base/message.h"
#include "base/problem.h"

namespace motcua::http {

enum class Method { get, post, put, remove };
std::string_view name_of(Method method);  // "GET", "POST", "PUT", "DELETE"

// Who asks, as far as http knows: a capability above derives its own and asks for it back.
class Principal {
 public:
  virtual ~Principal() = default;
  // Whose requests are counted together; empty: nobody's.
  virtual std::string account() const { return {}; }
};

// A request as a handler sees it: plain, complete, already within its limits of size and time.
struct Request {
  Method method = Method::get;
  std::string path;                                // decoded, without query
  std::map<std::string, std::string> path_params;  // {name} of the route's pattern
  std::map<std::string, std::string> query;        // decoded; the last of equal names
  std::map<std::string, std::string> headers;      // names in lower case
  std::map<std::string, std::string> cookies;
  std::string body;
  std::string peer;                  // address of the client; X-Forwarded-For only from a trusted proxy
  bool local = false;                // came from this machine itself, with no proxy in between
  std::string id;                    // on every line of the log and in the answer's X-Request-Id
  Language language = Language::vi;  // ?lang=, cookie "lang", else Vietnamese
  bool counted = false;              // has taken its share of the rate limits
  std::shared_ptr<const Principal> principal;  // set by the gate; null on public routes without a session

  std::string_view header(std::string_view name) const;       // "" when absent
  std::string_view cookie(std::string_view name) const;       // "" when absent
  std::string_view query_value(std::string_view name) const;  // "" when absent
  const std::string& param(std::string_view name) const;      // CHECKs: the route names it
  bool wants_html()
      const;  // a person's browser asks for a page: Accept names text/html and the path is not under /api/
};

// Reads "METHOD target" and headers (names in any case) into a request: path, query, cookies, language. For
// the server, and for tests: request_for(Method::post, "/api/deadline?x=1", R"({"a":1})"). A body without a
// Content-Type is taken as JSON. Refuses (http.unreadable_request) a path with broken escapes, an escaped
// slash or NUL, ".." or invalid UTF-8; in the query such bytes become U+FFFD. CHECK-free.
using Headers = std::map<std::string, std::string>;
Expected<Request> read_request(Method method, std::string_view target, const Headers& headers,
                               std::string body);
Request request_for(Method method, std::string_view target, std::string body = {},
                    const Headers& headers = {});

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  // Kept bytes (static files, cached pages) go out without a copy; used instead of `body` when set.
  std::shared_ptr<const std::string> shared_body = {};
  // For the log, never sent: the first problem's code and the number of the incident.
  std::string problem = {}, incident = {};

  // CHECKs that neither holds a line break: a header made of foreign text cannot split the response.
  Response& with(std::string name, std::string value);
  std::string_view header(std::string_view name) const;  // name in any case; "" when absent
  std::string_view content() const { return shared_body ? *shared_body : body; }
};

Response json_response(const json::value& value, int status = 200);
Response html_response(std::string html, int status = 200);
Response redirect(std::string location, int status = 303);
// RFC 9457 application/problem+json with every problem, each with its field and its sentence in `language`;
// the status is the first problem's. `incident` names a failure that was logged.
Response problem_response(const Problems& problems, Language language, std::string_view incident = {});
// What a trusted proxy offers as X-Request-Id when it is 8 to 64 letters, digits, "-", "_" or "."; else a new
// one.
std::string request_id(std::string_view offered = {});
// "Không tìm thấy": the short title of a status.
std::string title_of(int status, Language language);

struct Cookie {
  std::string name, value;
  std::string path = "/";
  std::optional<long> max_age_seconds = {};  // none: until the browser closes; 0: forget now
  bool http_only = true;
  std::string same_site = "Lax";
  bool secure = false;
};
std::string set_cookie(const Cookie& cookie);

}  // namespace motcua::http
