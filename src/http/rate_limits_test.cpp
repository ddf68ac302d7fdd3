#include "http/rate_limits.h"

#include <gmock/gmock.h>

namespace motcua::http {
namespace {

using namespace std::chrono_literals;

class Somebody final : public Principal {
 public:
  explicit Somebody(std::string account) : account_(std::move(account)) {}
  std::string account() const override { return account_; }

 private:
  std::string account_;
};

constexpr std::string_view table =
    "rule\tper\tburst\tper_minute\tdoors\n"
    "enter\taddress\t2\t6\tPOST /enter\n"
    "work\taccount\t3\t60\tPOST /work, POST /more\n"
    "address\taddress\t5\t60\t*\n";

class RateLimitsTest : public testing::Test {
 protected:
  RateLimitsTest() {
    for (const auto* path : {"/enter", "/work", "/more", "/look"}) {
      Route route{.method = Method::post, .path = path, .access = "public", .summary = "x"};
      route.handler = [](const Request&) { return html_response("ok"); };
      route.produces = "text/html";
      router_.add(std::move(route));
    }
    router_.set_gate([](const Request& request, const Route&) -> Expected<std::shared_ptr<const Principal>> {
      const auto account = std::string(request.header("account"));
      if (account.empty()) return std::shared_ptr<const Principal>();
      return std::shared_ptr<const Principal>(std::make_shared<Somebody>(account));
    });
    router_.set_limiter(
        [this](const Request& request, const Route& route) { return limits_.refuse(request, route); });
  }
  Response send(const std::string& path, const std::string& peer, const std::string& account = {},
                bool local = false) {
    auto request = request_for(Method::post, path, "", {{"account", account}});
    request.peer = peer;
    request.local = local;
    return router_.handle(std::move(request));
  }
  int status(const std::string& path, const std::string& peer, const std::string& account = {}) {
    return send(path, peer, account).status;
  }

  ManualClock clock_{Instant{std::chrono::hours{24 * 365 * 56}}};
  RateLimits limits_{table, clock_};
  Router router_;
};

TEST_F(RateLimitsTest, RefuseWithTheTimeToWaitAndLetInAgain) {
  EXPECT_EQ(status("/enter", "192.0.2.1"), 200);
  EXPECT_EQ(status("/enter", "192.0.2.1"), 200);
  const auto refused = send("/enter", "192.0.2.1");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "10");
  EXPECT_NE(refused.body.find("http.too_often"), std::string::npos);
  EXPECT_EQ(status("/enter", "192.0.2.2"), 200) << "another address";
  clock_.advance(10s);
  EXPECT_EQ(status("/enter", "192.0.2.1"), 200);
  EXPECT_EQ(status("/enter", "192.0.2.1"), 429);
}

TEST_F(RateLimitsTest, AnAccountCountsWhereverItIs) {
  for (const auto* peer : {"192.0.2.1", "192.0.2.2", "192.0.2.3"})
    EXPECT_EQ(status("/work", peer, "an"), 200);
  EXPECT_EQ(status("/more", "192.0.2.4", "an"), 429) << "doors of one rule share its tokens";
  EXPECT_EQ(status("/work", "192.0.2.4", "binh"), 200);
  EXPECT_EQ(status("/work", "192.0.2.5"), 200) << "nobody's account";
}

TEST_F(RateLimitsTest, EveryDoorCountsForTheAddress) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(status("/look", "192.0.2.1"), 200);
  EXPECT_EQ(status("/look", "192.0.2.1"), 429);
}

TEST_F(RateLimitsTest, AnAddressOfVersionSixCountsByItsNetwork) {
  EXPECT_EQ(status("/enter", "2001:db8:1:2::1"), 200);
  EXPECT_EQ(status("/enter", "2001:db8:1:2:ffff::9"), 200);
  EXPECT_EQ(status("/enter", "2001:db8:1:2::3"), 429);
  EXPECT_EQ(status("/enter", "2001:db8:1:3::1"), 200);
  EXPECT_EQ(counted_address("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(counted_address("no address"), "no address");
}

TEST_F(RateLimitsTest, TheMachineItselfIsNotCounted) {
  for (int i = 0; i < 50; ++i) EXPECT_EQ(send("/enter", "127.0.0.1", "", true).status, 200);
}

TEST_F(RateLimitsTest, AProxyThatNobodyNamedDoesNotShutEverybodyOut) {
  for (int i = 0; i < 50; ++i) EXPECT_EQ(status("/enter", "127.0.0.1"), 200);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(status("/work", "127.0.0.1", "an"), 200);
  EXPECT_EQ(status("/work", "127.0.0.1", "an"), 429) << "accounts count all the same";
}

TEST_F(RateLimitsTest, AClockThatGoesBackGivesAndTakesNothing) {
  EXPECT_EQ(status("/enter", "192.0.2.1"), 200);
  clock_.advance(-1h);
  EXPECT_EQ(status("/enter", "192.0.2.1"), 200);
  EXPECT_EQ(status("/enter", "192.0.2.1"), 429);
  clock_.advance(10s);
  EXPECT_EQ(status("/enter", "192.0.2.1"), 200);
}

TEST(TokenBuckets, ForgetTheKeyUnusedForLongest) {
  TokenBuckets buckets({1, 1}, 2);
  const Instant now{};
  EXPECT_FALSE(buckets.refuse("a", now));
  EXPECT_FALSE(buckets.refuse("b", now));
  EXPECT_TRUE(buckets.refuse("a", now));
  EXPECT_FALSE(buckets.refuse("c", now)) << "b goes";
  EXPECT_EQ(buckets.keys(), 2U);
  EXPECT_TRUE(buckets.refuse("a", now));
  EXPECT_FALSE(buckets.refuse("b", now));
}

TEST(RateLimits, RefuseATableThatCannotBeRead) {
  const ManualClock clock{Instant{}};
  EXPECT_THROW(RateLimits("rule\tper\tburst\tper_minute\tdoors\nx\tperson\t1\t1\t*\n", clock),
               std::runtime_error);
  EXPECT_THROW(RateLimits("rule\tper\tburst\tper_minute\tdoors\nx\taccount\t0\t1\t*\n", clock),
               std::runtime_error);
  EXPECT_NO_THROW(RateLimits::shipped(clock));
}

}  // namespace
}  // namespace motcua::http
