#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "base/expected.h"
#include "http/message.h"
#include "http/shape.h"

namespace motcua::http {

using Handler = std::function<Response(const Request&)>;

// One door of the program. `access` is "public" or the name of a permission; there is no default. A page or a
// file has no described body; everything under /api/ has, or says what else it produces.
struct Route {
  Method method = Method::get;
  std::string path;  // "/api/dossiers/{id}"; "/app/{file...}" takes all that follows, also nothing
  std::string access = {};
  std::string summary = {};  // English, one sentence: becomes the OpenAPI summary
  Handler handler = {};
  std::shared_ptr<const Schema> in = nullptr;   // null: no JSON body
  std::shared_ptr<const Schema> out = nullptr;  // null: not JSON
  std::vector<QueryParam> query = {};
  std::size_t body_limit = 256 * 1024;  // bytes; scans say more
  // Media type of the body: checked when `in` is set or this is not JSON. Several with commas; "*/*" and
  // "image/*" are understood.
  std::string consumes = "application/json";
  std::string produces = "application/json";
  int success_status = 200;  // for the API document; json_route answers with it
  // Answers from memory or after one short read: worth no hand-over to a worker, see Connection.
  bool quick = false;
};

// "50 MB", "256 kB": how a limit is said to a person.
std::string size_in_words(std::size_t bytes);

// What every route says of itself; bodies, limits and handler are added to it.
Route head(Method method, std::string path, std::string_view access, std::string summary,
           std::vector<QueryParam> query = {});

// Decides whether a request may pass and who asks; set once by compose. Called for every route, public ones
// too (where it may find a session but never refuses). For a large body it is asked twice: before the body is
// read (request.body is empty then) and when it is there.
using Gate = std::function<Expected<std::shared_ptr<const Principal>>(const Request&, const Route&)>;

// What may be known about a request that was answered: no path, no query, no body, no address, for those name
// people.
struct Access {
  Method method;
  std::string pattern;  // the route's, "(none)" when there is none
  int status;
  std::chrono::microseconds took;
  std::size_t bytes_out;
  std::string request_id = {};
  std::string problem = {};   // code of the first problem, "" when there is none
  std::string incident = {};  // "" when nothing of ours failed
};

// A failure that a person was told the number of.
struct Incident {
  std::string id;
  std::string pattern;
  std::string kind;  // "store", "busy", "check", "exception"
  std::string what;
  std::string request_id = {};
};

class Router {
 public:
  void add(Route route);  // CHECKs: no two routes with the same method and pattern, access not empty
  void set_gate(Gate gate);
  // Asked once a request, after the gate: a problem refuses it, with Retry-After when it says how many
  // `seconds`.
  using Limiter = std::function<std::optional<Problem>(const Request&, const Route&)>;
  void set_limiter(Limiter limiter);
  // The site is reached by https only, and browsers may remember that.
  void set_https(bool https) { https_ = https; }
  const std::vector<Route>& routes() const { return routes_; }
  // Added callbacks are called in turn, on the thread of the request; they must not throw.
  void on_access(std::function<void(const Access&)> callback);
  void on_incident(std::function<void(const Incident&)> callback);
  // Error pages in the look of the public pages: (problems, language, incident) → HTML. Else a plain one.
  using ErrorPage = std::function<std::string(const Problems&, Language, std::string_view incident)>;
  void set_error_page(ErrorPage page);

  // The boundary: Expected's problems → 4xx, StoreFailed → 503 with incident id, CheckFailed → 500. Never
  // throws. A page's errors are HTML where a browser asks for it. Adds the security headers.
  Response handle(Request request) const;
  // Whether the route of this request is a quick one.
  bool is_quick(const Request& request) const;

  // For the server, which decides from the head of a request whether to read its body.
  struct Found {
    const Route* route = nullptr;  // null: `status` says why
    int status = 404;              // or 405, then `allow` lists the methods
    std::string allow = {};
  };
  Found find(Request& request) const;  // sets path_params
  // Refusal by gate or media type; nothing when the request may go on. Never throws.
  std::optional<Response> refuse_early(Request& request) const;
  // A refusal the server makes itself, with headers and log line as from handle.
  Response refuse_with(const Request& request, const Problems& problems, std::string_view pattern) const;

