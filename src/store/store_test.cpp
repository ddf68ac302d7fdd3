// The storage contract: what every command and question may rely on, on either engine.
#include <gmock/gmock.h>
#include <atomic>
#include <limits>
#include <thread>

#include "store/testing.h"
#include "store/testing/contract.h"

namespace motcua::store {
namespace {

using testing::HasSubstr;

class StoreTest : public testing::TestWithParam<EngineParam> {
 protected:
  std::int64_t count() {
    return store->read([](Reader& r) { return r.one(contract::count)->integer(0); });
  }
  void add(std::int64_t id) {
    store->write([&](Writer& w) { w.execute(contract::add_id, {id}); });
  }
  Row get(std::int64_t id) {
    return store->read([&](Reader& r) { return *r.one(contract::get, {id}); });
  }

  TestStore store{GetParam(), contract::migrations};
};

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, testing::ValuesIn(engines()), engine_name);

TEST_P(StoreTest, KeepsEveryType) {
  const std::string words = "Giấy chứng nhận – Lò Thị Mẫu 😀 'quoted' \\ \n";
  const Bytes bytes{0, 1, 255, 0, 39};
  store->write([&](Writer& w) { w.execute(contract::add, {1, -7, 0.1, words, bytes}); });
  const Row row = get(1);
  EXPECT_EQ(row.integer(0), -7);
  EXPECT_EQ(row.real(1), 0.1);
  EXPECT_EQ(row.text(2), words);
  EXPECT_EQ(row.bytes(3), bytes);
}

TEST_P(StoreTest, KeepsNullApartFromEmpty) {
  store->write([&](Writer& w) {
    w.execute(contract::add, {1, nullptr, std::nullopt, std::optional<std::string>(), nullptr});
    w.execute(contract::add, {2, 0, 0.0, std::string_view(), ByteView()});
  });
  const Row none = get(1);
  for (std::size_t i = 0; i < none.size(); ++i) EXPECT_TRUE(none.is_null(i)) << i;
  EXPECT_EQ(none.integer_or_null(0), std::nullopt);
  EXPECT_EQ(none.text_or_null(2), std::nullopt);
  const Row empty = get(2);
  EXPECT_EQ(empty.text(2), "");
  EXPECT_EQ(empty.bytes(3), Bytes());
}

TEST_P(StoreTest, KeepsTheLimits) {
  using Limits = std::numeric_limits<std::int64_t>;
  const std::string large(3'000'000, 'x');
  const Bytes blob(2'000'000, 0xfe);
  store->write([&](Writer& w) {
    w.execute(contract::add, {1, Limits::max(), std::numeric_limits<double>::max(), large, blob});
    w.execute(contract::add, {2, Limits::min(), std::numeric_limits<double>::denorm_min(), "", Bytes{}});
  });
  EXPECT_EQ(get(1).integer(0), Limits::max());
  EXPECT_EQ(get(1).real(1), std::numeric_limits<double>::max());
  EXPECT_EQ(get(1).text(2), large);
  EXPECT_EQ(get(1).bytes(3), blob);
  EXPECT_EQ(get(2).integer(0), Limits::min());
  EXPECT_EQ(get(2).real(1), std::numeric_limits<double>::denorm_min());
}

TEST_P(StoreTest, KeepsIdsAndInstants) {
  const auto id = *Uuid::parse("018f3c2a-0000-7000-8000-0123456789ab");
  const Instant instant{std::chrono::milliseconds{1'772'000'000'123}};
  store->write([&](Writer& w) { w.execute(contract::add, {1, instant, nullptr, nullptr, id}); });
  EXPECT_EQ(get(1).instant(0), instant);
  EXPECT_EQ(get(1).uuid(3), id);
  EXPECT_EQ(get(1).uuid_or_null(3), id);
}

TEST_P(StoreTest, BindsParametersByNumberWhateverTheirOrderInTheText) {
  store->write([](Writer& w) { w.execute(contract::add_backwards, {1, 42, "words"}); });
  EXPECT_EQ(get(1).integer(0), 42);
  EXPECT_EQ(get(1).text(2), "words");
}

TEST_P(StoreTest, RefusesATextWithANulInside) {
  const std::string text("a\0b", 3);
  EXPECT_THROW(store->write([&](Writer& w) {
    w.execute(contract::add, {1, 1, 1.0, text, nullptr});
  }),
               StoreFailed);
  EXPECT_EQ(count(), 0);
}

TEST_P(StoreTest, ChecksTheTypeAskedFor) {
  store->write([](Writer& w) { w.execute(contract::add, {1, 1, nullptr, "x", nullptr}); });
  EXPECT_THROW(get(1).text(0), CheckFailed);
  EXPECT_THROW(get(1).real(1), CheckFailed);
  EXPECT_THROW(get(1).integer(9), CheckFailed);
}

TEST_P(StoreTest, OneMeansAtMostOne) {
  EXPECT_EQ(store->read([](Reader& r) { return r.one(contract::all).has_value(); }), false);
  add(1);
  EXPECT_EQ(store->read([](Reader& r) { return r.one(contract::all)->integer(0); }), 1);
  add(2);
  EXPECT_THROW(store->read([](Reader& r) { return r.one(contract::all)->integer(0); }), CheckFailed);
}

TEST_P(StoreTest, TellsHowManyRowsChangedAndReturnsThem) {
  add(1);
  add(2);
  store->write([](Writer& w) {
    EXPECT_EQ(w.execute(contract::set_all, {5}), 2);
    EXPECT_EQ(w.execute(contract::set_whole, {99, 5}), 0);
    EXPECT_EQ(w.run(contract::set_whole, {1, 6}).front().integer(0), 6);
  });
}

TEST_P(StoreTest, WhatIsPutIsSeenByTheNextQuestionAndStored) {
  store->write([](Writer& w) {
    for (int i = 1; i <= 3; ++i) w.put(contract::add_id, {i});
    EXPECT_EQ(w.one(contract::count)->integer(0), 3);
    w.put(contract::set_whole, {2, 7}, Expect::any);
  });
  EXPECT_EQ(count(), 3);
  EXPECT_EQ(get(2).integer(0), 7);
}

TEST_P(StoreTest, WhatIsPutAndFailsFailsTheWrite) {
  add(1);
  const auto fails = [&](auto&& after) {
    EXPECT_THROW(store->write([&](Writer& w) {
      w.put(contract::add_id, {2});
      w.put(contract::add_id, {1});
      w.put(contract::add_id, {3});
      after(w);
    }),
                 ConstraintFailed);
    EXPECT_EQ(count(), 1);
  };
  fails([](Writer&) {});
  fails([](Writer& w) { w.one(contract::count); });
  fails([](Writer& w) { w.execute(contract::add_id, {4}); });
  add(2);
  EXPECT_EQ(count(), 2);
}

TEST_P(StoreTest, WhatIsPutIsUndoneWithTheRest) {
  EXPECT_FALSE(store->write([](Writer& w) -> Expected<void> {
    w.put(contract::add_id, {1});
    return refuse("contract.no");
  }));
  EXPECT_THROW(store->write([](Writer& w) {
    w.put(contract::add_id, {1});
    throw std::invalid_argument("from the command");
  }),
               std::invalid_argument);
  EXPECT_EQ(count(), 0);
}

TEST_P(StoreTest, AnExpectedRowThatIsMissingFailsTheWrite) {
  add(1);
  add(2);
  store->write([](Writer& w) { w.put(contract::change_whole, {1, 5}, Expect::exactly_one); });
  EXPECT_EQ(get(1).integer(0), 5);
  const auto refused = [&](auto&& put) {
    EXPECT_THROW(store->write([&](Writer& w) {
      w.put(contract::change_whole, {1, 6}, Expect::exactly_one);
      put(w);
    }),
                 ConstraintFailed);
    EXPECT_EQ(get(1).integer(0), 5);
  };
  refused([](Writer& w) { w.put(contract::change_whole, {99, 6}, Expect::exactly_one); });
  refused([](Writer& w) { w.put(contract::set_all, {6}, Expect::exactly_one); });
  store->write([](Writer& w) { w.put(contract::change_whole, {99, 6}); });
}

TEST_P(StoreTest, AnErrorAsAnswerRollsBack) {
  const auto answer = store->write([](Writer& w) -> Expected<int> {
    w.execute(contract::add_id, {1});
    return refuse("contract.no", "/id");
  });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().front().code, "contract.no");
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(*store->write([](Writer& w) -> Expected<int> {
    w.execute(contract::add_id, {1});
    return 3;
  }),
            3);
  EXPECT_EQ(count(), 1);
}

