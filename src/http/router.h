#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/expected.h"
#include "http/message.h"
#include "http/shape.h"

namespace motcua::http {

using Handler = std::function<Response(const Request&)>;

// One door of the program. `access` is "public" or the name of a permission; there is no default. A page or a
// file has no described body; everything under /api/ has.
struct Route {
  Method method = Method::get;
  std::string path;     // "/api/dossiers/{id}"
  std::string access;
  std::string summary;  // English, one sentence: becomes the OpenAPI summary
  Handler handler;
  std::shared_ptr<const Schema> in;   // null: no JSON body
  std::shared_ptr<const Schema> out;  // null: not JSON
  std::vector<QueryParam> query = {};
  std::size_t body_limit = 256 * 1024;  // bytes; scans say more
  std::string consumes = "application/json";
  std::string produces = "application/json";
};

// Decides whether a request may pass and who asks; set once by compose. Called for every route, public ones too
// (where it may find a session but never refuses).
using Gate = std::function<Expected<std::shared_ptr<const Principal>>(const Request&, const Route&)>;

class Router {
 public:
  void add(Route route);  // CHECKs: no two routes with the same method and pattern, access not empty
  void set_gate(Gate gate);
  const std::vector<Route>& routes() const;
  // The boundary: Expected's problems → 4xx, StoreFailed → 503 with incident id, CheckFailed → 500. Never throws.
  Response handle(Request request) const;
};

// A route whose bodies are described structs. F: (const Request&, const In&) → Expected<Out>, or (const Request&) →
// Expected<Out> for those without a body. `created` answers 201.
//   router.add(json_route<DeadlineAsked, DeadlineView>({.method = Method::post, .path = "/api/deadline",
//              .access = "public", .summary = "…"}, [&](const Request&, const DeadlineAsked& asked) { … }));
template <class In, class Out, class F>
Route json_route(Route head, F handler, int success_status = 200);
template <class Out, class F>
Route json_route(Route head, F handler, int success_status = 200);

}  // namespace motcua::http
