#include "tracking/routes.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "http/compress.h"
#include "tracking/dossier_view.h"
#include "tracking/pass.h"

namespace motcua::tracking {
namespace {

using http::request_for;
using http::Response;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t most_bytes_of_a_page = 30 * 1024;
const char* const code = "H18.036-261113-0012";

// To look at a page: MOTCUA_PAGES=/some/folder build/release/tests/tracking_test
void keep(const std::string& name, const Response& response) {
  const char* folder = std::getenv("MOTCUA_PAGES");
  if (folder == nullptr) return;
  std::filesystem::create_directories(folder);
  std::string html(response.content());
  const auto at = html.find(guide::stylesheet_path());
  if (at != std::string::npos) html.replace(at, guide::stylesheet_path().size(), "public.css");
  std::ofstream(std::string(folder) + "/" + name + ".html") << html;
}

Instant at(const char* text) { return *parse_instant(text); }

TrackedDossier funeral_allowance() {
  TrackedDossier dossier;
  dossier.code = code;
  dossier.procedure_name = {"Mai táng phí cho cựu chiến binh", "Funeral allowance for a war veteran"};
  dossier.state = State::waiting;
  dossier.due_at = at("2026-11-27T09:42:00+07:00");
  dossier.first_due_at = dossier.due_at;
  dossier.due_if_answered_now = at("2026-12-02T11:10:00+07:00");
  dossier.clock_stopped_since = at("2026-11-18T14:10:00+07:00");
  dossier.stages = {
      {"receive",
       {"Đã nhận hồ sơ", "Received"},
       {"Trung tâm Phục vụ hành chính công xã Mường Lạn", ""},
       Progress::done,
       at("2026-11-13T08:20:00+07:00"),
       at("2026-11-13T15:05:00+07:00")},
      {"solve",
       {"Đang xem xét", "Being examined"},
       {"Phòng Văn hóa – Xã hội xã Mường Lạn", ""},
       Progress::now,
       at("2026-11-13T15:05:00+07:00"),
       {}},
      {"approve", {"Sở Nội vụ quyết định", "Decision"}, {"Sở Nội vụ", ""}, Progress::ahead, {}, {}},
      {"return", {"Trả kết quả", "Result handed over"}, {}, Progress::ahead, {}, {}}};
  auto& ours = dossier.confidential;
  ours.owner_initials = "L.T.H.";
  ours.needed = {{{"Thiếu giấy tờ", "Missing paper"},
                  {"Trích lục khai tử (bản sao)", "Death extract (copy)"},
                  "Bản đã nộp bị mờ.",
                  "Điều 32 Luật Hộ tịch"}};
  ours.needed_reason = "Giấy đã nộp ghi ngày mất khác với đơn đề nghị.";
  ours.bring_to = {"Trung tâm Phục vụ hành chính công xã Mường Lạn", ""};
  ours.explanation = {{"Thứ Bảy 14/11/2026: nghỉ cuối tuần", "Saturday"},
                      {"Thứ Ba 24/11/2026: nghỉ lễ", "Tuesday"}};
  return dossier;
}

class OneDossier final : public TrackingSource {
 public:
  std::optional<TrackedDossier> find(std::string_view asked, Instant, Depth) const override {
    if (asked != dossier.code) return std::nullopt;
    return dossier;
  }
  bool check_secret(std::string_view asked, std::string_view secret) const override {
    ++checks;
    return asked == dossier.code && secret == "K7QH";
  }
  TrackedDossier dossier = funeral_allowance();
  mutable std::atomic<int> checks = 0;
};

class TrackingTest : public ::testing::Test {
 protected:
  TrackingTest() {
    add_routes(router, {.site = {.province = {"Tỉnh Điện Biên", "Điện Biên Province"}},
                        .clock = clock,
                        .source = source,
                        .key = SecretKey(as_bytes("0123456789abcdef0123456789abcdef"))});
  }

