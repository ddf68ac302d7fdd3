#include "store/reconnecting.h"

#include <gmock/gmock.h>

namespace motcua::store {
namespace {

using std::chrono::milliseconds;

TEST(Reconnecting, PausesGrowToACapAndDifferFromEachOther) {
  std::minstd_rand generator(7);
  milliseconds longest_early{}, longest{};
  std::set<milliseconds> seen;
  for (int i = 0; i < 1000; ++i) {
    longest_early = std::max(longest_early, pause_after(1, generator));
    const auto late = pause_after(1000, generator);
    seen.insert(late);
    longest = std::max(longest, late);
  }
  EXPECT_LE(longest_early, milliseconds(200));
  EXPECT_GT(longest_early, milliseconds(100));
  EXPECT_LE(longest, milliseconds(5000));
  EXPECT_GT(longest, milliseconds(4000));
  EXPECT_GT(seen.size(), 500U);
}

TEST(Reconnecting, AServerThatFailedIsLeftAloneForAWhile) {
  Reconnecting::Clock::time_point now{};
  Reconnecting reconnecting([&] { return now; }, 1);
  int attempts = 0;
  const auto connect = [&]() -> int {
    ++attempts;
    if (attempts < 3) throw StoreFailed("nobody is there");
    return 7;
  };
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT([&] { reconnecting.attempt(connect); },
                testing::ThrowsMessage<StoreFailed>(testing::HasSubstr("nobody is there")));
  }
  EXPECT_LT(attempts, 3) << "one asks, the others are told what it was told";
  for (int i = 0; i < 2 && attempts < 3; ++i) {
    now += std::chrono::seconds(6);
    try {
      EXPECT_EQ(reconnecting.attempt(connect), 7);
    } catch (const StoreFailed&) {
    }
  }
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(reconnecting.attempt(connect), 7) << "once it is back nobody waits";
}

}  // namespace
}  // namespace motcua::store
