#include "http/router.h"

#include <fmt/format.h>

#include "base/random.h"
#include "base/text.h"
#include "http/page.h"
#include "http/security_headers.h"
#include "store/store.h"

namespace motcua::http {

std::string size_in_words(std::size_t bytes) {
  constexpr std::size_t megabyte = 1'000'000;
  return bytes >= megabyte ? std::to_string(bytes / megabyte) + " MB" : std::to_string(bytes / 1000) + " kB";
}

Route head(Method method, std::string path, std::string_view access, std::string summary,
           std::vector<QueryParam> query) {
  Route route;
  route.method = method;
  route.path = std::move(path);
  route.access = std::string(access);
  route.summary = std::move(summary);
  route.query = std::move(query);
  return route;
}

// One segment of the patterns. Fixed text is tried before a parameter, a parameter before "the rest".
struct Router::Node {
  std::map<std::string, Node, std::less<>> fixed;
  std::unique_ptr<Node> param;
  std::map<Method, std::size_t> ends;   // routes that end here
  std::map<Method, std::size_t> rests;  // routes whose last segment takes all that follows
};

namespace {

constexpr std::string_view no_pattern = "(none)";

bool is_param(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }
bool is_rest(std::string_view segment) { return is_param(segment) && segment.ends_with("...}"); }

std::vector<std::string> segments_of(std::string_view path) {
  CHECK(path.starts_with('/'));
  return split(path.substr(1), '/');
}

const char* problem_of(store::StoreFailed::Cure cure) {
  switch (cure) {
    case store::StoreFailed::Cure::wait:
      return "http.store_unavailable";
    case store::StoreFailed::Cure::free_space:
      return "http.store_full";
    case store::StoreFailed::Cure::repeat:
      return "http.outcome_unknown";
  }
  return "http.store_unavailable";
}

void add_standing_headers(const Request& request, bool https, Response& response) {
  add_security_headers(request, https, response);
  if (!request.id.empty()) response.with("X-Request-Id", request.id);
}

// "type/subtype" without parameters, lower case.
std::string media_type_of(std::string_view header) {
  std::string type(trim(header.substr(0, header.find(';'))));
  for (auto& c : type) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return type;
}

bool accepts_media_type(std::string_view consumes, std::string_view type) {
  for (const auto& part : split(consumes, ',')) {
    const auto one = trim(part);
    if (one == "*/*" || one == type) return true;
    if (one.ends_with("/*") && type.starts_with(one.substr(0, one.size() - 1))) return true;
  }
  return false;
}

std::string new_incident_id() {
  static SystemRandom random;
  return to_hex(random.bytes(6));
}

struct Seeker {
  const std::vector<std::string>& segments;