  Response get(const std::string& target, const std::string& cookies = {},
               const std::string& peer = "10.0.0.1") {
    auto request = request_for(http::Method::get, target, {}, {{"Cookie", cookies}});
    request.peer = peer;
    return router.handle(std::move(request));
  }
  Response post(const std::string& target, std::string body, const std::string& peer = "10.0.0.1") {
    auto request = request_for(http::Method::post, target, std::move(body),
                               {{"Content-Type", "application/x-www-form-urlencoded"}});
    request.peer = peer;
    return router.handle(std::move(request));
  }
  // "ho_so=…" of an answer that lets the reader in.
  static std::string pass_of(const Response& response) {
    const std::string header(response.header("set-cookie"));
    return header.substr(0, header.find(';'));
  }

  const std::string page = std::string("/tra-cuu/") + code;
  ManualClock clock{at("2026-11-20T09:42:10+07:00")};
  OneDossier source;
  http::Router router;
};

TEST_F(TrackingTest, TheFormLeadsToThePageOfTheCode) {
  keep("tracking-form", get("/tra-cuu"));
  EXPECT_EQ(get("/tra-cuu").status, 200);
  EXPECT_EQ(get("/tra-cuu?code=h18.036+-+261113-0012").header("location"), page);
  const auto wrong = get("/tra-cuu?code=%3Cb%3E12");
  keep("tracking-form-wrong", wrong);
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(std::string(wrong.content()), Not(HasSubstr("<b>12")));
}

TEST_F(TrackingTest, ByCodeAloneOnlyStagesAndDatesAreShown) {
  const auto answer = get(page);
  keep("tracking-public", answer);
  EXPECT_EQ(answer.status, 200);
  const std::string html(answer.content());
  EXPECT_THAT(html, HasSubstr("Đang xem xét"));
  EXPECT_THAT(html, HasSubstr("Thứ Tư 02/12/2026, trước\u00a011:10"));
  for (const auto* hidden :
       {"L.T.H.", "Trích lục khai tử", "Giấy đã nộp", "Việc bà con cần làm", "nghỉ lễ"}) {
    EXPECT_THAT(html, Not(HasSubstr(hidden)));
  }
}

TEST_F(TrackingTest, TheSecretOpensTheRestForHalfAnHour) {
  const auto answer = post(page, "secret=+k7+qh+");
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), page);
  const std::string cookie(answer.header("set-cookie"));
  EXPECT_THAT(cookie, HasSubstr("Path=" + page));
  EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("Max-Age=1800"));
  EXPECT_THAT(cookie, Not(HasSubstr("K7QH")));
  const auto opened = get(page, pass_of(answer));
  keep("tracking", opened);
  const std::string html(opened.content());
  EXPECT_EQ(opened.header("refresh"), "1800");
  const auto todo = html.find("Việc bà con cần làm");
  EXPECT_LT(todo, html.find("Ngày hẹn trả"));
  EXPECT_THAT(html, HasSubstr("Trích lục khai tử"));
  EXPECT_THAT(html, HasSubstr("L.T.H."));
  EXPECT_THAT(html, HasSubstr("Thứ Ba 24/11/2026: nghỉ lễ"));
  clock.advance(pass_lifetime);
  EXPECT_THAT(std::string(get(page, pass_of(answer)).content()), Not(HasSubstr("L.T.H.")));
}

TEST_F(TrackingTest, TheQrCodeIsTradedForTheCookie) {
  const auto answer = get(std::string("/t/") + code + "/K7QH");
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), page);
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
  EXPECT_THAT(std::string(get(page, pass_of(answer)).content()), HasSubstr("L.T.H."));
  EXPECT_EQ(guide::secret_path(code, "K7QH"), std::string("/t/") + code + "/K7QH");
}

TEST_F(TrackingTest, AWrongQrCodeDoesNotRepeatItsAddress) {
  const auto answer = get(std::string("/t/") + code + "/WRNG");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(std::string(answer.content()), Not(HasSubstr("WRNG")));
}

TEST_F(TrackingTest, NothingIsKeptAnywhere) {
  for (const auto& answer : {get("/tra-cuu/" + std::string(code)), get("/tra-cuu"),
                             get("/tra-cuu/H18.036-261113-9999"), post(page, "secret=nope")}) {
    EXPECT_EQ(answer.header("cache-control"), "no-store");
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
  }
}

