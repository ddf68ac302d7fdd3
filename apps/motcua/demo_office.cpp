#include "motcua/demo_office.h"

#include <fmt/format.h>

namespace motcua::app {

DemoOffice::DemoOffice(Program::Parts& parts) : parts_(parts) {
  for (const auto& route : parts.router.routes()) routes_[{route.method, route.path}] = &route;
}

json::value DemoOffice::ask(const DemoOfficial& official, const Asked& asked) {
  const auto found = routes_.find({asked.method, asked.pattern});
  CHECK(found != routes_.end());
  http::Request request;
  request.method = asked.method;
  request.path = asked.pattern;
  if (const auto hole = request.path.find("{id}"); hole != std::string::npos)
    request.path.replace(hole, 4, asked.id);
  request.path_params = {{"id", asked.id}};
  request.query = asked.query;
  request.body = asked.body;
  request.headers = {
      {"idempotency-key", Uuid::v7(parts_.installation.clock.now(), parts_.installation.random).text()}};
  request.peer = "127.0.0.1";
  request.principal = official.caller;
  const auto response = found->second->handler(request);
  if (response.status / 100 != 2) {
    throw std::runtime_error(fmt::format("demo: {} {} by {}: {} {}", http::name_of(asked.method),
                                         asked.pattern, official.account, response.status,
                                         response.content()));
  }
  return response.content().empty() ? json::value() : json::parse(response.content());
}

}  // namespace motcua::app
