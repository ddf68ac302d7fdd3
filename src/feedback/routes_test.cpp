#include "feedback/routes.h"

#include <gmock/gmock.h>

#include <thread>

#include "all_sql.h"
#include "feedback/feedback.h"
#include "store/testing.h"

namespace motcua::feedback {
namespace {

using http::Method;
using http::Response;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* password = "ba con qua suoi";
constexpr const char* form_id = "0193a1b2-0000-7000-8000-000000000001";

identity::Settings quick() {
  identity::Settings settings;
  settings.hash_cost = identity::HashCost::minimum();
  return settings;
}

struct Browser {
  std::string cookie, csrf;
};

class FeedbackTest : public testing::TestWithParam<store::EngineParam> {
 protected:
  FeedbackTest() {
    router.set_gate(identity::make_gate(identity));
    identity::add_routes(router, identity, [](std::string_view) { return std::map<Uuid, std::int64_t>{}; });
    add_routes(router, lower);
    official("quay", "counter_officer", "03313", "Lò Thị Mẫu");
    official("giamdoc", "centre_director", "03313", "Mùa A Dình");
    official("noi.khac", "centre_director", "03127", "Vàng A Chá");
    official("tinh", "provincial_controller", "11", "Quàng Văn Sơn");
  }

  void official(const std::string& account, const std::string& role, const std::string& unit,
                const std::string& name) {
    const identity::NewPost post{{}, role, unit, "", "Cán bộ", *parse_date("2026-01-01"), {}};
    const auto made = identity.accounts.create_official({{}, account, name, password, {post}});
    ASSERT_TRUE(made) << made.error()[0].code;
  }

  Browser sign_in(const std::string& account) {
    const auto body = json::serialize(json::object{{"account", account}, {"password", password}});
    const auto response = router.handle(http::request_for(Method::post, "/api/session", body));
    EXPECT_EQ(response.status, 200) << response.body;
    const std::string cookie(response.header("set-cookie"));
    return {cookie.substr(0, cookie.find(';')),
            std::string(json::parse(response.body).at("csrf").as_string())};
  }
  Response send(const Browser& browser, Method method, const std::string& target,
                const std::string& body = {}) {
    return router.handle(http::request_for(method, target, body,
                                           {{"cookie", browser.cookie}, {"x-csrf-token", browser.csrf}}));
  }
  Response post(const std::map<std::string, std::string>& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
      body += (body.empty() ? "" : "&") + name + "=" + http::encode_segment(value);
    }
    return post_raw(body);
  }
  Response post_raw(const std::string& body) {
    return router.handle(http::request_for(Method::post, "/gop-y", body,
                                           {{"Content-Type", "application/x-www-form-urlencoded"}}));
  }
  Response good(const std::string& text, const std::string& unit = "03313",
                const std::string& form = form_id) {
    return post({{"text", text}, {"unit", unit}, {"about", "/thu-tuc/1.001193"}, {"form", form}});
  }
  json::array inbox(const Browser& browser, const std::string& query = "") {
    const auto response = send(browser, Method::get, "/api/feedback" + query);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).at("items").as_array();
  }
  static std::string text_in(const json::value& item, const char* name) {
    return std::string(item.at(name).as_string());
  }
  Response change(const Browser& browser, const json::value& item, const std::string& state,
                  const std::string& note, std::int64_t seen) {
    return send(browser, Method::post, "/api/feedback/" + text_in(item, "id") + "/state",
                json::serialize(json::object{{"state", state}, {"note", note}, {"seen_version", seen}}));
  }

  store::TestStore store{GetParam(), all_migrations()};
  ManualClock clock{*parse_instant("2026-11-20T09:42:10+07:00")};
  SystemRandom random;
  organisation::Organisation organisation = organisation::load_organisation();
  identity::Identity identity{*store, organisation, clock, random, quick()};
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  SecretKey key = SecretKey::make(random);
  Inbox opinions{*store, key, random};
  Lower lower{
      {.province = {"Tỉnh Điện Biên", "Điện Biên Province"}}, clock, random, organisation, shelf, opinions};
  http::Router router;
};
INSTANTIATE_TEST_SUITE_P(Engines, FeedbackTest, testing::ValuesIn(store::engines()), store::engine_name);

TEST_P(FeedbackTest, OneThatDoesNotOpenLeavesTheOthersReadable) {
  static constexpr store::Query spoil{"test/spoil", "UPDATE feedback_opinion SET sealed = $1",
                                      "UPDATE feedback_opinion SET sealed = $1"};
  const auto director = sign_in("giamdoc");
  good("Chờ quá lâu ở quầy số 2");
  store->write([&](store::Writer& writer) { writer.execute(spoil, {Bytes{1, 2, 3}}); });
  clock.advance(std::chrono::seconds{1});  // listed by their time of arrival
  good("Cán bộ chỉ dẫn tận tình", "03313", "0193a1b2-0000-7000-8000-000000000002");
  const auto items = inbox(director);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(text_in(items[0], "text"), "Cán bộ chỉ dẫn tận tình");
  EXPECT_FALSE(items[0].at("damaged").as_bool());
  EXPECT_EQ(text_in(items[1], "text"), "");
  EXPECT_TRUE(items[1].at("damaged").as_bool());
  EXPECT_EQ(change(director, items[1], "closed", "", 1).status, 200) << "it may still be put away";
}

