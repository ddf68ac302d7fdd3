#include "identity/routes.h"

#include <gtest/gtest.h>

#include "all_sql.h"
#include "identity/identity.h"
#include "store/testing.h"

namespace motcua::identity {
namespace {

using http::Method;

constexpr const char* good_password = "ba con qua suoi";

Settings quick() {
  Settings settings;
  settings.hash_cost = HashCost::minimum();
  return settings;
}

// Requests of one browser: it keeps its cookie and, when it behaves, sends the token of its session.
struct Browser {
  std::string cookie, csrf;
};

class IdentityRoutes : public testing::Test {
 protected:
  IdentityRoutes()
      : store_(store::engines().front(), all_migrations()),
        clock_(*parse_instant("2026-11-20T08:00")),
        random_(1),
        identity_(*store_, organisation::load_organisation(), clock_, random_, quick()) {
    router_.set_gate(make_gate(identity_));
    add_routes(router_, identity_, [](std::string_view) { return std::map<Uuid, std::int64_t>{}; });
    official("quan.tri", "administrator", "11", "Mùa A Dình");
    official("mau.lo", "specialist", "03313", "Lò Thị Mẫu");
  }

  void official(const std::string& account, const std::string& role, const std::string& unit,
                const std::string& name) {
    const NewPost post{{}, role, unit, "", "Cán bộ", *parse_date("2026-01-01"), {}};
    ASSERT_TRUE(identity_.accounts.create_official({{}, account, name, good_password, {post}}).has_value());
  }

  http::Response send(const Browser& browser, Method method, const std::string& path,
                      const json::value& body = nullptr, std::map<std::string, std::string> query = {}) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = std::move(query);
    request.peer = "10.0.0.1";
    if (!body.is_null()) {
      request.body = json::serialize(body);
      request.headers["content-type"] = "application/json";
    }
    if (!browser.cookie.empty()) request.cookies["mc_session"] = browser.cookie;
    if (!browser.csrf.empty()) request.headers["x-csrf-token"] = browser.csrf;
    return router_.handle(std::move(request));
  }

  static std::string code(const http::Response& response) {
    return std::string(json::parse(response.body).at("problems").at(0).at("code").as_string());
  }
  static std::string sentence(const http::Response& response) {
    return std::string(json::parse(response.body).at("problems").at(0).at("message").as_string());
  }

  Browser sign_in(const std::string& account, const std::string& password = good_password) {
    const auto response =
        send({}, Method::post, "/api/session", {{"account", account}, {"password", password}});
    EXPECT_EQ(response.status, 200) << response.body;
    Browser browser;
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      EXPECT_NE(value.find("HttpOnly"), std::string::npos);
      EXPECT_NE(value.find("SameSite=Lax"), std::string::npos);
      const auto from = value.find('=') + 1;
      browser.cookie = value.substr(from, value.find(';') - from);
    }
    browser.csrf = json::parse(response.body).at("csrf").as_string();
    return browser;
  }

  store::TestStore store_;
  ManualClock clock_;
  SeededRandom random_;
  Identity identity_;
  http::Router router_;
};

TEST_F(IdentityRoutes, ASessionSaysWhoAndWhatOneMay) {
  EXPECT_EQ(send({}, Method::get, "/api/session").status, 401);
  const auto browser = sign_in("mau.lo");
  const auto response = send(browser, Method::get, "/api/session");
  ASSERT_EQ(response.status, 200) << response.body;
  const auto body = json::parse(response.body);
  EXPECT_EQ(body.at("official").at("name"), "Lò Thị Mẫu");
  EXPECT_EQ(body.at("posts").at(0).at("unit").at("name"), "Xã Mường Lạn");
  EXPECT_EQ(body.at("permissions").at(0), "dossier.read");
  EXPECT_EQ(send(browser, Method::remove, "/api/session").status, 204);
  EXPECT_EQ(send(browser, Method::get, "/api/session").status, 401);
}

TEST_F(IdentityRoutes, AWrongPasswordIsRefused) {
  const auto response =
      send({}, Method::post, "/api/session", {{"account", "mau.lo"}, {"password", "khong dung"}});
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(code(response), "identity.sign_in_wrong");
}

