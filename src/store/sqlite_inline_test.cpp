// The simulation's store: one thread, the same promises.
#include <gmock/gmock.h>

#include "store/testing.h"
#include "store/testing/contract.h"

namespace motcua::store {
namespace {

class SqliteInlineTest : public testing::Test {
 protected:
  void SetUp() override {
    database_.close();
    Options options = database_.options();
    options.inline_writes = true;
    store_ = open(options);
  }
  std::int64_t count() {
    return store_->read([](Reader& r) { return r.one(contract::count)->integer(0); });
  }

  TestStore database_{{Engine::sqlite, "sqlite"}, contract::migrations};
  std::unique_ptr<Store> store_;
};

TEST_F(SqliteInlineTest, CommitsOnTheCallersThreadBeforeItReturns) {
  const auto caller = std::this_thread::get_id();
  std::thread::id writer;
  store_->write([&](Writer& w) {
    writer = std::this_thread::get_id();
    w.execute(contract::add_id, {1});
  });
  EXPECT_TRUE(writer == caller);
  EXPECT_EQ(count(), 1);
}

TEST_F(SqliteInlineTest, UndoesWhatFails) {
  EXPECT_THROW(store_->write([](Writer& w) {
    w.execute(contract::add_id, {1});
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_THROW(store_->write([](Writer& w) {
    w.execute(contract::add_id, {2});
    w.execute(contract::add_id, {2});
  }),
               ConstraintFailed);
  const auto refused = store_->write([](Writer& w) -> Expected<int> {
    w.execute(contract::add_id, {3});
    return refuse("store.made_up");
  });
  EXPECT_FALSE(refused.has_value());
  EXPECT_EQ(count(), 0);
}

TEST_F(SqliteInlineTest, AWriteInsideAWriteIsOurMistake) {
  EXPECT_THROW(store_->write([&](Writer&) { store_->write([](Writer&) {}); }), CheckFailed);
}

}  // namespace
}  // namespace motcua::store