TEST_P(FeedbackTest, TheFormSaysHowLongAndKnowsTheCommune) {
  const auto page = router.handle(
      http::request_for(Method::get, "/gop-y?ve=/thu-tuc/1.001193", {}, {{"Cookie", "xa=03313"}}));
  EXPECT_EQ(page.status, 200);
  const std::string html(page.content());
  EXPECT_THAT(html, HasSubstr("Từ 5 đến 500 chữ cái"));
  EXPECT_THAT(html, HasSubstr("Thủ tục đăng ký khai sinh"));
  EXPECT_THAT(html, HasSubstr("value=\"03313\" selected"));
  EXPECT_THAT(std::string(page.header("cache-control")), HasSubstr("no-store"));
  EXPECT_THAT(html, HasSubstr("data-counter=\"Đang có {count} trên 500 chữ cái\""));
  EXPECT_THAT(std::string(page.header("content-security-policy")), HasSubstr("script-src 'self'"));
  const auto at = html.find("<script src=\"") + 13;
  const auto script = router.handle(http::request_for(Method::get, html.substr(at, html.find('"', at) - at)));
  EXPECT_EQ(script.status, 200);
  EXPECT_EQ(script.header("content-type"), "text/javascript; charset=utf-8");
}

TEST_P(FeedbackTest, WhatIsSentReachesTheInboxOfThatCommune) {
  const auto answer = good("Cán bộ nhiệt tình,\r\nnhưng chờ lâu quá.");
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), "/gop-y/da-nhan?ve=%2Fthu-tuc%2F1.001193");
  EXPECT_EQ(router.handle(http::request_for(Method::get, std::string(answer.header("location")))).status,
            200);
  for (const auto* account : {"quay", "giamdoc", "tinh"}) {
    const auto items = inbox(sign_in(account));
    ASSERT_EQ(items.size(), 1U) << account;
    EXPECT_EQ(text_in(items[0], "text"), "Cán bộ nhiệt tình,\nnhưng chờ lâu quá.");
    EXPECT_EQ(text_in(items[0], "about_text"), "Thủ tục đăng ký khai sinh");
    EXPECT_EQ(text_in(items[0], "unit_name"), "Xã Mường Lạn");
    EXPECT_EQ(text_in(items[0], "state"), "new");
  }
  EXPECT_EQ(inbox(sign_in("noi.khac")).size(), 0U);
  EXPECT_EQ(send(sign_in("noi.khac"), Method::get, "/api/feedback?unit=03313").status, 403);
}

TEST_P(FeedbackTest, TheSameFormSentTwiceIsOneOpinionAndAnEditedOneIsAnother) {
  good("Chờ lâu quá");
  EXPECT_EQ(good("Chờ lâu quá").status, 303);
  EXPECT_EQ(inbox(sign_in("quay")).size(), 1U);
  good("Chờ lâu quá, gần một giờ");
  EXPECT_EQ(inbox(sign_in("quay")).size(), 2U);
  good("Chờ lâu quá", "03313", "0193a1b2-0000-7000-8000-000000000002");
  EXPECT_EQ(inbox(sign_in("quay")).size(), 3U);
}

TEST_P(FeedbackTest, TwoPressesAtOnceAreOneOpinion) {
  std::vector<std::thread> presses;
  for (int i = 0; i < 8; ++i) presses.emplace_back([&] { EXPECT_EQ(good("Bấm hai lần").status, 303); });
  for (auto& each : presses) each.join();
  EXPECT_EQ(inbox(sign_in("quay")).size(), 1U);
}

TEST_P(FeedbackTest, AFaultKeepsWhatWasTyped) {
  const auto page = post({{"text", "<b>ô</b>\"'"}, {"unit", ""}, {"about", "/xa/03313"}, {"form", form_id}});
  EXPECT_EQ(page.status, 422);
  const std::string html(page.content());
  EXPECT_THAT(html, HasSubstr("Chọn nơi nhận góp ý"));
  EXPECT_THAT(html, Not(HasSubstr("<b>ô</b>")));
  EXPECT_THAT(html, HasSubstr("&lt;b&gt;ô"));
  EXPECT_THAT(html, HasSubstr(form_id));
  const auto tooShort = post({{"text", "ệệ"}, {"unit", "03313"}});
  EXPECT_THAT(std::string(tooShort.content()), HasSubstr("ít nhất 5 chữ cái, đang có 2"));
  EXPECT_THAT(std::string(tooShort.content()), HasSubstr("href=\"#t\""));
}