TEST_F(IdentityRoutes, TheGateAsksForSessionTokenAndPermission) {
  EXPECT_EQ(code(send({}, Method::get, "/api/officials")), "identity.sign_in_needed");
  auto browser = sign_in("mau.lo");
  const auto refused = send(browser, Method::get, "/api/officials");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(sentence(refused), "Việc này do người quản trị làm.");
  browser.csrf = "another";
  EXPECT_EQ(code(send(browser, Method::remove, "/api/session")), "identity.csrf_wrong");
  browser.csrf.clear();
  EXPECT_EQ(code(send(browser, Method::remove, "/api/session")), "identity.csrf_wrong");
}

TEST_F(IdentityRoutes, ARefusalNamesWhoDoesItHere) {
  official("xa.qt", "administrator", "03313", "Giàng A Páo");
  EXPECT_EQ(sentence(send(sign_in("mau.lo"), Method::get, "/api/officials")),
            "Việc này do người quản trị làm: Giàng A Páo.");
}

TEST_F(IdentityRoutes, AnAdministratorCreatesAnAccountThatChangesItsPassword) {
  const auto admin = sign_in("quan.tri");
  const json::value post{{"role", "counter_officer"},
                         {"unit", "03313"},
                         {"office", "03313.HCC"},
                         {"title", "Cán bộ một cửa"},
                         {"valid_from", "2026-11-01"}};
  const auto created =
      send(admin, Method::post, "/api/officials",
           {{"account", "vang.cu"}, {"display_name", "Cứ A Vàng"}, {"posts", json::array{post}}});
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string temporary(json::parse(created.body).at("temporary_password").as_string());
  const auto browser = sign_in("vang.cu", temporary);
  EXPECT_EQ(code(send(browser, Method::get, "/api/colleagues")), "identity.password_change_required");
  const auto weak = send(browser, Method::post, "/api/password", {{"current", temporary}, {"next", "ngan"}});
  EXPECT_EQ(code(weak), "identity.password_short");
  const json::value change{{"current", temporary}, {"next", good_password}};
  EXPECT_EQ(send(browser, Method::post, "/api/password", change).status, 204);
  const auto colleagues = send(browser, Method::get, "/api/colleagues");
  ASSERT_EQ(colleagues.status, 200) << colleagues.body;
  EXPECT_EQ(json::parse(colleagues.body).at("officials").as_array().size(), 2u);
  EXPECT_EQ(json::parse(colleagues.body).at("officials").at(0).at("open_dossiers"), 0);
  EXPECT_EQ(code(send(browser, Method::get, "/api/colleagues", nullptr, {{"unit", "03301"}})),
            "identity.forbidden");
  EXPECT_EQ(code(send(browser, Method::get, "/api/colleagues", nullptr, {{"unit", "1"}})),
            "identity.unit_unknown");
}

TEST_F(IdentityRoutes, AnAdministratorListsEndsAndResets) {
  const auto admin = sign_in("quan.tri");
  const auto list = json::parse(send(admin, Method::get, "/api/officials").body);
  ASSERT_EQ(list.at("officials").as_array().size(), 2u);
  const auto& mau = list.at("officials").at(0);
  EXPECT_EQ(mau.at("account"), "mau.lo");
  const std::string path = "/api/officials/" + std::string(mau.at("id").as_string());
  const std::string post(mau.at("posts").at(0).at("id").as_string());
  const json::value more{{"role", "approver"}, {"unit", "03301"}, {"valid_from", "2026-11-20"}};
  EXPECT_EQ(send(admin, Method::post, path + "/posts", more).status, 201);
  EXPECT_EQ(send(admin, Method::post, path + "/posts/" + post + "/end", {{"last_day", "2026-11-30"}}).status,
            200);
  EXPECT_EQ(send(admin, Method::post, path + "/password").status, 200);
  EXPECT_EQ(send(admin, Method::post, "/api/officials/no-id/password").status, 404);
  const auto log = json::parse(send(admin, Method::get, "/api/access-log").body);
  std::string done;
  for (const auto& entry : log.at("accesses").as_array())
    done += std::string(entry.at("reason").as_string()) + "\n";
  EXPECT_NE(done.find("kết thúc vị trí của"), std::string::npos) << done;
  EXPECT_NE(done.find("đặt lại mật khẩu của"), std::string::npos) << done;
}