  // The map of routes that fits, preferring one that knows `method`; null when the path is nobody's.
  template <class Node>
  const std::map<Method, std::size_t>* seek(const Node& node, std::size_t at, Method method) {
    const std::map<Method, std::size_t>* other = nullptr;
    const auto consider = [&](const std::map<Method, std::size_t>* found) {
      if (found == nullptr || found->empty()) return false;
      if (found->contains(method)) return true;
      if (other == nullptr) other = found;
      return false;
    };
    if (at == segments.size()) {
      if (consider(&node.ends)) return &node.ends;
    } else {
      if (const auto next = node.fixed.find(segments[at]); next != node.fixed.end()) {
        const auto* found = seek(next->second, at + 1, method);
        if (consider(found)) return found;
      }
      if (node.param && !segments[at].empty()) {
        const auto* found = seek(*node.param, at + 1, method);
        if (consider(found)) return found;
      }
    }
    if (consider(&node.rests)) return &node.rests;
    return other;
  }
};

}  // namespace

void Router::add(Route route) {
  CHECK(!route.access.empty());
  CHECK(route.handler != nullptr);
  if (route.path.starts_with("/api/")) {
    const bool says_what = route.out != nullptr || route.produces != "application/json";
    CHECK(says_what);  // a described body or a file, so that the API document is whole
  }
  if (!root_) root_ = std::make_shared<Node>();
  Node* node = root_.get();
  bool rest = false;
  for (const auto& segment : segments_of(route.path)) {
    CHECK(!rest);  // nothing follows "the rest"
    if (is_rest(segment)) {
      rest = true;
    } else if (is_param(segment)) {
      if (!node->param) node->param = std::make_unique<Node>();
      node = node->param.get();
    } else {
      node = &node->fixed[segment];
    }
  }
  const bool fresh = (rest ? node->rests : node->ends).emplace(route.method, routes_.size()).second;
  CHECK(fresh);  // two routes with the same method and pattern
  routes_.push_back(std::move(route));
}

void Router::set_gate(Gate gate) { gate_ = std::move(gate); }
void Router::set_limiter(Limiter limiter) { limiter_ = std::move(limiter); }
void Router::set_error_page(ErrorPage page) { error_page_ = std::move(page); }
void Router::on_access(std::function<void(const Access&)> callback) {
  access_callbacks_.push_back(std::move(callback));
}
void Router::on_incident(std::function<void(const Incident&)> callback) {
  incident_callbacks_.push_back(std::move(callback));
}

const std::map<Method, std::size_t>* Router::ends_of(const std::vector<std::string>& segments,
                                                     Method method) const {
  Seeker seeker{segments};
  return seeker.seek(*root_, 0, method);
}

bool Router::is_quick(const Request& request) const {
  if (!root_ || !request.path.starts_with('/')) return false;
  const auto* ends = ends_of(segments_of(request.path), request.method);
  const auto end =
      ends == nullptr ? std::map<Method, std::size_t>::const_iterator{} : ends->find(request.method);
  return ends != nullptr && end != ends->end() && routes_[end->second].quick;
}

Router::Found Router::find(Request& request) const {
  request.path_params.clear();
  if (!root_ || !request.path.starts_with('/')) return {};
  const auto segments = segments_of(request.path);
  const auto* ends = ends_of(segments, request.method);
  if (ends == nullptr) return {};
  const auto end = ends->find(request.method);
  if (end == ends->end()) {
    Found found{.route = nullptr, .status = 405};
    for (const auto& [method, index] : *ends) {
      found.allow += found.allow.empty() ? "" : ", ";
      found.allow += method == Method::get ? "GET, HEAD" : name_of(method);
    }
    return found;
  }
  const Route& route = routes_[end->second];
  const auto pattern = segments_of(route.path);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_rest(pattern[i])) {
      std::string all;
      for (std::size_t j = i; j < segments.size(); ++j) all += (j == i ? "" : "/") + segments[j];
      request.path_params[pattern[i].substr(1, pattern[i].size() - 5)] = std::move(all);
    } else if (is_param(pattern[i])) {
      request.path_params[pattern[i].substr(1, pattern[i].size() - 2)] = segments[i];
    }
  }
  return {.route = &route, .status = 200};
}

std::optional<Response> Router::admit(const Found& found, Request& request) const {
  if (found.route == nullptr) {
    auto response = error(request, {{found.status == 405 ? "http.method_not_allowed" : "http.not_found"}});
    if (!found.allow.empty()) response.with("Allow", found.allow);
    return response;
  }
  const Route& route = *found.route;
  if (gate_) {
    auto principal = gate_(request, route);
    if (!principal) return error(request, principal.error());
    request.principal = std::move(principal).value();
  }
  if (limiter_ && !request.counted) {
    if (auto problem = limiter_(request, route)) {
      auto response = error(request, {*problem});
      if (const auto wait = problem->params.find("seconds"); wait != problem->params.end()) {
        response.with("Retry-After", wait->second);
      }
      return response;
    }
    request.counted = true;
  }
  const bool has_body = route.method != Method::get && (route.in || route.consumes != "application/json");
  if (has_body && !accepts_media_type(route.consumes, media_type_of(request.header("content-type")))) {
    return error(request, {{"http.unsupported_media_type", "", {{"expected", route.consumes}}}});
  }
  if (request.body.size() > route.body_limit) {
    return error(request, {{"http.body_too_large", "", {{"max", size_in_words(route.body_limit)}}}});
  }
  Problems missing;
  for (const auto& param : route.query) {
    if (param.required && request.query_value(param.name).empty()) {
      missing.push_back({"http.required", "?" + param.name});
    }
  }
  if (!missing.empty()) return error(request, missing);
  return std::nullopt;
}

Response Router::handle(Request request) const {
  const auto began = std::chrono::steady_clock::now();
  if (request.id.empty()) request.id = request_id();
  std::string pattern(no_pattern);
  auto response = guarded(request, pattern, [&] {
    const auto found = find(request);
    if (found.route != nullptr) pattern = found.route->path;
    if (auto refusal = admit(found, request)) return std::move(*refusal);
    return guarded(request, pattern, [&] { return found.route->handler(request); });
  });
  add_standing_headers(request, https_, response);
  log(request, pattern, response, began);
  return response;
}

