#include "http/openapi.h"

#include <algorithm>
#include <mutex>

#include "base/text.h"
#include "http/static_files.h"

namespace motcua::http {

namespace {

json::object named_type(std::string_view type) { return {{"type", json::string(type)}}; }

json::object problem_schema() {
  json::object problem{{"type", "object"}};
  problem["properties"] = json::object{
      {"code", named_type("string")},
      {"field", named_type("string")},
      {"message", named_type("string")},
      {"params", json::object{{"type", "object"}, {"additionalProperties", named_type("string")}}}};
  problem["required"] = json::array{"code", "field", "message"};
  json::object problems{{"type", "array"}};
  problems["items"] = std::move(problem);
  json::object document{{"type", "object"}};
  document["properties"] = json::object{{"type", named_type("string")},
                                        {"title", named_type("string")},
                                        {"status", named_type("integer")},
                                        {"problems", std::move(problems)},
                                        {"incident", named_type("string")}};
  document["required"] = json::array{"type", "title", "status", "problems"};
  return document;
}

// "post /api/dossiers/{id}/acceptance" → "post_dossiers_id_acceptance"
std::string operation_id(const Route& route) {
  std::string id(name_of(route.method));
  for (auto& c : id) c = static_cast<char>(c - 'A' + 'a');
  bool gap = true;
  for (const char c : route.path.substr(std::string_view("/api").size())) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain && gap) id += '_';
    if (plain) id += c;
    gap = !plain;
  }
  return id;
}

json::array parameters_of(const Route& route) {
  json::array list;
  for (const auto& segment : split(route.path, '/')) {
    if (!segment.starts_with('{')) continue;
    json::object one{{"name", segment.substr(1, segment.size() - 2)}, {"in", "path"}, {"required", true}};
    one["schema"] = named_type("string");
    list.push_back(std::move(one));
  }
  for (const auto& param : route.query) {
    json::object one{{"name", param.name}, {"in", "query"}, {"required", param.required}};
    one["description"] = param.description;
    one["schema"] = named_type(param.type);
    list.push_back(std::move(one));
  }
  return list;
}

json::object content_of(std::string_view media_type, json::object schema) {
  json::object media;
  media["schema"] = std::move(schema);
  json::object content;
  content[media_type] = std::move(media);
  return content;
}

// 3.1: bytes are a media type without a schema of their own.
json::object content_of_file(std::string_view media_types) {
  json::object content;
  for (const auto& type : split(media_types, ',')) content[trim(type)] = json::object{};
  return content;
}

json::object operation_of(const Route& route, Components& components) {
  json::object operation{{"operationId", operation_id(route)}, {"summary", route.summary}};
  operation["x-access"] = route.access;
  if (auto parameters = parameters_of(route); !parameters.empty()) {
    operation["parameters"] = std::move(parameters);
  }
  if (route.in) {
    operation["requestBody"] = json::object{
        {"required", true}, {"content", content_of(route.consumes, route.in->describe(components))}};
  } else if (route.consumes != "application/json") {
    operation["requestBody"] = json::object{{"required", true}, {"content", content_of_file(route.consumes)}};
  }
  json::object success{{"description", route.success_status == 204 ? "Done." : "The answer."}};
  if (route.success_status != 204) {
    success["content"] = route.out ? content_of(route.produces, route.out->describe(components))
                                   : content_of_file(route.produces);
  }
  json::object failure{{"description", "Every problem at once (RFC 9457)."}};
  failure["content"] =
      content_of("application/problem+json", json::object{{"$ref", "#/components/schemas/ProblemDocument"}});
  json::object responses;
  responses[std::to_string(route.success_status)] = std::move(success);
  responses["default"] = std::move(failure);
  operation["responses"] = std::move(responses);
  return operation;
}

}  // namespace

json::object openapi_document(const Router& router, std::string title, std::string version) {
  std::vector<const Route*> routes;
  for (const auto& route : router.routes()) {
    if (route.path.starts_with("/api/")) routes.push_back(&route);
  }
  std::sort(routes.begin(), routes.end(), [](const Route* a, const Route* b) {
    return std::pair(a->path, a->method) < std::pair(b->path, b->method);
  });
  Components components;
  components["ProblemDocument"] = problem_schema();
  json::object paths;
  for (const auto* route : routes) {
    auto& path = paths[route->path];
    if (!path.is_object()) path = json::object{};
    std::string method(name_of(route->method));
    for (auto& c : method) c = static_cast<char>(c - 'A' + 'a');
    path.as_object()[method] = operation_of(*route, components);
  }
  json::object schemas;
  for (auto& [name, schema] : components) schemas[name] = std::move(schema);
  json::object document{{"openapi", "3.1.0"}};
  document["info"] = json::object{{"title", std::move(title)}, {"version", std::move(version)}};
  document["paths"] = std::move(paths);
  document["components"] = json::object{{"schemas", std::move(schemas)}};
  return document;
}

void add_openapi_route(Router& router, std::string title, std::string version) {
  struct Document {
    std::once_flag once;
    KeptBytes bytes;
  };
  Route route{.method = Method::get,
              .path = "/api/openapi.json",
              .access = "public",
              .summary = "This document.",
              .handler = nullptr};
  route.produces = "application/openapi+json";
  auto document = std::make_shared<Document>();
  route.handler = [&router, document, title = std::move(title),
                   version = std::move(version)](const Request& request) {
    std::call_once(document->once, [&] {
      document->bytes = KeptBytes(json::serialize(openapi_document(router, title, version)),
                                  "application/openapi+json", "no-cache");
    });
    return document->bytes.respond(request);
  };
  router.add(std::move(route));
}

}  // namespace motcua::http