TEST_P(StoreTest, AnExceptionRollsBackAndReachesTheCaller) {
  try {
    store->write([](Writer& w) {
      w.execute(contract::add_id, {1});
      throw std::invalid_argument("from the command");
    });
    FAIL() << "nothing was thrown";
  } catch (const std::invalid_argument& e) {
    EXPECT_STREQ(e.what(), "from the command");
  }
  EXPECT_EQ(count(), 0);
}

TEST_P(StoreTest, KeysRefuse) {
  add(1);
  EXPECT_THROW(add(1), ConstraintFailed);
  EXPECT_THROW(store->write([](Writer& w) { w.execute(contract::add_part, {1, 77}); }), ConstraintFailed);
  add(2);
  EXPECT_EQ(count(), 2);
}

TEST_P(StoreTest, ARefusedKeyMayBecomeAnAnswer) {
  add(1);
  const auto answer = store->write([](Writer& w) -> Expected<void> {
    try {
      w.execute(contract::add_id, {2});
      w.execute(contract::add_id, {1});
    } catch (const ConstraintFailed&) {
      return refuse("contract.there_already");
    }
    return {};
  });
  EXPECT_FALSE(answer);
  EXPECT_EQ(count(), 1);
}

TEST_P(StoreTest, ASwallowedFailureIsNeverHalfStored) {
  add(1);
  EXPECT_THROW(store->write([](Writer& w) {
    w.execute(contract::add_id, {2});
    try {
      w.execute(contract::add_id, {1});
    } catch (const StoreFailed&) {
    }
    EXPECT_THROW(w.execute(contract::add_id, {3}), ConstraintFailed);
  }),
               ConstraintFailed);
  EXPECT_EQ(count(), 1);
}