TEST_F(TrackingTest, TheLogKnowsThePatternOnly) {
  std::string logged;
  router.on_access([&](const http::Access& access) { logged += access.pattern; });
  get(std::string("/t/") + code + "/K7QH");
  EXPECT_EQ(logged, "/t/{code}/{secret}");
}

TEST_F(TrackingTest, FiveWrongSecretsBlockTheCodeForAnHour) {
  for (int i = 0; i < 5; ++i) {
    const auto answer = post(page, "secret=WRN" + std::to_string(i), "10.0.1." + std::to_string(i));
    EXPECT_EQ(answer.status, 403);
    EXPECT_THAT(std::string(answer.content()), HasSubstr("còn " + std::to_string(4 - i) + " lần"));
    if (i == 0) keep("tracking-wrong", answer);
  }
  const int checked = source.checks;
  const auto blocked = post(page, "secret=K7QH", "10.0.2.1");
  keep("tracking-blocked", blocked);
  EXPECT_EQ(blocked.status, 429);
  EXPECT_EQ(blocked.header("retry-after"), "3600");
  EXPECT_THAT(std::string(blocked.content()), HasSubstr("10:43"));
  EXPECT_EQ(get(std::string("/t/") + code + "/K7QH", {}, "10.0.2.2").status, 429);
  EXPECT_EQ(source.checks, checked);
  EXPECT_EQ(get(page, {}, "10.0.2.3").status, 200);  // the public part stays
  clock.advance(std::chrono::hours(1));
  EXPECT_EQ(post(page, "secret=K7QH", "10.0.2.1").status, 303);
}

TEST_F(TrackingTest, ManyWrongSecretsAtOnceGetNoMoreTriesThanFive) {
  std::vector<std::thread> guessers;
  for (int i = 0; i < 40; ++i) {
    guessers.emplace_back([this, i] { post(page, "secret=WRN1", "10.0.4." + std::to_string(i)); });
  }
  for (auto& each : guessers) each.join();
  EXPECT_EQ(source.checks, 5);
}

TEST_F(TrackingTest, AnEmptySecretIsNoAttempt) {
  for (int i = 0; i < 8; ++i) EXPECT_EQ(post(page, "secret=++", "10.0.3." + std::to_string(i)).status, 400);
  EXPECT_EQ(post(page, "secret=K7QH").status, 303);
}

TEST_F(TrackingTest, ThirtyLookupsInTenMinutesAreEnoughForAnAddress) {
  for (int i = 0; i < 30; ++i) get("/tra-cuu/H18.036-261113-" + std::to_string(1000 + i));
  EXPECT_EQ(get(page).status, 429);
  EXPECT_EQ(get(page, {}, "10.0.0.2").status, 200);
  clock.advance(std::chrono::minutes(10));
  EXPECT_EQ(get(page).status, 200);
}

TEST_F(TrackingTest, JsonSaysWhatThePageByCodeAloneSays) {
  const std::string path = std::string("/api/tracking/") + code;
  const auto answer = get(path);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  const auto body = json::parse(std::string(answer.content())).as_object();
  EXPECT_EQ(body.at("code").as_string(), code);
  EXPECT_EQ(body.at("state").as_string(), "waiting");
  EXPECT_EQ(body.at("due_if_answered_now").as_string(), "2026-12-02T11:10:00+07:00");
  ASSERT_EQ(body.at("stages").as_array().size(), 4u);
  EXPECT_EQ(body.at("stages").at(1).at("progress").as_string(), "now");
  for (const auto* hidden : {"L.T.H.", "Trích lục", "Giấy đã nộp", "nghỉ lễ", "Trung tâm"}) {
    EXPECT_THAT(std::string(answer.content()), Not(HasSubstr(hidden)));
  }
  // The secret's cookie opens the page, not this.
  const auto opened = pass_of(post(page, "secret=K7QH"));
  EXPECT_EQ(get(path, opened).content(), answer.content());
}

