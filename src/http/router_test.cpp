#include "http/router.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "http/metrics.h"
#include "http/static_files.h"
#include "store/store.h"

namespace motcua::http {
namespace {

struct Asked {
  std::string name;
  int count = 0;
};
const Shape<Asked>& shape_of(const Asked*) {
  static const auto shape = object<Asked>(
      "Asked", {field("name", &Asked::name, text(1, 20)), field("count", &Asked::count, integer(0, 9))});
  return shape;
}
struct Told {
  std::string text;
};
const Shape<Told>& shape_of(const Told*) {
  static const auto shape = object<Told>("Told", {field("text", &Told::text)});
  return shape;
}

Route head(Method method, std::string path, std::string access = "public") {
  return {.method = method,
          .path = std::move(path),
          .access = std::move(access),
          .summary = "x",
          .handler = nullptr};
}

Route page(std::string path, std::function<Expected<Response>(const Request&)> handler) {
  auto route = head(Method::get, std::move(path));
  route.produces = "text/html";
  return file_route(std::move(route), std::move(handler));
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router.add(json_route<Asked, Told>(
        head(Method::post, "/api/things"),
        [](const Request&, const Asked& asked) -> Expected<Told> {
          if (asked.name == "no") return refuse("http.not_one_of", "/name");
          return Told{asked.name};
        },
        201));
    router.add(
        json_route<Told>(head(Method::get, "/api/things/{id}"),
                         [](const Request& request) -> Expected<Told> { return Told{request.param("id")}; }));
    router.add(json_route<Told>(head(Method::get, "/api/things/all"),
                                [](const Request&) -> Expected<Told> { return Told{"static"}; }));
    router.add(json_route<Nothing>(head(Method::remove, "/api/things/{id}"),
                                   [](const Request&) -> Expected<Nothing> { return Nothing{}; }));
    router.on_access([this](const Access& access) { lines.push_back(access); });
    router.on_incident([this](const Incident& incident) { incidents.push_back(incident); });
  }
  json::value body_of(const Response& response) { return json::parse(response.content()); }

  Router router;
  std::vector<Access> lines;
  std::vector<Incident> incidents;
};

TEST_F(RouterTest, answers_described_bodies) {
  const auto response = router.handle(request_for(Method::post, "/api/things", R"({"name":"Lò","count":1})"));
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.content(), R"({"text":"Lò"})");
  EXPECT_EQ(response.header("cache-control"), "no-store");
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(router.handle(request_for(Method::remove, "/api/things/7")).status, 204);
}

TEST_F(RouterTest, tells_every_problem_in_the_language_asked_for) {
  const auto response =
      router.handle(request_for(Method::post, "/api/things?lang=en", R"({"name":"","count":10})"));
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  const auto body = body_of(response);
  EXPECT_EQ(body.at("status").as_int64(), 422);
  ASSERT_EQ(body.at("problems").as_array().size(), 2u);
  EXPECT_EQ(body.at("problems").at(0).at("field").as_string(), "/name");
  EXPECT_EQ(body.at("problems").at(1).at("code").as_string(), "http.out_of_range");
  EXPECT_EQ(body.at("problems").at(1).at("message").as_string(), "Must be a number from 0 to 9. Correct it.");
}

TEST_F(RouterTest, prefers_fixed_segments_and_decodes_parameters) {
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/things/all")).content(), R"({"text":"static"})");
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/things/%C4%90i%E1%BB%87n%20x")).content(),
            R"({"text":"Điện x"})");
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/things/")).status, 404);
  // The fixed path knows no DELETE, the parameter does.
  EXPECT_EQ(router.handle(request_for(Method::remove, "/api/things/all")).status, 204);
}

TEST_F(RouterTest, refuses_paths_that_mean_two_things) {
  for (const auto* path : {"/a%2Fb", "/a%00", "/%zz", "/a/../b", "/a/%2e%2e", "/%ff", "a"}) {
    EXPECT_FALSE(read_request(Method::get, path, {}, {}).has_value()) << path;
  }
}

