#include "http/security_headers.h"

#include <gmock/gmock.h>

#include "http/router.h"
#include "http/static_files.h"

namespace motcua::http {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// An answer of each kind, as the router sends it.
class SecurityHeaders : public testing::Test {
 protected:
  SecurityHeaders() {
    add("/page", "text/html; charset=utf-8");
    add("/api/thing", "application/json");
    add("/api/paper.pdf", "application/pdf");
    add("/api/scan", "image/png");
    add("/public.css", "text/css; charset=utf-8");
    router_.add(
        StaticFiles::of({{"index.html", "<!doctype html>"}, {"assets/a.js", "1"}}).route("/app/", true));
    router_.set_gate([](const Request& request, const Route&) -> Expected<std::shared_ptr<const Principal>> {
      if (request.cookie("mc_session").empty()) return std::shared_ptr<const Principal>();
      return std::shared_ptr<const Principal>(std::make_shared<Principal>());
    });
  }
  void add(std::string path, std::string type) {
    Route route{.method = Method::get, .path = std::move(path), .access = "public", .summary = "x"};
    route.handler = [type](const Request&) { return Response{}.with("Content-Type", type); };
    route.produces = type;
    if (type == "application/json") route.out = shape<Nothing>().schema();
    router_.add(std::move(route));
  }
  Response get(std::string_view path, const Headers& headers = {}) const {
    return router_.handle(request_for(Method::get, path, "", headers));
  }
  std::string policy(std::string_view path) const {
    return std::string(get(path).header("Content-Security-Policy"));
  }

  Router router_;
};

const std::vector<std::string> every_path{
    "/page", "/api/thing",       "/api/paper.pdf", "/api/scan",  "/public.css",
    "/app/", "/app/assets/a.js", "/app/deep/link", "/not-there", "/api/not-there"};

TEST_F(SecurityHeaders, StandOnEveryAnswer) {
  for (const auto& path : every_path) {
    const auto answer = get(path);
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin") << path;
    EXPECT_THAT(std::string(answer.header("Permissions-Policy")), HasSubstr("camera=()")) << path;
    EXPECT_EQ(answer.header("Strict-Transport-Security"), "") << path;
    EXPECT_THAT(policy(path), StartsWith("default-src 'none'; ")) << path;
    EXPECT_THAT(policy(path), HasSubstr("frame-ancestors 'none'")) << path;
    EXPECT_THAT(policy(path), HasSubstr("base-uri 'none'")) << path;
    EXPECT_THAT(policy(path), HasSubstr("form-action ")) << path;
    EXPECT_THAT(policy(path), Not(HasSubstr("unsafe-eval"))) << path;
  }
}

TEST_F(SecurityHeaders, LetPagesRunNothingAndTheAppOnlyItsOwn) {
  EXPECT_THAT(policy("/page"), Not(HasSubstr("script-src")));
  EXPECT_THAT(policy("/page"), Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(policy("/app/deep/link"), HasSubstr("script-src 'self';"));
  EXPECT_THAT(policy("/app/"), Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(policy("/app/"), Not(HasSubstr("data:")));
  EXPECT_THAT(policy("/api/scan"), HasSubstr("sandbox"));
  EXPECT_EQ(policy("/api/thing"), policy_of(AnswerKind::data));
  EXPECT_EQ(policy("/public.css"), policy_of(AnswerKind::data));
}

TEST_F(SecurityHeaders, KeepNowhereWhatIsPersonal) {
  for (const auto* path : {"/api/thing", "/api/paper.pdf", "/not-there"}) {
    EXPECT_EQ(get(path).header("Cache-Control"), "no-store") << path;
  }
  EXPECT_EQ(get("/page").header("Cache-Control"), "");
  EXPECT_EQ(get("/page", {{"cookie", "mc_session=x"}}).header("Cache-Control"), "no-store");
  EXPECT_THAT(std::string(get("/app/assets/a.js", {{"cookie", "mc_session=x"}}).header("Cache-Control")),
              HasSubstr("immutable"));
}

TEST_F(SecurityHeaders, AnUnchangedPageKeepsThePolicyItCameWith) {
  const auto first = get("/app/");
  const auto again = get("/app/", {{"if-none-match", std::string(first.header("ETag"))}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("Content-Security-Policy"), "");
}

TEST_F(SecurityHeaders, AskForHttpsOnlyWhereTheSiteHasIt) {
  router_.set_https(true);
  for (const auto& path : every_path) {
    EXPECT_EQ(get(path).header("Strict-Transport-Security"), "max-age=31536000") << path;
  }
}

}  // namespace
}  // namespace motcua::http