TEST_F(TrackingTest, JsonCountsAsALookup) {
  EXPECT_EQ(get("/api/tracking/nonsense").status, 400);
  EXPECT_EQ(get("/api/tracking/H18.036-261113-9999", {}, "10.0.0.9").status, 404);
  for (int i = 0; i < 30; ++i) get(std::string("/api/tracking/") + code);
  const auto refused = get(std::string("/api/tracking/") + code);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("retry-after"), "600");
  EXPECT_EQ(get(page).status, 429);
}

TEST_F(TrackingTest, AnUnknownCodeSaysWhereToLook) {
  const auto answer = get("/tra-cuu/H18.036-261113-9999");
  keep("tracking-unknown", answer);
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(std::string(answer.content()), HasSubstr("giấy hẹn"));
  EXPECT_EQ(get("/tra-cuu/nonsense").status, 400);
  EXPECT_EQ(post("/tra-cuu/H18.036-261113-9999", "secret=K7QH").status, 404);
}

TEST_F(TrackingTest, ClosingForgetsTheCookie) {
  const auto answer = post(page, "close=1");
  EXPECT_EQ(answer.status, 303);
  EXPECT_THAT(std::string(answer.header("set-cookie")), HasSubstr("Max-Age=0"));
}

TEST_F(TrackingTest, APassIsGoodForItsDossierOnly) {
  const SecretKey key(as_bytes("0123456789abcdef0123456789abcdef"));
  const auto pass = make_pass(key, code, clock.now());
  EXPECT_TRUE(pass_is_good(key, code, pass, clock.now()));
  EXPECT_FALSE(pass_is_good(key, "H18.036-261113-0013", pass, clock.now()));
  EXPECT_FALSE(
      pass_is_good(SecretKey(as_bytes("x123456789abcdef0123456789abcdef")), code, pass, clock.now()));
  for (const auto* forged : {"", ".", "9999999999.", "9999999999.AAAA", "x"}) {
    EXPECT_FALSE(pass_is_good(key, code, forged, clock.now())) << forged;
  }
  EXPECT_FALSE(pass_is_good(key, code, "9" + pass, clock.now()));
}

TEST_F(TrackingTest, EveryStateHasItsPageInBothLanguagesAndIsSmall) {
  const auto pass = pass_of(post(page, "secret=K7QH"));
  int peer = 0;
  for (int state = 0; state <= static_cast<int>(State::refused); ++state) {
    source.dossier = funeral_allowance();
    source.dossier.state = static_cast<State>(state);
    source.dossier.confidential.pause_reason = "Chờ nộp tiền";
    const bool waits = source.dossier.state == State::waiting || source.dossier.state == State::paused;
    if (!waits) source.dossier.clock_stopped_since.reset();
    source.dossier.working_minutes = waits ? std::nullopt : std::optional<long>(-142);
    if (source.dossier.state == State::received) source.dossier.due_at.reset();
    if (source.dossier.state == State::done || source.dossier.state == State::handed_over) {
      source.dossier.confidential.result = {
          {"Quyết định trợ cấp", "Decision"}, clock.now(), {}, {"Quầy 2", "Desk 2"}};
    }
    for (const auto* query : {"", "?lang=en"}) {
      for (const auto& cookie : {std::string(), pass}) {
        const auto answer = get(page + query, cookie, "10.1.0." + std::to_string(peer++));
        EXPECT_EQ(answer.status, 200) << state;
        EXPECT_LE(http::gzip(answer.content(), 6).size() + http::gzip(guide::stylesheet(), 6).size(),
                  most_bytes_of_a_page);
        if (!cookie.empty() && *query == 0) keep("tracking-state-" + std::to_string(state), answer);
      }
    }
  }
}

TEST(WorkingTime, IsSaidAsOneWouldSayIt) {
  EXPECT_EQ(working_time_text(Language::vi, 48), "48 phút");
  EXPECT_EQ(working_time_text(Language::vi, 60), "1 giờ");
  EXPECT_EQ(working_time_text(Language::vi, 262), "4 giờ 22");
  EXPECT_EQ(working_time_text(Language::vi, 480), "1 ngày");
  EXPECT_EQ(working_time_text(Language::vi, 10 * 60 + 59), "1 ngày 2 giờ");
}

}  // namespace
}  // namespace motcua::tracking
