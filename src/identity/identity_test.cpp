#include "identity/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "all_sql.h"
#include "identity/sql.h"
#include "store/testing.h"

namespace motcua::identity {
namespace {

using namespace std::chrono_literals;

constexpr const char* good_password = "ba con qua suoi";

LocalDate day(std::string_view text) { return *parse_date(text); }

Settings quick() {
  Settings settings;
  settings.hash_cost = HashCost::minimum();
  return settings;
}

template <class T>
std::string first_code(const Expected<T>& answer) {
  return answer.has_value() ? "" : answer.error().at(0).code;
}

class IdentityOnBoth : public testing::TestWithParam<store::EngineParam> {
 protected:
  IdentityOnBoth()
      : store_(GetParam(), all_migrations()),
        clock_(*parse_instant("2026-11-20T08:00")),
        random_(1),
        identity_(*store_, organisation::load_organisation(), clock_, random_, quick()) {}

  Official official(const std::string& account, const std::string& role, const std::string& unit,
                    const std::string& name = "Lò Thị Mẫu") {
    const auto created = identity_.accounts.create_official(
        {{}, account, name, good_password, {{{}, role, unit, "", "Chuyên viên", day("2026-01-01"), {}}}});
    EXPECT_TRUE(created.has_value());
    return created->official;
  }

  Expected<SignedIn> sign_in(const std::string& account, const std::string& password = good_password,
                             const std::string& peer = "10.0.0.1") {
    return identity_.sessions.sign_in(account, password, peer);
  }

