#include <gmock/gmock.h>
#include <thread>

#include "store/testing.h"
#include "store/testing/contract.h"

namespace motcua::store {
namespace {

using testing::HasSubstr;

class MigrateTest : public testing::TestWithParam<EngineParam> {
 protected:
  std::string refusal(const std::vector<Migration>& migrations) {
    try {
      migrate(*store, migrations);
    } catch (const StoreFailed& e) {
      return e.what();
    }
    return "";
  }
  std::string not_current(const std::vector<Migration>& migrations) {
    try {
      require_current(*store, migrations);
    } catch (const StoreFailed& e) {
      return e.what();
    }
    return "";
  }

  TestStore store{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, testing::ValuesIn(engines()), engine_name);

TEST_P(MigrateTest, GoesForwardInOrderOfTimeWhateverTheOrderGiven) {
  EXPECT_THAT(not_current({contract::create}), HasSubstr("motcua migrate"));
  migrate(*store, {contract::extend, contract::create});
  EXPECT_EQ(not_current({contract::create, contract::extend}), "");
  store->write([](Writer& w) { w.execute(contract::add_id, {1}); });
  migrate(*store, {contract::create, contract::extend});
  EXPECT_EQ(store->read([](Reader& r) { return r.one(contract::count)->integer(0); }), 1);
}

TEST_P(MigrateTest, OrderIsTheTimestampNotTheCapability) {
  const Migration later{"a_capability/20270101000000_extend", contract::extend.sqlite,
                        contract::extend.postgres};
  migrate(*store, {later, contract::create});
  EXPECT_EQ(not_current({later, contract::create}), "");
}

TEST_P(MigrateTest, TellsWhatIsMissing) {
  migrate(*store, {contract::create});
  EXPECT_THAT(not_current({contract::create, contract::extend}), HasSubstr("contract/20260201000000_extend"));
}

TEST_P(MigrateTest, RefusesAnEditedOne) {
  migrate(*store, {contract::create});
  const Migration edited{contract::create.name, "-- edited", "-- edited"};
  EXPECT_THAT(refusal({edited}), HasSubstr("edited"));
  EXPECT_THAT(not_current({edited}), HasSubstr("edited"));
}

TEST_P(MigrateTest, RefusesADatabaseOfANewerProgram) {
  migrate(*store, {contract::create, contract::extend});
  EXPECT_THAT(refusal({contract::create}), HasSubstr("newer program"));
  EXPECT_THAT(not_current({contract::create}), HasSubstr("newer program"));
}

TEST_P(MigrateTest, AFailedOneLeavesNothing) {
  constexpr std::string_view broken =
      "CREATE TABLE contract_half (id INTEGER); SELECT no_such_column FROM contract_half;";
  const Migration failing{"contract/20260301000000_fail", broken, broken};
  EXPECT_NE(refusal({contract::create, failing}), "");
  const Migration cured{"contract/20260301000000_fail", "CREATE TABLE contract_half (id INTEGER) STRICT;",
                        "CREATE TABLE contract_half (id BIGINT);"};
  EXPECT_EQ(refusal({contract::create, cured}), "");
}

TEST_P(MigrateTest, TwoAtOnceApplyEachOnce) {
  std::thread other([&] { migrate(*store, {contract::create, contract::extend}); });
  migrate(*store, {contract::create, contract::extend});
  other.join();
  EXPECT_EQ(not_current({contract::create, contract::extend}), "");
}

}  // namespace
}  // namespace motcua::store