std::optional<Response> Router::refuse_early(Request& request) const {
  const auto began = std::chrono::steady_clock::now();
  std::string pattern(no_pattern);
  bool may_go_on = false;
  auto response = guarded(request, pattern, [&] {
    const auto found = find(request);
    if (found.route != nullptr) pattern = found.route->path;
    auto refusal = admit(found, request);
    may_go_on = !refusal;
    return refusal ? std::move(*refusal) : Response{};
  });
  if (may_go_on) return std::nullopt;
  add_standing_headers(request, https_, response);
  log(request, pattern, response, began);
  return response;
}

Response Router::refuse_with(const Request& request, const Problems& problems,
                             std::string_view pattern) const {
  const auto began = std::chrono::steady_clock::now();
  auto response = guarded(request, pattern, [&] { return error(request, problems); });
  add_standing_headers(request, https_, response);
  log(request, pattern, response, began);
  return response;
}

Response Router::guarded(const Request& request, std::string_view pattern,
                         const std::function<Response()>& work) const {
  try {
    return work();
  } catch (const detail::Refused& refused) {
    return guarded(request, pattern, [&] { return error(request, refused.problems()); });
  } catch (const store::StoreBusy& busy) {
    return fail(request, pattern, "busy", "http.busy", busy.what());
  } catch (const store::ConstraintFailed& failed) {
    // A key that refuses a write is not cured by waiting: a rule above should have seen it.
    return fail(request, pattern, "check", "http.our_mistake", failed.what());
  } catch (const store::StoreFailed& failed) {
    return fail(request, pattern, "store", problem_of(failed.cure()), failed.what());
  } catch (const CheckFailed& failed) {
    return fail(request, pattern, "check", "http.our_mistake", failed.what());
  } catch (const std::bad_alloc& failed) {
    return fail(request, pattern, "memory", "http.busy", failed.what());
  } catch (const std::exception& failed) {
    return fail(request, pattern, "exception", "http.our_mistake", failed.what());
  } catch (...) {
    return fail(request, pattern, "exception", "http.our_mistake", "an exception of no known type");
  }
}

Response Router::fail(const Request& request, std::string_view pattern, std::string kind, const char* code,
                      const char* what) const {
  Incident incident{new_incident_id(), std::string(pattern), std::move(kind), what, request.id};
  for (const auto& callback : incident_callbacks_) callback(incident);
  try {
    return error(request, {{code, "", {{"incident", incident.id}}}}, incident.id);
  } catch (...) {
    // Even the error page fails: say it in the plainest way there is.
    Response response{.status = 500, .body = "500 " + incident.id + "\n"};
    response.incident = incident.id;
    response.with("Content-Type", "text/plain; charset=utf-8");
    return response;
  }
}

Response Router::error(const Request& request, const Problems& problems, std::string_view incident) const {
  if (!request.wants_html()) return problem_response(problems, request.language, incident);
  const int status = problem_status(problems.front());
  std::string html;
  if (error_page_) {
    html = error_page_(problems, request.language, incident);
  } else {
    std::vector<View> sentences;
    for (const auto& problem : problems) {
      sentences.push_back(View().set("sentence", problem_message(request.language, problem)));
    }
    View view;
    view.set("language", tag_of(request.language)).set("title", title_of(status, request.language));
    view.set("problems", std::move(sentences)).maybe("incident", std::string(incident));
    html = render_page("http/pages/error.html", view, request.language);
  }
  auto response = html_response(std::move(html), status);
  response.problem = problems.front().code;
  response.incident = std::string(incident);
  if (status == 503) response.with("Retry-After", "5");
  return response;
}

void Router::log(const Request& request, std::string_view pattern, const Response& response,
                 std::chrono::steady_clock::time_point began) const {
  if (access_callbacks_.empty()) return;
  const auto took = std::chrono::steady_clock::now() - began;
  const Access access{request.method,
                      std::string(pattern),
                      response.status,
                      std::chrono::duration_cast<std::chrono::microseconds>(took),
                      response.content().size(),
                      request.id,
                      response.problem,
                      response.incident};
  for (const auto& callback : access_callbacks_) callback(access);
}

Route file_route(Route head, std::function<Expected<Response>(const Request&)> handler) {
  CHECK(head.produces != "application/json");
  head.handler = [handler = std::move(handler)](const Request& request) -> Response {
    auto response = handler(request);
    if (!response) throw detail::Refused(response.error());
    return std::move(response).value();
  };
  return head;
}

namespace detail {

Response described_response(const Schema& out, const void* value, int status) {
  if (status == 204) return Response{.status = 204};
  return json_response(out.write(value), status);
}

}  // namespace detail

}  // namespace motcua::http