TEST_F(RouterTest, says_which_methods_there_are) {
  const auto response = router.handle(request_for(Method::put, "/api/things/7"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("allow"), "GET, HEAD, DELETE");
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/nothing")).status, 404);
}

TEST_F(RouterTest, checks_media_type_and_size) {
  EXPECT_EQ(router
                .handle(request_for(Method::post, "/api/things", "a=1",
                                    {{"Content-Type", "application/x-www-form-urlencoded"}}))
                .status,
            415);
  EXPECT_EQ(router
                .handle(request_for(Method::post, "/api/things", "{}",
                                    {{"Content-Type", "Application/JSON; charset=utf-8"}}))
                .status,
            422);
  EXPECT_EQ(router.handle(request_for(Method::post, "/api/things", std::string(300 * 1024, ' '))).status,
            413);
  auto raw = head(Method::post, "/api/scans");
  raw.consumes = "image/*, application/pdf";
  raw.query = {{.name = "paper", .description = "Which paper.", .required = true}};
  router.add(
      json_route<Told>(raw, [](const Request& request) -> Expected<Told> { return Told{request.body}; }));
  EXPECT_EQ(
      router.handle(request_for(Method::post, "/api/scans?paper=1", "x", {{"Content-Type", "image/png"}}))
          .status,
      200);
  const auto missing =
      router.handle(request_for(Method::post, "/api/scans", "x", {{"Content-Type", "image/png"}}));
  EXPECT_EQ(missing.status, 422);
  EXPECT_EQ(body_of(missing).at("problems").at(0).at("field").as_string(), "?paper");
}

TEST_F(RouterTest, asks_the_gate_for_every_route) {
  struct Someone final : Principal {};
  router.set_gate(
      [](const Request& request, const Route& route) -> Expected<std::shared_ptr<const Principal>> {
        if (route.access != "public" && request.header("token").empty()) return refuse("http.not_found");
        return std::shared_ptr<const Principal>(std::make_shared<Someone>());
      });
  router.add(json_route<Told>(head(Method::get, "/api/secret", "reading"),
                              [](const Request& request) -> Expected<Told> {
                                return Told{request.principal ? "known" : "unknown"};
                              }));
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/secret")).status, 404);
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/secret", "", {{"Token", "1"}})).content(),
            R"({"text":"known"})");
}

TEST_F(RouterTest, turns_failures_into_incidents) {
  const auto failing = [&](std::string path, auto thrower) {
    router.add(json_route<Told>(head(Method::get, path), [thrower](const Request&) -> Expected<Told> {
      thrower();
      return Told{};
    }));
    return router.handle(request_for(Method::get, path));
  };
  const auto store = failing("/api/store", [] { throw store::StoreFailed("disk full"); });
  EXPECT_EQ(store.status, 503);
  EXPECT_EQ(store.header("retry-after"), "5");
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents[0].what, "disk full");
  EXPECT_EQ(body_of(store).at("incident").as_string(), incidents[0].id);
  EXPECT_EQ(failing("/api/busy", [] { throw store::StoreBusy("queue"); }).status, 503);
  EXPECT_EQ(failing("/api/key", [] { throw store::ConstraintFailed("unique"); }).status, 500);
  EXPECT_EQ(failing("/api/check", [] { CHECK(1 == 2); }).status, 500);
  EXPECT_EQ(failing("/api/other", [] { throw 7; }).status, 500);
  EXPECT_EQ(incidents.back().kind, "exception");
  EXPECT_EQ(store.content().find("disk"), std::string_view::npos);
}

TEST_F(RouterTest, an_unknown_problem_code_is_our_mistake_not_a_crash) {
  router.add(json_route<Told>(head(Method::get, "/api/odd"),
                              [](const Request&) -> Expected<Told> { return refuse("http.no_such_code"); }));
  router.add(page("/odd", [](const Request&) -> Expected<Response> { return refuse("http.no_such_code"); }));
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/odd")).status, 500);
  EXPECT_EQ(router.handle(request_for(Method::get, "/odd", "", {{"Accept", "text/html"}})).status, 500);
}

TEST_F(RouterTest, shows_browsers_a_page) {
  router.add(
      page("/trang/{x}", [](const Request&) -> Expected<Response> { return refuse("http.not_found"); }));
  const Headers browser{{"Accept", "text/html,*/*"}};
  const auto response = router.handle(request_for(Method::get, "/trang/1", "", browser));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.header("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(std::string(response.content()), testing::HasSubstr("Không có trang này"));
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/none", "", browser)).header("content-type"),
            "application/problem+json");
  router.set_error_page(
      [](const Problems& problems, Language, std::string_view) { return "own " + problems[0].code; });
  EXPECT_EQ(router.handle(request_for(Method::get, "/none", "", browser)).content(), "own http.not_found");
}

TEST_F(RouterTest, logs_patterns_only) {
  router.handle(request_for(Method::get, "/api/things/secret?q=name"));
  router.handle(request_for(Method::get, "/t/code/secret"));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].pattern, "/api/things/{id}");
  EXPECT_EQ(lines[1].pattern, "(none)");
}

TEST_F(RouterTest, refuses_routes_that_contradict) {
  EXPECT_THROW(router.add(json_route<Told>(head(Method::get, "/api/things/{other}"),
                                           [](const Request&) -> Expected<Told> { return Told{}; })),
               CheckFailed);
  EXPECT_THROW(router.add(json_route<Told>(head(Method::get, "/api/x", ""),
                                           [](const Request&) -> Expected<Told> { return Told{}; })),
               CheckFailed);
  auto bare = head(Method::get, "/api/bare");
  bare.handler = [](const Request&) { return Response{}; };
  EXPECT_THROW(router.add(bare), CheckFailed);
}