 private:
  struct Node;
  const std::map<Method, std::size_t>* ends_of(const std::vector<std::string>& segments, Method method) const;
  std::optional<Response> admit(const Found& found, Request& request) const;
  Response guarded(const Request& request, std::string_view pattern,
                   const std::function<Response()>& work) const;
  Response fail(const Request& request, std::string_view pattern, std::string kind, const char* code,
                const char* what) const;
  Response error(const Request& request, const Problems& problems, std::string_view incident = {}) const;
  void log(const Request& request, std::string_view pattern, const Response& response,
           std::chrono::steady_clock::time_point began) const;

  std::vector<Route> routes_;
  std::shared_ptr<Node> root_;
  Gate gate_;
  Limiter limiter_;
  bool https_ = false;
  ErrorPage error_page_;
  std::vector<std::function<void(const Access&)>> access_callbacks_;
  std::vector<std::function<void(const Incident&)>> incident_callbacks_;
};

// An answer that also sets headers (a cookie) or another status; handlers may return Expected<Reply<Out>>.
template <class Out>
struct Reply {
  Out body;
  int status = 0;  // 0: the route's
  std::vector<std::pair<std::string, std::string>> headers = {};
};

namespace detail {

template <class T>
inline constexpr bool is_reply = false;
template <class T>
inline constexpr bool is_reply<Reply<T>> = true;

// How file_route hands its problems to the boundary, which alone knows the look of an error page.
class Refused {
 public:
  explicit Refused(Problems problems) : problems_(std::move(problems)) {}
  const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

// 204 without a body when the status says so.
Response described_response(const Schema& out, const void* value, int status);

template <class Out, class Answer>
Response respond(const Schema& out, int status, Language language, Answer&& answer) {
  if (!answer.has_value()) return problem_response(answer.error(), language);
  if constexpr (is_reply<typename std::decay_t<Answer>::value_type>) {
    const Reply<Out>& reply = answer.value();
    auto response = described_response(out, &reply.body, reply.status == 0 ? status : reply.status);
    for (const auto& [name, value] : reply.headers) response.with(name, value);
    return response;
  } else {
    const Out& body = answer.value();
    return described_response(out, &body, status);
  }
}

}  // namespace detail

// A route whose bodies are described structs. F: (const Request&, const In&) → Expected<Out>, or (const
// Request&) → Expected<Out> for those without a body; Expected<Reply<Out>> too. Out = Nothing answers 204.
//   router.add(json_route<DeadlineAsked, DeadlineView>({.method = Method::post, .path = "/api/deadline",
//              .access = "public", .summary = "…"}, [&](const Request&, const DeadlineAsked& asked) { … }));
template <class In, class Out, class F>
requires std::is_invocable_v<F, const Request&, const In&> Route json_route(Route head, F handler,
                                                                            int success_status = 200) {
  const auto in = shape<In>();
  head.in = in.schema();
  head.out = shape<Out>().schema();
  head.success_status = std::is_same_v<Out, Nothing> ? 204 : success_status;
  head.handler = [in, out = head.out, status = head.success_status,
                  handler = std::move(handler)](const Request& request) -> Response {
    const auto body = in.parse(request.body);
    if (!body) return problem_response(body.error(), request.language);
    return detail::respond<Out>(*out, status, request.language, handler(request, *body));
  };
  return head;
}

template <class Out, class F>
requires std::is_invocable_v<F, const Request&> Route json_route(Route head, F handler,
                                                                 int success_status = 200) {
  head.out = shape<Out>().schema();
  head.success_status = std::is_same_v<Out, Nothing> ? 204 : success_status;
  head.handler = [out = head.out, status = head.success_status,
                  handler = std::move(handler)](const Request& request) -> Response {
    return detail::respond<Out>(*out, status, request.language, handler(request));
  };
  return head;
}

// A route that answers bytes or a page of its own making: `produces` must say which ("application/pdf",
// "text/html"). F: (const Request&) → Expected<Response>; its problems become an error page or problem+json
// like any other.
Route file_route(Route head, std::function<Expected<Response>(const Request&)> handler);

}  // namespace motcua::http