  store::TestStore store_;
  ManualClock clock_;
  SeededRandom random_;
  Identity identity_;
};

TEST_P(IdentityOnBoth, AnOfficialSignsInAndOut) {
  official("mau.lo", "specialist", "03313");
  const auto signed_in = sign_in(" MAU.lo ");
  ASSERT_TRUE(signed_in.has_value());
  const auto caller = identity_.sessions.caller_of(signed_in->token);
  ASSERT_NE(caller, nullptr);
  EXPECT_EQ(caller->official().display_name, "Lò Thị Mẫu");
  EXPECT_TRUE(caller->may("dossier.work", "03313"));
  EXPECT_FALSE(caller->may("dossier.work", "03301"));
  EXPECT_EQ(caller->csrf(), signed_in->caller->csrf());
  identity_.sessions.sign_out(signed_in->token);
  EXPECT_EQ(identity_.sessions.caller_of(signed_in->token), nullptr);
}

TEST_P(IdentityOnBoth, OnlyTheDigestOfATokenIsStored) {
  official("mau.lo", "specialist", "03313");
  const auto token = *from_base64url(sign_in("mau.lo")->token);
  store_->read([&](store::Reader& reader) {
    EXPECT_FALSE(reader.one(sql::session_by_digest, {token}).has_value());
    EXPECT_TRUE(reader.one(sql::session_by_digest, {sha256(token)}).has_value());
  });
}

TEST_P(IdentityOnBoth, SessionsEndWhenIdleOrOld) {
  official("mau.lo", "specialist", "03313");
  const auto idle = sign_in("mau.lo")->token;
  const auto used = sign_in("mau.lo")->token;
  for (int hour = 0; hour < 11; ++hour) {
    clock_.advance(1h);
    EXPECT_NE(identity_.sessions.caller_of(used), nullptr) << hour;
  }
  EXPECT_EQ(identity_.sessions.caller_of(idle), nullptr);
  clock_.advance(1h);
  EXPECT_EQ(identity_.sessions.caller_of(used), nullptr);
  EXPECT_EQ(identity_.sessions.caller_of("no token"), nullptr);
  EXPECT_EQ(identity_.sessions.caller_of(to_base64url(Bytes(32, 7))), nullptr);
}

TEST_P(IdentityOnBoth, ASessionOutlivesARestartAndIsSeenByAnotherProcess) {
  const auto who = official("mau.lo", "specialist", "03313");
  const auto token = sign_in("mau.lo")->token;
  Identity other(*store_, identity_.organisation, clock_, random_, quick());
  ASSERT_NE(other.sessions.caller_of(token), nullptr);
  const auto post = identity_.accounts.posts(who.id).at(0);
  ASSERT_TRUE(identity_.accounts.end_post(who.id, post.id, day("2026-11-19")).has_value());
  EXPECT_FALSE(identity_.sessions.caller_of(token)->may("dossier.work"));
  clock_.advance(31s);
  EXPECT_FALSE(other.sessions.caller_of(token)->may("dossier.work"));
}

TEST_P(IdentityOnBoth, WrongPasswordsLockForAWhile) {
  official("mau.lo", "specialist", "03313");
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(first_code(sign_in("mau.lo", "sai mat khau nay")), "identity.sign_in_wrong");
  const auto locked = sign_in("mau.lo");
  ASSERT_EQ(first_code(locked), "identity.locked");
  EXPECT_EQ(locked.error().at(0).params.at("until"), "08:01");
  EXPECT_EQ(problem_message(Language::vi, locked.error().at(0)),
            "Đã gõ sai 5 lần. Thử lại sau 1 phút, lúc 08:01, hoặc nhờ người quản trị đặt lại mật khẩu.");
  clock_.advance(1min);
  EXPECT_TRUE(sign_in("mau.lo").has_value());
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(first_code(sign_in("mau.lo", "sai mat khau nay")), "identity.sign_in_wrong");
  EXPECT_TRUE(sign_in("mau.lo").has_value());
}

TEST_P(IdentityOnBoth, AnUnknownAccountIsAnsweredAndLockedLikeAKnownOne) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(first_code(sign_in("khong.co")), "identity.sign_in_wrong");
  EXPECT_EQ(first_code(sign_in("khong.co")), "identity.locked");
  EXPECT_EQ(first_code(sign_in("không phải tên")), "identity.sign_in_wrong");
}

TEST_P(IdentityOnBoth, AnAddressThatGuessesManyAccountsIsLocked) {
  official("mau.lo", "specialist", "03313");
  for (int i = 0; i < 30; ++i)
    EXPECT_FALSE(sign_in("nguoi" + std::to_string(i), "sai mat khau nay", "10.9.9.9").has_value());
  EXPECT_EQ(first_code(sign_in("mau.lo", good_password, "10.9.9.9")), "identity.locked");
  EXPECT_TRUE(sign_in("mau.lo", good_password, "10.0.0.2").has_value());
}

TEST_P(IdentityOnBoth, SigningInFromOneAddressDoesNotLockIt) {
  official("mau.lo", "specialist", "03313");
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(sign_in("mau.lo").has_value()) << i;
}

TEST_P(IdentityOnBoth, WhoHoldsNoPostTodayIsTurnedAway) {
  const auto created = identity_.accounts.create_official({{}, "cu.vang", "Cứ A Vàng", good_password, {}});
  ASSERT_TRUE(created.has_value());
  EXPECT_EQ(first_code(sign_in("cu.vang")), "identity.no_post");
  const NewPost later{{}, "specialist", "03313", "", "", day("2026-12-01"), {}};
  ASSERT_TRUE(identity_.accounts.add_post(created->official.id, later).has_value());
  EXPECT_EQ(first_code(sign_in("cu.vang")), "identity.no_post");
}

TEST_P(IdentityOnBoth, AllFaultsOfANewAccountAtOnce) {
  const auto refused = identity_.accounts.create_official(
      {{},
       "Mẫu",
       " ",
       "ngan",
       {{{}, "king", "99999", "", "", day("2026-01-02"), day("2026-01-01")},
        {{}, "specialist", "03313", "03301.HCC", "", day("2026-01-01"), {}}}});
  ASSERT_FALSE(refused.has_value());
  std::vector<std::string> found;
  for (const auto& problem : refused.error()) found.push_back(problem.code + " " + problem.field);
  EXPECT_THAT(found, testing::ElementsAre(
                         "identity.account_malformed /account", "identity.name_missing /display_name",
                         "identity.password_short /password", "identity.role_unknown /posts/0/role",
                         "identity.unit_unknown /posts/0/unit", "identity.dates_reversed /posts/0/valid_to",
                         "identity.office_outside /posts/1/office"));
}

TEST_P(IdentityOnBoth, AnAccountIsTakenOnce) {
  NewOfficial wanted{Uuid::v7(clock_.now(), random_), "mau.lo", "Lò Thị Mẫu", {}, {}};
  const auto first = identity_.accounts.create_official(wanted);
  ASSERT_TRUE(first.has_value());
  EXPECT_TRUE(first->official.must_change_password);
  const auto again = identity_.accounts.create_official(wanted);
  EXPECT_EQ(again->official.id, first->official.id);
  EXPECT_EQ(again->temporary_password, "");
  wanted.id.reset();
  EXPECT_EQ(first_code(identity_.accounts.create_official(wanted)), "identity.account_taken");
}

TEST_P(IdentityOnBoth, PasswordsAreChangedByTheirOwnerAndResetByAnAdministrator) {
  const auto who = official("mau.lo", "specialist", "03313");
  const auto here = sign_in("mau.lo")->token;
  const auto elsewhere = sign_in("mau.lo")->token;
  auto& accounts = identity_.accounts;
  EXPECT_EQ(first_code(accounts.set_password(who.id, "khong phai no", "mua rung tay bac", here)),
            "identity.password_current_wrong");
  EXPECT_EQ(first_code(accounts.set_password(who.id, good_password, good_password, here)),
            "identity.password_same");
  ASSERT_TRUE(accounts.set_password(who.id, good_password, "mưa rừng tây bắc", here).has_value());
  EXPECT_NE(identity_.sessions.caller_of(here), nullptr);
  EXPECT_EQ(identity_.sessions.caller_of(elsewhere), nullptr);
  EXPECT_FALSE(sign_in("mau.lo").has_value());
  // The same letters from a keyboard that sends marks apart.
  EXPECT_TRUE(sign_in("mau.lo", "m\x75\xCC\x9B\x61 r\x75\xCC\x9B\xCC\x80ng tây bắc").has_value());

  const auto temporary = accounts.reset_password(who.id);
  ASSERT_TRUE(temporary.has_value());
  EXPECT_EQ(identity_.sessions.caller_of(here), nullptr);
  const auto again = sign_in("mau.lo", *temporary);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->caller->official().must_change_password);
}

