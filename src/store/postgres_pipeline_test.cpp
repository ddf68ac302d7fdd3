// What goes wrong while many statements are under way at once.
#include <gmock/gmock.h>
#include <barrier>
#include <thread>

#include "store/postgres_connection.h"
#include "store/testing.h"
#include "store/testing/contract.h"
#include "store/testing/postgres_server.h"

namespace motcua::store {
namespace {

using testing::HasSubstr;

constexpr Query end_me = contract::both("contract/end_me", "SELECT pg_terminate_backend(pg_backend_pid())");
constexpr Query wrong = contract::both("contract/wrong", "UPDATE contract_nothing SET id = 1");

class PostgresPipeline : public testing::Test {
 protected:
  std::int64_t count() {
    return store->read([](Reader& r) { return r.one(contract::count)->integer(0); });
  }
  std::string failure_of(const std::function<void(Writer&)>& command) {
    try {
      store->write(command);
    } catch (const StoreFailed& e) {
      return e.what();
    }
    return "";
  }

  TestStore store{{Engine::postgres, "postgres"}, contract::migrations};
};

TEST_F(PostgresPipeline, ThousandsOfStatementsThatAnswerMuchDoNotWaitForEachOther) {
  const std::string large(20'000, 'x');
  constexpr int many = 3000;
  store->write([&](Writer& w) {
    for (int i = 0; i < many; ++i) w.put(contract::echo, {i, large});
  });
  EXPECT_EQ(count(), many);
}

TEST_F(PostgresPipeline, AFailureNamesTheStatementThatFailedNotTheOneThatWaited) {
  const std::string text = failure_of([](Writer& w) {
    w.put(contract::add_id, {1});
    w.put(contract::add_part, {1, 77});
    w.put(contract::set_all, {5});
    w.one(contract::count);
  });
  EXPECT_THAT(text, HasSubstr("contract/add_part"));
}

TEST_F(PostgresPipeline, AStatementThatCannotBePreparedIsPreparedAgainNextTime) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(failure_of([](Writer& w) {
                  w.put(contract::add_id, {1});
                  w.put(wrong);
                  w.put(contract::change_whole, {1, 2});  // first prepared behind the failure
                }),
                HasSubstr("contract/wrong"));
  }
  store->write([](Writer& w) {
    w.put(contract::add_id, {1});
    w.put(contract::change_whole, {1, 2});
  });
  EXPECT_EQ(count(), 1);
}

TEST_F(PostgresPipeline, AFailureAmongThousandsLeavesNothingAndAUsableConnection) {
  EXPECT_THROW(store->write([](Writer& w) {
    for (int i = 0; i < 2500; ++i) w.put(contract::add_id, {i == 1700 ? 1 : i});
  }),
               ConstraintFailed);
  EXPECT_EQ(count(), 0);
  store->write([](Writer& w) { w.put(contract::add_id, {1}); });
}

TEST_F(PostgresPipeline, AConnectionEndedInTheMiddleIsReplacedAndTheCommandRunAgain) {
  int runs = 0;
  store->write([&](Writer& w) {
    w.put(contract::add_id, {1});
    if (++runs == 1) w.put(end_me);
    w.put(contract::add_id, {2});
  });
  EXPECT_EQ(runs, 2) << "the server said itself that it never came to COMMIT";
  EXPECT_EQ(count(), 2);
}

TEST_F(PostgresPipeline, AServerLostWithStatementsUnderWayIsToldHonestly) {
  EXPECT_THAT(failure_of([](Writer& w) {
                w.put(contract::add_id, {1});
                PostgresServer::instance().crash_and_restart();
                w.put(contract::add_id, {2});
              }),
              HasSubstr("stored or not"));
  EXPECT_EQ(count(), 0);
}

TEST_F(PostgresPipeline, AServerRestartedBetweenTwoCommandsIsNotNoticed) {
  store->write([](Writer& w) { w.put(contract::add_id, {1}); });
  PostgresServer::instance().crash_and_restart();
  store->write([](Writer& w) { w.put(contract::add_id, {2}); });
  EXPECT_EQ(count(), 2);
}

TEST_F(PostgresPipeline, TheTwoOfADeadlockBothGetThrough) {
  store->write([](Writer& w) {
    w.put(contract::add_id, {1});
    w.put(contract::add_id, {2});
  });
  std::barrier both_hold_one(2);
  const auto lock_both = [&](int first, int second) {
    int runs = 0;
    store->write([&](Writer& w) {
      w.execute(contract::change_whole, {first, first});
      if (runs++ == 0) both_hold_one.arrive_and_wait();
      w.put(contract::change_whole, {second, first});  // found out at COMMIT
    });
    return runs;
  };
  int other_runs = 0;
  std::thread other([&] { other_runs = lock_both(2, 1); });
  const int runs = lock_both(1, 2);
  other.join();
  EXPECT_GE(runs + other_runs, 3);
}

TEST_F(PostgresPipeline, ARefusalHidesWhatFailedBeforeIt) {
  EXPECT_FALSE(store->write([](Writer& w) -> Expected<void> {
    w.put(contract::add_id, {1});
    w.put(contract::add_id, {1});
    return refuse("contract.no");
  }));
  EXPECT_EQ(count(), 0);
  store->write([](Writer& w) { w.put(contract::add_id, {1}); });
}

TEST_F(PostgresPipeline, ACommandThatAsksNothingCostsNothing) {
  store->write([](Writer&) {});
  EXPECT_FALSE(store->write([](Writer&) -> Expected<void> { return refuse("contract.no"); }));
  store->read([](Reader&) {});
  EXPECT_EQ(count(), 0);
}

TEST_F(PostgresPipeline, AMigrationsScriptFollowsWhatWasPutBeforeIt) {
  store->write([](Writer& w) {
    w.put(contract::add_id, {1});
    w.script(contract::extend);
    w.put(contract::add_id, {2});
  });
  EXPECT_EQ(count(), 2);
  EXPECT_THROW(store->write([](Writer& w) {
    w.put(contract::add_id, {3});
    w.script(contract::extend);
  }),
               StoreFailed);
  EXPECT_EQ(count(), 2);
}

}  // namespace
}  // namespace motcua::store
