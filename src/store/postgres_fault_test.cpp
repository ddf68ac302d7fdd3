// What happens over PostgreSQL when others or the server get in the way.
#include <gmock/gmock.h>
#include <barrier>
#include <thread>

#include "store/testing.h"
#include "store/testing/contract.h"
#include "store/testing/postgres_server.h"

namespace motcua::store {
namespace {

using testing::HasSubstr;

const EngineParam postgres{Engine::postgres, "postgres"};

void add(Store& store, std::int64_t id) {
  store.write([&](Writer& w) { w.execute(contract::add_id, {id}); });
}

TEST(PostgresFault, TheTwoOfADeadlockBothGetThrough) {
  TestStore store(postgres, contract::migrations);
  add(*store, 1);
  add(*store, 2);
  std::barrier both_hold_one(2);
  const auto lock_both = [&](int first, int second) {
    int runs = 0;
    store->write([&](Writer& w) {
      w.execute(contract::set_whole, {first, first});
      if (runs++ == 0) both_hold_one.arrive_and_wait();
      w.execute(contract::set_whole, {second, first});
    });
    return runs;
  };
  int other_runs = 0;
  std::thread other([&] { other_runs = lock_both(2, 1); });
  const int runs = lock_both(1, 2);
  other.join();
  EXPECT_GE(runs + other_runs, 3);
}

TEST(PostgresFault, AServerThatComesBackIsFoundAgain) {
  TestStore store(postgres, contract::migrations);
  add(*store, 1);
  PostgresServer::instance().crash_and_restart();
  add(*store, 2);
  EXPECT_EQ(store->read([](Reader& r) { return r.one(contract::count)->integer(0); }), 2);
}

TEST(PostgresFault, AServerLostAtCommitIsToldHonestly) {
  TestStore store(postgres, contract::migrations);
  try {
    store->write([&](Writer& w) {
      w.execute(contract::add_id, {1});
      PostgresServer::instance().crash_and_restart();
    });
    FAIL();
  } catch (const StoreFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("stored or not"));
  }
  add(*store, 2);
}

TEST(PostgresFault, AnUnreachableDatabaseSaysWhatToCheck) {
  try {
    open({.data_directory = "", .database = "postgres:///nothing?host=/nowhere"});
    FAIL();
  } catch (const StoreFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("Check that it runs"));
  }
}

}  // namespace
}  // namespace motcua::store
