// What happens to the embedded store when the machine fails.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <future>
#include <thread>

#include "store/testing.h"
#include "store/testing/contract.h"

namespace motcua::store {
namespace {

using testing::HasSubstr;

const EngineParam sqlite{Engine::sqlite, "sqlite"};

std::int64_t count(Store& store) {
  return store.read([](Reader& r) { return r.one(contract::count)->integer(0); });
}

void add(Store& store, std::int64_t id) {
  store.write([&](Writer& w) { w.execute(contract::add_id, {id}); });
}

// In the child: writes without end, and reports each id once the store has said it is durable.
[[noreturn]] void write_for_ever(const Options& options, int acknowledgements) {
  const auto store = open(options);
  std::atomic<std::int64_t> next = 0;
  std::vector<std::thread> crowd;
  for (int t = 0; t < 4; ++t) {
    crowd.emplace_back([&] {
      for (;;) {
        const std::int64_t id = ++next;
        add(*store, id);
        if (::write(acknowledgements, &id, sizeof id) != sizeof id) ::_exit(1);
      }
    });
  }
  for (auto& thread : crowd) thread.join();
  ::_exit(1);
}

TEST(SqliteFault, WhatWasAcknowledgedSurvivesAKill) {
  TestStore store(sqlite, contract::migrations);
  store.close();
  for (int round = 0; round < 3; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    store.reopen();
    store->write([](Writer& w) { w.run(contract::both("contract/clear", "DELETE FROM contract_thing")); });
    store.close();
    const pid_t child = ::fork();
    if (child == 0) write_for_ever(store.options(), ends[1]);
    ::close(ends[1]);
    std::set<std::int64_t> acknowledged;
    std::int64_t id = 0;
    while (acknowledged.size() < 300 && ::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
    ::kill(child, SIGKILL);
    while (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ASSERT_GE(acknowledged.size(), 300U);
    store.reopen();
    std::set<std::int64_t> stored;
    for (const Row& row : store->read([](Reader& r) { return r.run(contract::all); }))
      stored.insert(row.integer(0));
    EXPECT_TRUE(std::ranges::includes(stored, acknowledged));
    store.close();
  }
}

TEST(SqliteFault, ASecondWritingProcessIsRefused) {
  const TestStore store(sqlite, contract::migrations);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    std::string said = "opened";
    try {
      open(store.options());
    } catch (const StoreFailed& e) {
      said = e.what();
    }
    ::_exit(::write(ends[1], said.data(), said.size()) < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  char said[1000] = {};
  EXPECT_GT(::read(ends[0], said, sizeof said - 1), 0);
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);
  EXPECT_THAT(said, HasSubstr("Stop that one first"));
  EXPECT_THAT(said, HasSubstr(std::to_string(::getpid())));
}

TEST(SqliteFault, ReadingBesideARunningServerNeedsNoLock) {
  TestStore store(sqlite, contract::migrations);
  add(*store, 1);
  Options beside = store.options();
  beside.read_only = true;
  const auto reader = open(beside);
  EXPECT_EQ(count(*reader), 1);
  add(*store, 2);
  EXPECT_EQ(count(*reader), 2);
  EXPECT_THROW(add(*reader, 3), CheckFailed);
}

TEST(SqliteFault, ReadingWhereNothingIsSaysSo) {
  const TestStore store(sqlite);
  Options nowhere{.data_directory = store.options().data_directory + "/nowhere"};
  nowhere.read_only = true;
  try {
    open(nowhere);
    FAIL();
  } catch (const StoreFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("motcua init"));
  }
  EXPECT_FALSE(std::filesystem::exists(nowhere.data_directory));
}

TEST(SqliteFault, ACleanStopLeavesNoLog) {
  TestStore store(sqlite, contract::migrations);
  for (int i = 0; i < 10; ++i) add(*store, i);
  const std::string log = store.options().data_directory + "/motcua.sqlite-wal";
  EXPECT_GT(std::filesystem::file_size(log), 0U);
  store.close();
  EXPECT_FALSE(std::filesystem::exists(log) && std::filesystem::file_size(log) > 0);
}

TEST(SqliteFault, TheLogStaysShortUnderLoad) {
  TestStore store(sqlite, contract::migrations);
  const std::string page(4000, 'x');
  for (int i = 0; i < 1200; ++i) {
    store->write([&](Writer& w) {
      for (int k = 0; k < 10; ++k) w.execute(contract::add, {i * 10 + k, 1, 1.0, page, nullptr});
    });
  }
  EXPECT_LT(std::filesystem::file_size(store.options().data_directory + "/motcua.sqlite-wal"), 20'000'000U);
  EXPECT_EQ(count(*store), 12000);
}

// Holds the writer thread until released, so that what follows waits and becomes one batch.
class Plug {
 public:
  explicit Plug(Store& store)
      : thread_([&] {
          store.write([&](Writer&) {
            held_.set_value();
            go_.get_future().wait();
          });
        }) {
    held_.get_future().wait();
  }
  void release() {
    go_.set_value();
    thread_.join();
  }

 private:
  std::promise<void> held_, go_;
  std::thread thread_;
};

double figure(const Store& store, const std::string& name) {
  for (const auto& [key, value] : store.figures()) {
    if (key == name) return value;
  }
  return -1;
}

void await_queue(const Store& store, double length) {
  while (figure(store, "store_queue_length") < length)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void limit_pages(Store& store, int pages) {
  const std::string text = "PRAGMA max_page_count = " + std::to_string(pages);
  store.write([&](Writer& w) { w.run({"contract/limit_pages", text, text}); });
}

TEST(SqliteFault, AFullDiskFailsOnlyWhoDoesNotFitAndNothingIsHalfDone) {
  TestStore store(sqlite, contract::migrations);
  limit_pages(*store, 40);
  const std::string large(1'000'000, 'x');
  constexpr int crowd_size = 12;
  std::array<std::string, crowd_size> outcome;
  Plug plug(*store);
  std::vector<std::thread> crowd;
  for (int i = 0; i < crowd_size; ++i) {
    crowd.emplace_back([&, i] {
      try {
        store->write([&](Writer& w) {
          w.execute(contract::add_id, {100 + i});
          if (i == 7) w.execute(contract::add, {i, 1, 1.0, large, nullptr});
        });
        outcome[static_cast<std::size_t>(i)] = "stored";
      } catch (const StoreFailed& e) {
        outcome[static_cast<std::size_t>(i)] = e.what();
      }
    });
    await_queue(*store, i + 1);
  }
  plug.release();
  for (auto& thread : crowd) thread.join();
  for (int i = 0; i < crowd_size; ++i) {
    const std::string& told = outcome[static_cast<std::size_t>(i)];
    if (i == 7) {
      EXPECT_THAT(told, HasSubstr("Free some space"));
    } else {
      EXPECT_EQ(told, "stored") << i;
    }
  }
  EXPECT_EQ(count(*store), crowd_size - 1);
  EXPECT_EQ(figure(*store, "store_replays"), 1);

  limit_pages(*store, 1'000'000);
  store->write([&](Writer& w) { w.execute(contract::add, {7, 1, 1.0, large, nullptr}); });
  store.reopen();
  EXPECT_EQ(count(*store), crowd_size);
}

// Writes of this process beyond `bytes` of any file fail while it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

TEST(SqliteFault, ACommitTheDiskRefusesIsNeverAcknowledged) {
  TestStore store(sqlite, contract::migrations);
  const std::string page(4000, 'x');
  std::int64_t acknowledged = 0;
  {
    const FileSizeLimit limit(400'000);
    EXPECT_THROW(
        for (;; ++acknowledged) {
          store->write([&](Writer& w) { w.execute(contract::add, {acknowledged, 1, 1.0, page, nullptr}); });
        },
        StoreFailed);
  }
  EXPECT_GT(acknowledged, 0);
  EXPECT_EQ(count(*store), acknowledged);
  add(*store, 1'000'000);
  store.reopen();
  EXPECT_EQ(count(*store), acknowledged + 1);
}

TEST(SqliteFault, ALostTransactionIsNoAutocommitForTheCommandThatSwallowsIt) {
  TestStore store(sqlite, contract::migrations);
  limit_pages(*store, 40);
  const std::string large(1'000'000, 'x');
  EXPECT_THROW(store->write([&](Writer& w) {
    try {
      w.execute(contract::add, {1, 1, 1.0, large, nullptr});
    } catch (const StoreFailed&) {
    }
    try {
      w.execute(contract::add_id, {2});
    } catch (const StoreFailed&) {
    }
  }),
               StoreFailed);
  EXPECT_EQ(count(*store), 0);
}

TEST(SqliteFault, ATooLongQueueIsBusyAndAStopFinishesWhatWasAccepted) {
  TestStore store(sqlite, contract::migrations);
  Options options = store.options();
  options.queue = 3;
  store.close();
  auto small = open(options);
  Plug plug(*small);
  std::vector<std::thread> crowd;
  for (int i = 0; i < 3; ++i) crowd.emplace_back([&, i] { add(*small, i); });
  await_queue(*small, 3);
  EXPECT_THROW(add(*small, 99), StoreBusy);
  plug.release();
  for (auto& thread : crowd) thread.join();
  small.reset();
  store.reopen();
  EXPECT_EQ(count(*store), 3);
}

TEST(SqliteFault, ManyCommandsShareOneCommit) {
  TestStore store(sqlite, contract::migrations);
  Plug plug(*store);
  std::vector<std::thread> crowd;
  for (int i = 0; i < 20; ++i) crowd.emplace_back([&, i] { add(*store, i); });
  await_queue(*store, 20);
  const double before = figure(*store, "store_commits");
  plug.release();
  for (auto& thread : crowd) thread.join();
  EXPECT_EQ(figure(*store, "store_commits") - before, 2);  // the plug's and theirs
  EXPECT_EQ(count(*store), 20);
}

TEST(SqliteFault, OneThatIsUndoneTakesNobodyWithIt) {
  TestStore store(sqlite, contract::migrations);
  for (int round = 0; round < 2; ++round) {  // the second with savepoints from the start
    Plug plug(*store);
    std::vector<std::thread> crowd;
    std::atomic<int> refused = 0;
    for (int i = 0; i < 20; ++i) {
      crowd.emplace_back([&, i] {
        const auto answer = store->write([&](Writer& w) -> Expected<void> {
          if (i % 4 == 1) return refuse("contract.no");
          w.execute(contract::add_id, {round * 100 + i});
          if (i % 4 == 3) return refuse("contract.no");
          return {};
        });
        if (!answer) ++refused;
      });
    }
    await_queue(*store, 20);
    plug.release();
    for (auto& thread : crowd) thread.join();
    EXPECT_EQ(refused, 10);
    EXPECT_EQ(count(*store), (round + 1) * 10);
    EXPECT_EQ(figure(*store, "store_replays"), 1);
  }
}

TEST(SqliteFault, ARefusalThatWroteNothingCostsNobodyAnything) {
  TestStore store(sqlite, contract::migrations);
  Plug plug(*store);
  std::vector<std::thread> crowd;
  for (int i = 0; i < 20; ++i) {
    crowd.emplace_back([&, i] {
      const auto answer = store->write([&](Writer& w) -> Expected<void> {
        w.one(contract::count);
        if (i % 2 == 1) return refuse("contract.no");
        w.execute(contract::add_id, {i});
        return {};
      });
      EXPECT_EQ(answer.has_value(), i % 2 == 0);
    });
  }
  await_queue(*store, 20);
  plug.release();
  for (auto& thread : crowd) thread.join();
  EXPECT_EQ(count(*store), 10);
  EXPECT_EQ(figure(*store, "store_replays"), 0);
}

}  // namespace
}  // namespace motcua::store
