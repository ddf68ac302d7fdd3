// A store that is being made: nothing waits for the disk before settle(), and nothing is undone.
#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "store/testing.h"
#include "store/testing/contract.h"

namespace motcua::store {
namespace {

class SqliteFillingTest : public testing::Test {
 protected:
  void SetUp() override {
    database_.close();
    Options options = database_.options();
    options.filling = true;
    store_ = open(options);
  }
  static std::int64_t count(Store& store) {
    return store.read([](Reader& r) { return r.one(contract::count)->integer(0); });
  }

  TestStore database_{{Engine::sqlite, "sqlite"}, contract::migrations};
  std::unique_ptr<Store> store_;
};

TEST_F(SqliteFillingTest, WhatIsSettledIsThereForEverybody) {
  std::vector<std::thread> crowd;
  for (int t = 0; t < 4; ++t) {
    crowd.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i)
        store_->write([&](Writer& w) { w.execute(contract::add_id, {t * 100 + i}); });
    });
  }
  for (auto& thread : crowd) thread.join();
  EXPECT_EQ(count(*store_), 400) << "its own questions see what nobody else does yet";
  store_->settle();
  store_.reset();
  database_.reopen();
  EXPECT_EQ(count(*database_), 400);
  database_->write([](Writer& w) { w.execute(contract::add_id, {1000}); });
  database_.close();
  database_.reopen();
  EXPECT_EQ(count(*database_), 401) << "the file goes on as any other";
}

TEST_F(SqliteFillingTest, WhatIsNotSettledIsNotThere) {
  store_->write([](Writer& w) { w.execute(contract::add_id, {1}); });
  store_.reset();
  database_.reopen();
  EXPECT_EQ(count(*database_), 0);
}

TEST_F(SqliteFillingTest, ARefusalThatChangedNothingCostsNothing) {
  const auto refused = store_->write([](Writer& w) -> Expected<int> {
    w.one(contract::count);
    return refuse("store.made_up");
  });
  EXPECT_FALSE(refused.has_value());
  store_->write([](Writer& w) { w.execute(contract::add_id, {1}); });
  EXPECT_EQ(count(*store_), 1);
}

TEST_F(SqliteFillingTest, WhatWouldHaveToBeUndoneEndsIt) {
  EXPECT_THROW(store_->write([](Writer& w) {
    w.execute(contract::add_id, {1});
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_THROW(store_->write([](Writer& w) { w.execute(contract::add_id, {2}); }), StoreFailed);
  EXPECT_THROW(count(*store_), StoreFailed);
  EXPECT_THROW(store_->settle(), StoreFailed);
}

}  // namespace
}  // namespace motcua::store