TEST_F(IdentityRoutes, AnAccountIsFoundByItsNameItsUnitAndItsId) {
  official("nam.tran", "approver", "03301", "Trần Văn Nám");
  const auto admin = sign_in("quan.tri");
  const auto found = [&](const std::string& words) {
    const auto page = send(admin, Method::post, "/api/officials/search", {{"q", words}});
    std::string accounts;
    const auto body = json::parse(page.body);
    for (const auto& one : body.at("officials").as_array())
      accounts += std::string(one.at("account").as_string()) + ' ';
    return accounts;
  };
  EXPECT_EQ(found("tran nam"), "nam.tran ");
  EXPECT_EQ(found("Trần"), "nam.tran ");
  EXPECT_EQ(found("mường lạn"), "mau.lo ");
  EXPECT_EQ(found("mau.lo"), "mau.lo ");
  EXPECT_EQ(found("khong ai"), "");
  EXPECT_EQ(found(""), "mau.lo nam.tran quan.tri ");
  EXPECT_EQ(send(sign_in("mau.lo"), Method::post, "/api/officials/search", {{"q", "nam"}}).status, 403);
  const auto nam = store_->read([](store::Reader& reader) { return find_official(reader, "nam.tran"); });
  const std::string path = "/api/officials/" + nam->official.id.text();
  EXPECT_EQ(json::parse(send(admin, Method::get, path).body).at("name"), "Trần Văn Nám");
  EXPECT_EQ(send(sign_in("mau.lo"), Method::get, path).status, 403);
  EXPECT_EQ(code(send(admin, Method::get, "/api/officials/none")), "identity.official_unknown");
}

TEST_F(IdentityRoutes, AListIsFullThoughOthersAccountsLieBetween) {
  for (int i = 0; i < 60; ++i) official("a" + std::to_string(100 + i), "specialist", "03301", "Người Khác");
  for (int i = 0; i < 60; ++i) official("b" + std::to_string(100 + i), "specialist", "03313", "Người Đây");
  official("xa.qt", "administrator", "03313", "Giàng A Páo");
  const auto admin = sign_in("xa.qt");
  const auto page = json::parse(send(admin, Method::get, "/api/officials").body);
  EXPECT_EQ(page.at("officials").as_array().size(), 50u);
  const std::string next(page.at("next").as_string());
  EXPECT_EQ(next, "b149");
  const auto rest = json::parse(send(admin, Method::get, "/api/officials", nullptr, {{"after", next}}).body);
  EXPECT_EQ(rest.at("officials").as_array().size(), 12u);
  EXPECT_TRUE(rest.at("next").is_null());
}

TEST_F(IdentityRoutes, WhatIsLeftEmptyIsToldAtOnce) {
  const auto admin = sign_in("quan.tri");
  const json::value post{
      {"role", ""}, {"unit", ""}, {"valid_from", "2026-11-01"}, {"valid_to", "2026-10-01"}};
  const auto answer = send(admin, Method::post, "/api/officials",
                           {{"account", ""}, {"display_name", " "}, {"posts", json::array{post}}});
  EXPECT_EQ(answer.status, 422);
  std::string fields;
  const auto body = json::parse(answer.body);
  for (const auto& one : body.at("problems").as_array())
    fields += std::string(one.at("field").as_string()) + ' ';
  EXPECT_EQ(fields, "/account /display_name /posts/0/role /posts/0/unit /posts/0/valid_to ");
}

TEST_F(IdentityRoutes, ARepeatMakesNoSecondAccount) {
  const auto admin = sign_in("quan.tri");
  const json::value post{
      {"role", "specialist"}, {"unit", "03313"}, {"office", "03313.VHXH"}, {"valid_from", "2026-11-01"}};
  json::value body{{"id", "0193a1b2-0000-7000-8000-000000000001"},
                   {"account", "vang.cu"},
                   {"display_name", "Cứ A Vàng"},
                   {"posts", json::array{post}}};
  const auto first = json::parse(send(admin, Method::post, "/api/officials", body).body);
  EXPECT_EQ(first.at("official").at("posts").at(0).at("office_name"), "Phòng Văn hóa – Xã hội xã Mường Lạn");
  const auto again = json::parse(send(admin, Method::post, "/api/officials", body).body);
  EXPECT_EQ(again.at("official").at("posts").as_array().size(), 1u);
  EXPECT_EQ(again.at("temporary_password"), "");
  body.at("account") = "cu.vang";
  const auto other = send(admin, Method::post, "/api/officials", body);
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(code(other), "identity.official_exists");
}