TEST_P(StoreTest, AWriteInsideAWriteIsOurMistake) {
  EXPECT_THROW(store->write([&](Writer&) { add(1); }), CheckFailed);
  EXPECT_THROW(store->read([&](Reader&) { return count(); }), CheckFailed);
  EXPECT_EQ(count(), 0);
}

TEST_P(StoreTest, AReaderCannotWrite) {
  EXPECT_THROW(store->read([](Reader& r) { r.run(contract::add_id, {1}); }), StoreFailed);
  EXPECT_EQ(count(), 0);
}

TEST_P(StoreTest, AReadSeesOneMoment) {
  add(1);
  store->read([&](Reader& r) {
    EXPECT_EQ(r.one(contract::count)->integer(0), 1);
    std::thread([&] { add(2); }).join();
    EXPECT_EQ(r.one(contract::count)->integer(0), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(StoreTest, ManyWritersAreAllDurable) {
  constexpr int threads = 8, each = 50;
  std::atomic<int> refused = 0;
  std::vector<std::thread> crowd;
  for (int t = 0; t < threads; ++t) {
    crowd.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) {
        const auto answer = store->write([&](Writer& w) -> Expected<void> {
          w.execute(contract::add_id, {t * each + i});
          if (i % 5 == 0) return refuse("contract.no");
          return {};
        });
        if (!answer) ++refused;
      }
    });
  }
  for (auto& thread : crowd) thread.join();
  EXPECT_EQ(refused, threads * each / 5);
  store.reopen();
  EXPECT_EQ(count(), threads * each * 4 / 5);
}

TEST_P(StoreTest, GivesItsFigures) {
  add(1);
  std::map<std::string, double> figures;
  for (const auto& [name, value] : store->figures()) figures[name] = value;
  EXPECT_EQ(figures.at("store_commits"), 1);
  EXPECT_EQ(figures.at("store_commands"), 1);
  EXPECT_EQ(figures.at("store_batch_mean"), 1);
  EXPECT_EQ(figures.at("store_queue_length"), 0);
  EXPECT_EQ(figures.at("store_rollbacks"), 0);
  EXPECT_TRUE(figures.contains("store_wal_pages"));
  EXPECT_EQ(figures.at("store_commit_seconds_count"), 1);
  EXPECT_EQ(figures.at("store_batch_size_bucket{le=\"1\"}"), 1);
}

TEST(Open, RefusesAnAddressItDoesNotUnderstand) {
  try {
    open({.data_directory = "", .database = "mysql://here"});
    FAIL();
  } catch (const StoreFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("postgres://"));
  }
}

}  // namespace
}  // namespace motcua::store