TEST_P(FeedbackTest, BadInputIsAnsweredAndKeepsNothing) {
  std::string long_text;
  for (int i = 0; i < 10'000; ++i) long_text += "ệ";
  EXPECT_THAT(std::string(good(long_text).content()), HasSubstr("đang có 10000"));
  EXPECT_EQ(post_raw("text=abcdef%ff&unit=03313").status, 400);
  EXPECT_EQ(post_raw("").status, 422);
  EXPECT_EQ(post_raw("%%%&=&&text").status, 422);
  EXPECT_EQ(good("Một góp ý", "99999").status, 422);
  EXPECT_EQ(good("Một góp ý", "11").status, 303);  // the province has an inbox
  EXPECT_EQ(inbox(sign_in("tinh")).size(), 1U);
  EXPECT_EQ(inbox(sign_in("quay")).size(), 0U);
}

TEST_P(FeedbackTest, AnAnswerIsSeenByAllAndAStaleOneIsRefused) {
  good("Chờ lâu quá");
  const auto counter = sign_in("quay"), director = sign_in("giamdoc");
  const auto item = inbox(counter)[0];
  const auto answered = change(counter, item, "answered", "Đã gọi lại", 1);
  ASSERT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(text_in(json::parse(answered.body), "changed_by"), "Lò Thị Mẫu");
  EXPECT_EQ(change(counter, item, "answered", "Đã gọi lại", 1).status, 200);  // pressed twice
  const auto stale = change(director, item, "closed", "", 1);
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Lò Thị Mẫu"));
  EXPECT_EQ(change(director, item, "closed", "", 2).status, 200);
  EXPECT_EQ(inbox(director).size(), 0U);
  EXPECT_EQ(inbox(director, "?state=closed").size(), 1U);
  EXPECT_EQ(change(sign_in("noi.khac"), item, "closed", "", 3).status, 404);
  EXPECT_EQ(send(director, Method::get, "/api/feedback?state=all").status, 422);
}

TEST_P(FeedbackTest, ReadingIsRecordedAndNothingRestsInTheClear) {
  good("Số của tôi 0912000128");
  const auto before = store->read([](store::Reader& reader) {
    return identity::read_access(reader, std::nullopt, 1'000'000, 10).size();
  });
  inbox(sign_in("quay"));
  store->read([&](store::Reader& reader) {
    const auto looks = identity::read_access(reader, std::nullopt, 1'000'000, 10);
    ASSERT_EQ(looks.size(), before + 1);
    EXPECT_EQ(looks[0].record.reason, "Đọc góp ý gửi Xã Mường Lạn");
    constexpr store::Query all{"test/all", "SELECT sealed FROM feedback_opinion",
                               "SELECT sealed FROM feedback_opinion"};
    const auto sealed = reader.run(all).at(0).bytes(0);
    EXPECT_THAT(std::string(as_text(sealed)), Not(HasSubstr("0912000128")));
  });
}

TEST_P(FeedbackTest, LongListsAreReadInPages) {
  for (int i = 0; i < 51; ++i) good("Góp ý số " + std::to_string(i));
  const auto counter = sign_in("quay");
  const auto first = json::parse(send(counter, Method::get, "/api/feedback").body);
  EXPECT_EQ(first.at("items").as_array().size(), 50U);
  EXPECT_EQ(first.at("count_new").to_number<int>(), 51);
  const auto next = text_in(first, "next");
  EXPECT_EQ(inbox(counter, "?before=" + next).size(), 1U);
}

TEST_P(FeedbackTest, ANewKeyOpensWhatTheOldOneSealed) {
  good("Chờ lâu quá");
  const auto counter = sign_in("quay");
  change(counter, inbox(counter)[0], "answered", "Đã gọi", 1);
  const SecretKey next = SecretKey::make(random);
  EXPECT_EQ(rotate_keys(*store, key, next, random), 1);
  EXPECT_EQ(rotate_keys(*store, key, next, random), 1);  // broken off and begun again
  Inbox after(*store, next, random);
  Lower later{lower.site, clock, random, organisation, shelf, after};
  http::Router again;
  again.set_gate(identity::make_gate(identity));
  add_routes(again, later);
  const auto response = again.handle(
      http::request_for(Method::get, "/api/feedback?state=answered", {}, {{"cookie", counter.cookie}}));
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_THAT(response.body, HasSubstr("Đã gọi"));
  EXPECT_THROW(rotate_keys(*store, key, SecretKey::make(random), random), std::runtime_error);
}

}  // namespace
}  // namespace motcua::feedback