TEST_F(IdentityRoutes, ACommunesAdministratorStaysInTheCommune) {
  official("xa.qt", "administrator", "03301", "Giàng A Páo");
  const auto admin = sign_in("xa.qt");
  const auto list = json::parse(send(admin, Method::get, "/api/officials").body);
  ASSERT_EQ(list.at("officials").as_array().size(), 1u);
  const auto mau = store_->read([](store::Reader& reader) { return find_official(reader, "mau.lo"); });
  const std::string path = "/api/officials/" + mau->official.id.text();
  EXPECT_EQ(send(admin, Method::post, path + "/password").status, 403);
  const json::value post{{"role", "administrator"}, {"unit", "11"}, {"valid_from", "2026-11-20"}};
  const json::value body{
      {"account", "lach.luat"}, {"display_name", "Người Lách"}, {"posts", json::array{post}}};
  EXPECT_EQ(send(admin, Method::post, "/api/officials", body).status, 403);
}

TEST_F(IdentityRoutes, TheAccessLogIsForTheAuditor) {
  const auto mau = store_->read([](store::Reader& reader) { return find_official(reader, "mau.lo"); });
  store_->write([&](store::Writer& writer) {
    for (int i = 0; i < 60; ++i)
      record_access(writer, {clock_.now(), mau->official.id, {}, {}, "GET /api/work"});
  });
  EXPECT_EQ(send(sign_in("mau.lo"), Method::get, "/api/access-log").status, 403);
  const auto admin = sign_in("quan.tri");
  const auto page = json::parse(send(admin, Method::get, "/api/access-log").body);
  EXPECT_EQ(page.at("accesses").as_array().size(), 50u);
  const auto before = std::to_string(page.at("next").as_int64());
  const auto rest =
      json::parse(send(admin, Method::get, "/api/access-log", nullptr, {{"before", before}}).body);
  EXPECT_EQ(rest.at("accesses").as_array().size(), 10u);
  EXPECT_TRUE(rest.at("next").is_null());
  EXPECT_EQ(send(admin, Method::get, "/api/access-log", nullptr, {{"dossier", "x"}}).status, 400);
}

TEST_F(IdentityRoutes, TheAuditorOfACommuneSeesItsOwnLooksOnly) {
  official("quan.xa", "administrator", "03313", "Lò Văn Xa");
  official("xa.khac", "specialist", "03316", "Vừ A Khác");
  for (const auto* account : {"mau.lo", "xa.khac"}) {
    const auto who = store_->read([&](store::Reader& reader) { return find_official(reader, account); });
    const auto posts = identity_.accounts.posts(who->official.id);
    store_->write([&](store::Writer& writer) {
      record_access(writer, {clock_.now(), who->official.id, posts.at(0).id, {}, "work list"});
    });
  }
  const auto seen = json::parse(send(sign_in("quan.xa"), Method::get, "/api/access-log").body);
  ASSERT_EQ(seen.at("accesses").as_array().size(), 1u);
  EXPECT_EQ(seen.at("accesses").at(0).at("name"), "Lò Thị Mẫu");
  const auto all = json::parse(send(sign_in("quan.tri"), Method::get, "/api/access-log").body);
  EXPECT_EQ(all.at("accesses").as_array().size(), 2u);
}

