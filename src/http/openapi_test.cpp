#include "http/openapi.h"

#include <gmock/gmock.h>

#include <set>

namespace motcua::http {
namespace {

struct Item {
  std::string name;
};
const Shape<Item>& shape_of(const Item*) {
  static const auto shape =
      object<Item>("Item", {field("name", &Item::name, text(1, 20)).means("What it is called.")});
  return shape;
}
struct Items {
  std::vector<Item> items;
  std::optional<Item> first;
};
const Shape<Items>& shape_of(const Items*) {
  static const auto shape =
      object<Items>("Items", {field("items", &Items::items), field("first", &Items::first)});
  return shape;
}

void add_all(Router& router, bool backwards) {
  std::vector<Route> routes;
  routes.push_back(
      json_route<Items>({.method = Method::get,
                         .path = "/api/items",
                         .access = "public",
                         .summary = "All items.",
                         .handler = nullptr,
                         .query = {{.name = "limit", .description = "At most.", .type = "integer"}}},
                        [](const Request&) -> Expected<Items> { return Items{}; }));
  routes.push_back(json_route<Item, Item>(
      {.method = Method::post,
       .path = "/api/items",
       .access = "items",
       .summary = "One more.",
       .handler = nullptr},
      [](const Request&, const Item& item) -> Expected<Item> { return item; }, 201));
  Route file{.method = Method::get,
             .path = "/api/items/{id}/receipt.pdf",
             .access = "items",
             .summary = "The receipt.",
             .handler = nullptr};
  file.produces = "application/pdf";
  routes.push_back(
      file_route(std::move(file), [](const Request&) -> Expected<Response> { return Response{}; }));
  Route page{
      .method = Method::get, .path = "/trang", .access = "public", .summary = "A page.", .handler = nullptr};
  page.produces = "text/html";
  routes.push_back(
      file_route(std::move(page), [](const Request&) -> Expected<Response> { return Response{}; }));
  if (backwards) std::reverse(routes.begin(), routes.end());
  for (auto& route : routes) router.add(std::move(route));
}

void collect_references(const json::value& value, std::set<std::string>& found) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      if (member.key() == "$ref") found.insert(std::string(member.value().as_string()));
      collect_references(member.value(), found);
    }
  } else if (const auto* array = value.if_array()) {
    for (const auto& item : *array) collect_references(item, found);
  }
}

TEST(OpenApi, does_not_depend_on_the_order_of_adding) {
  Router one, other;
  add_all(one, false);
  add_all(other, true);
  EXPECT_EQ(json::serialize(openapi_document(one, "x", "1")),
            json::serialize(openapi_document(other, "x", "1")));
}

TEST(OpenApi, describes_bodies_parameters_and_files) {
  Router router;
  add_all(router, false);
  const json::value document = openapi_document(router, "Một Cửa", "1");
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  const auto& paths = document.at("paths").as_object();
  EXPECT_EQ(paths.size(), 2u);  // pages are no part of it
  EXPECT_EQ(document.at_pointer("/paths/~1api~1items/get/parameters/0/name").as_string(), "limit");
  EXPECT_EQ(document.at_pointer("/paths/~1api~1items/post/requestBody/content/application~1json/schema/$ref")
                .as_string(),
            "#/components/schemas/Item");
  EXPECT_EQ(document.at_pointer("/paths/~1api~1items/post/operationId").as_string(), "post_items");
  EXPECT_TRUE(document.at_pointer("/paths/~1api~1items/post/responses").as_object().contains("201"));
  EXPECT_TRUE(document.at_pointer("/paths/~1api~1items~1{id}~1receipt.pdf/get/responses/200/content")
                  .as_object()
                  .contains("application/pdf"));
  EXPECT_EQ(document.at_pointer("/paths/~1api~1items~1{id}~1receipt.pdf/get/parameters/0/in").as_string(),
            "path");
  EXPECT_EQ(document.at_pointer("/components/schemas/Item/properties/name/description").as_string(),
            "What it is called.");
}

TEST(OpenApi, every_reference_leads_somewhere) {
  Router router;
  add_all(router, false);
  add_openapi_route(router, "x", "1");
  const auto response = router.handle(request_for(Method::get, "/api/openapi.json"));
  EXPECT_EQ(response.status, 200);
  const auto document = json::parse(response.content());
  std::set<std::string> references;
  collect_references(document, references);
  EXPECT_GE(references.size(), 3u);
  for (const auto& reference : references) {
    EXPECT_NE(document.find_pointer(reference.substr(1), *std::make_unique<boost::system::error_code>()),
              nullptr)
        << reference;
  }
}

}  // namespace
}  // namespace motcua::http