TEST_F(RouterTest, a_reply_sets_headers) {
  router.add(json_route<Told>(head(Method::get, "/api/cookie"), [](const Request&) -> Expected<Reply<Told>> {
    return Reply<Told>{.body = {"x"}, .headers = {{"Set-Cookie", set_cookie({.name = "s", .value = "1"})}}};
  }));
  EXPECT_EQ(router.handle(request_for(Method::get, "/api/cookie")).header("set-cookie"),
            "s=1; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_THROW(redirect("/a\r\nSet-Cookie: x"), CheckFailed);
}

TEST_F(RouterTest, finds_the_language) {
  EXPECT_EQ(request_for(Method::get, "/").language, Language::vi);
  EXPECT_EQ(request_for(Method::get, "/", "", {{"Accept-Language", "en-GB"}}).language, Language::vi)
      << "a phone with an English menu is no wish for English";
  EXPECT_EQ(request_for(Method::get, "/", "", {{"Cookie", "a=1; lang=en"}}).language, Language::en);
  EXPECT_EQ(request_for(Method::get, "/?lang=vi", "", {{"Cookie", "lang=en"}}).language, Language::vi);
}

TEST(HttpMessages, every_code_in_the_source_has_a_sentence) {
  std::set<std::string> codes;
  for (const auto& file : std::filesystem::directory_iterator("src/http")) {
    const auto name = file.path().filename().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
    std::ifstream stream(file.path());
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    for (auto at = text.find("\"http."); at != std::string::npos; at = text.find("\"http.", at + 1)) {
      codes.insert(text.substr(at + 1, text.find('"', at + 1) - at - 1));
    }
  }
  EXPECT_GT(codes.size(), 25u);
  for (const auto& code : codes) {
    if (code.starts_with("http.title.")) continue;
    EXPECT_NO_THROW({
      const auto status = problem_status({code});
      EXPECT_GE(status, 400) << code;
      EXPECT_TRUE(has_message("http.title." + std::to_string(status))) << code;
      EXPECT_NE(problem_message(Language::vi, {code}), problem_message(Language::en, {code}));
    }) << code;
  }
}

TEST_F(RouterTest, counts_for_prometheus) {
  Metrics metrics;
  std::string unwell;
  watch(router, metrics);
  add_metrics_route(router, metrics, Audience::anyone);
  add_health_routes(router, [&] { return unwell; });
  metrics.add_figures([] { return std::vector<std::pair<std::string, double>>{{"store_queue_length", 3}}; });
  router.handle(request_for(Method::get, "/api/things/5"));
  const auto text = std::string(router.handle(request_for(Method::get, "/metrics")).content());
  EXPECT_THAT(text,
              testing::HasSubstr(
                  R"(motcua_http_requests_total{pattern="/api/things/{id}",method="GET",status="200"} 1)"));
  EXPECT_THAT(text, testing::HasSubstr(R"(method="GET",le="+Inf"} 1)"));
  EXPECT_THAT(text,
              testing::HasSubstr("# TYPE motcua_store_queue_length gauge\nmotcua_store_queue_length 3\n"));
  EXPECT_EQ(router.handle(request_for(Method::get, "/healthz")).status, 200);
  unwell = "the store is read-only";
  EXPECT_EQ(router.handle(request_for(Method::get, "/healthz")).status, 503);
  EXPECT_EQ(router.handle(request_for(Method::get, "/readyz")).status, 503);
  EXPECT_EQ(router.handle(request_for(Method::get, "/livez")).status, 200) << "whatever the store does";
}

TEST_F(RouterTest, FiguresAreForThisMachineUnlessAskedOtherwise) {
  Metrics metrics;
  add_metrics_route(router, metrics, Audience::this_machine);
  auto request = request_for(Method::get, "/metrics");
  EXPECT_EQ(router.handle(request).status, 404);
  request.local = true;
  EXPECT_EQ(router.handle(request).status, 200);
}

TEST_F(RouterTest, ARequestHasOneIdInAnswerLogAndIncident) {
  std::vector<Access> lines;
  std::vector<Incident> incidents;
  router.on_access([&](const Access& access) { lines.push_back(access); });
  router.on_incident([&](const Incident& incident) { incidents.push_back(incident); });
  auto request = request_for(Method::get, "/api/things/5");
  request.id = request_id("from-the-proxy-1");
  EXPECT_EQ(router.handle(request).header("X-Request-Id"), "from-the-proxy-1");
  EXPECT_EQ(lines.at(0).request_id, "from-the-proxy-1");
  const auto own = router.handle(request_for(Method::get, "/nowhere"));
  EXPECT_EQ(own.header("X-Request-Id"), lines.at(1).request_id);
  EXPECT_EQ(lines.at(1).problem, "http.not_found");
  router.add({.method = Method::get,
              .path = "/broken",
              .access = "public",
              .summary = "x",
              .handler = [](const Request&) -> Response { throw std::runtime_error("out of order"); }});
  const auto broken = router.handle(request_for(Method::get, "/broken"));
  EXPECT_EQ(incidents.at(0).request_id, broken.header("X-Request-Id"));
  EXPECT_EQ(lines.at(2).incident, incidents.at(0).id);
  for (const auto* bad : {"", "short", "with space inside", "quote\"quote",
                          "0123456789012345678901234567890123456789012345678901234567890123x"})
    EXPECT_EQ(request_id(bad).size(), 16U) << bad;
}

}  // namespace
}  // namespace motcua::http