TEST_F(IdentityRoutes, OneSeesWhereOneIsSignedInAndEndsAnyOfIt) {
  const auto desk = sign_in("mau.lo");
  clock_.advance(std::chrono::minutes{10});
  const auto phone = sign_in("mau.lo");
  const auto stranger = sign_in("quan.tri");
  const auto listed = json::parse(send(desk, Method::get, "/api/sessions").body).at("sessions").as_array();
  ASSERT_EQ(listed.size(), 2U);
  std::string other;
  for (const auto& session : listed) {
    if (!session.at("current").as_bool()) other = session.at("id").as_string();
  }
  ASSERT_FALSE(other.empty());
  EXPECT_EQ(code(send(stranger, Method::remove, "/api/sessions/" + other)), "identity.session_unknown");
  EXPECT_EQ(send(phone, Method::get, "/api/session").status, 200);
  EXPECT_EQ(send(desk, Method::remove, "/api/sessions/" + other).status, 204);
  EXPECT_EQ(send(phone, Method::get, "/api/session").status, 401) << "at once";
  EXPECT_EQ(send(desk, Method::get, "/api/session").status, 200);
  EXPECT_EQ(code(send(desk, Method::remove, "/api/sessions/" + other)), "identity.session_unknown");
}

TEST_F(IdentityRoutes, ASessionThatIsOverIsNotListed) {
  sign_in("mau.lo");
  clock_.advance(quick().idle + std::chrono::minutes{1});
  const auto now = sign_in("mau.lo");
  EXPECT_EQ(json::parse(send(now, Method::get, "/api/sessions").body).at("sessions").as_array().size(), 1U);
}

TEST_F(IdentityRoutes, AnAdministratorEndsEverySessionOfAnAccount) {
  const auto desk = sign_in("mau.lo");
  const auto phone = sign_in("mau.lo");
  const auto admin = sign_in("quan.tri");
  const auto id = json::value_to<std::string>(
      json::parse(send(desk, Method::get, "/api/session").body).at("official").at("id"));
  EXPECT_EQ(send(desk, Method::remove, "/api/officials/" + id + "/sessions").status, 403);
  EXPECT_EQ(send(admin, Method::remove, "/api/officials/" + id + "/sessions").status, 204);
  EXPECT_EQ(send(desk, Method::get, "/api/session").status, 401);
  EXPECT_EQ(send(phone, Method::get, "/api/session").status, 401);
  EXPECT_EQ(send(admin, Method::get, "/api/session").status, 200);
}

TEST_F(IdentityRoutes, AChangedPasswordEndsTheOthersAndALostPostTakesItsRightsAtOnce) {
  const auto desk = sign_in("mau.lo");
  const auto phone = sign_in("mau.lo");
  const json::object change{{"current", good_password}, {"next", "bon con suoi nho"}};
  EXPECT_EQ(send(desk, Method::post, "/api/password", change).status, 204);
  EXPECT_EQ(send(phone, Method::get, "/api/session").status, 401);
  EXPECT_EQ(send(desk, Method::get, "/api/colleagues").status, 200);
  const auto admin = sign_in("quan.tri");
  const auto session = json::parse(send(desk, Method::get, "/api/session").body);
  const auto place = "/api/officials/" + json::value_to<std::string>(session.at("official").at("id")) +
                     "/posts/" + json::value_to<std::string>(session.at("posts").at(0).at("id")) + "/end";
  EXPECT_EQ(send(admin, Method::post, place, json::object{{"last_day", "2026-11-19"}}).status, 200);
  EXPECT_EQ(send(desk, Method::get, "/api/colleagues").status, 403);
}

// A commune with two specialists and a chair; each has one post.
class CoverRoutes : public IdentityRoutes {
 protected:
  CoverRoutes() {
    official("thang.quang", "specialist", "03313", "Quàng Văn Thắng");
    official("chu.tich", "approver", "03313", "Vàng A Páo");
  }
  std::string post_of(const std::string& account) {
    const auto found = store_->read([&](store::Reader& r) { return find_official(r, account); });
    return identity_.accounts.posts(found->official.id).front().id.text();
  }
  json::object cover(const std::string& whose, const std::string& by, const std::string& from,
                     const std::string& to) {
    return {{"post", post_of(whose)}, {"by", post_of(by)}, {"kind", "absence"}, {"from", from}, {"to", to}};
  }
  std::vector<std::string> permissions(const Browser& browser) {
    std::vector<std::string> names;
    const auto response = send(browser, Method::get, "/api/session");
    const json::value body = json::parse(response.body);
    for (const auto& each : body.at("permissions").as_array()) names.emplace_back(each.as_string());
    return names;
  }
};