TEST_P(IdentityOnBoth, PostsEndAndTheLastAdministratorStays) {
  const auto admin = official("quan.tri", "administrator", "11", "Mùa A Dình");
  const auto post = identity_.accounts.posts(admin.id).at(0);
  auto& accounts = identity_.accounts;
  EXPECT_EQ(first_code(accounts.end_post(admin.id, post.id, day("2026-11-30"))),
            "identity.last_administrator");
  official("quan.tri2", "administrator", "11", "Giàng A Páo");
  EXPECT_EQ(first_code(accounts.end_post(admin.id, post.id, day("2025-11-30"))), "identity.dates_reversed");
  EXPECT_TRUE(accounts.end_post(admin.id, post.id, day("2026-11-30")).has_value());
  EXPECT_TRUE(accounts.end_post(admin.id, post.id, day("2026-11-30")).has_value());
  EXPECT_EQ(first_code(accounts.end_post(admin.id, post.id, day("2026-12-30"))), "identity.post_ended");
  EXPECT_EQ(first_code(accounts.end_post(admin.id, admin.id, day("2026-12-30"))), "identity.post_unknown");
}

TEST_P(IdentityOnBoth, ColleaguesComeByGivenName) {
  official("a.1", "specialist", "03313", "Vừ Thị Mỷ");
  official("a.2", "approver", "03313", "Quàng Văn Ánh");
  official("a.3", "specialist", "03301", "Người Khác");
  official("a.4", "channel_adapter", "03313", "Cổng Quốc Gia");
  store_->read([&](store::Reader& reader) {
    std::vector<std::string> names;
    for (const auto& holder : colleagues_of(reader, "03313", day("2026-11-20")))
      names.push_back(holder.display_name);
    EXPECT_THAT(names, testing::ElementsAre("Quàng Văn Ánh", "Vừ Thị Mỷ"));
    EXPECT_TRUE(colleagues_of(reader, "03313", day("2025-12-31")).empty());
    EXPECT_EQ(all_posts(reader).size(), 4u);
  });
}

TEST_P(IdentityOnBoth, TheAccessLogOnlyGrows) {
  const auto who = official("mau.lo", "specialist", "03313");
  const auto caller = sign_in("mau.lo")->caller;
  const Uuid dossier = Uuid::v7(clock_.now(), random_);
  store_->write([&](store::Writer& writer) {
    record_access(writer, *caller, "dossier.read", "03313", dossier, "GET /api/dossiers/{id}", clock_.now());
    record_access(writer, {clock_.now(), who.id, {}, {}, "GET /api/work, trang 1"});
  });
  store_->read([&](store::Reader& reader) {
    const auto all = read_access(reader, {}, 1'000'000, 10);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].record.reason, "GET /api/work, trang 1");
    EXPECT_EQ(all[1].record.post, caller->posts().at(0).id);
    EXPECT_EQ(read_access(reader, dossier, 1'000'000, 10).size(), 1u);
    EXPECT_EQ(read_access(reader, {}, all[0].position, 10).size(), 1u);
  });
  constexpr store::Query change{"test/change", "UPDATE identity_access SET reason = ''",
                                "UPDATE identity_access SET reason = ''"};
  constexpr store::Query remove{"test/remove", "DELETE FROM identity_access", "DELETE FROM identity_access"};
  for (const auto& query : {change, remove}) {
    EXPECT_THROW(store_->write([&](store::Writer& writer) { writer.execute(query); }), store::StoreFailed);
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, IdentityOnBoth, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::identity