TEST_F(CoverRoutes, GiveTheRightsOfThePostOnItsDaysAndNoOthers) {
  const auto chair = sign_in("chu.tich"), specialist = sign_in("mau.lo");
  const auto approves = [&] {
    const auto all = permissions(specialist);
    return std::find(all.begin(), all.end(), "dossier.approve") != all.end();
  };
  EXPECT_FALSE(approves());
  const auto made =
      send(chair, Method::post, "/api/covers", cover("chu.tich", "mau.lo", "2026-11-20", "2026-11-20"));
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(json::parse(made.body).at("state"), "now");
  EXPECT_TRUE(approves()) << "at once, without signing in again";
  const auto listed = send(specialist, Method::get, "/api/covers");
  EXPECT_EQ(json::parse(listed.body).at("covers").as_array().size(), 1U) << "the cover sees it";
  const auto colleagues = send(specialist, Method::get, "/api/colleagues");
  EXPECT_NE(colleagues.body.find("\"away_until\":\"2026-11-20\""), std::string::npos) << colleagues.body;
  clock_.set(*parse_instant("2026-11-21T08:00"));
  const auto next_day = sign_in("mau.lo");
  const auto all = permissions(next_day);
  EXPECT_EQ(std::find(all.begin(), all.end(), "dossier.approve"), all.end()) << "the day is over";
}

TEST_F(CoverRoutes, EverybodyArrangesTheirOwnAndTheHeadThoseOfTheUnit) {
  const auto specialist = sign_in("mau.lo"), chair = sign_in("chu.tich");
  EXPECT_EQ(send(specialist, Method::post, "/api/covers",
                 cover("thang.quang", "mau.lo", "2026-11-23", "2026-11-24"))
                .status,
            403)
      << "not of a colleague";
  EXPECT_EQ(
      send(chair, Method::post, "/api/covers", cover("thang.quang", "mau.lo", "2026-11-23", "2026-11-24"))
          .status,
      201);
  EXPECT_EQ(send(specialist, Method::post, "/api/covers",
                 cover("mau.lo", "thang.quang", "2026-11-25", "2026-11-26"))
                .status,
            201);
}

TEST_F(CoverRoutes, AreRefusedWithTheRuleAndTakenBackOnce) {
  const auto chair = sign_in("chu.tich");
  auto first = cover("mau.lo", "thang.quang", "2026-11-23", "2026-11-25");
  first["id"] = "0193a1b2-0000-7000-8000-0000000000c1";
  const auto made = send(chair, Method::post, "/api/covers", first);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(send(chair, Method::post, "/api/covers", first).status, 201) << "a repeat is the same";
  first["to"] = "2026-11-26";
  EXPECT_EQ(code(send(chair, Method::post, "/api/covers", first)), "identity.cover_id_taken");
  EXPECT_EQ(
      code(send(chair, Method::post, "/api/covers", cover("mau.lo", "chu.tich", "2026-11-24", "2026-11-24"))),
      "identity.cover_overlap");
  auto back = cover("thang.quang", "mau.lo", "2026-11-24", "2026-11-24");
  back["kind"] = "delegation";
  EXPECT_EQ(code(send(chair, Method::post, "/api/covers", back)), "identity.cover_loop");
  EXPECT_EQ(code(send(chair, Method::post, "/api/covers",
                      cover("mau.lo", "thang.quang", "2026-11-27", "2026-11-26"))),
            "identity.cover_backward");
  const std::string path = "/api/covers/0193a1b2-0000-7000-8000-0000000000c1/end";
  EXPECT_EQ(send(sign_in("thang.quang"), Method::post, path).status, 403) << "not by the cover";
  const auto ended = send(chair, Method::post, path);
  ASSERT_EQ(ended.status, 200) << ended.body;
  EXPECT_EQ(json::parse(ended.body).at("state"), "ended");
  EXPECT_EQ(send(chair, Method::post, path).status, 200) << "twice is once";
  EXPECT_EQ(send(chair, Method::post, "/api/covers", back).status, 201) << "nothing stands against it now";
}

}  // namespace
}  // namespace motcua::identity
