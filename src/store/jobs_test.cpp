// Background work: each piece once a period, by one of several processes, whatever fails.
#include "store/jobs.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include "all_sql.h"
#include "store/testing.h"

namespace motcua::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant noon = parse_instant("2026-11-20T12:00").value();

class JobsTest : public testing::TestWithParam<EngineParam> {
 protected:
  std::unique_ptr<Jobs> jobs() { return std::make_unique<Jobs>(*store, make_lease(store.options()), clock); }

  ManualClock clock{noon};
  TestStore store{GetParam(), all_migrations()};
};

INSTANTIATE_TEST_SUITE_P(Engines, JobsTest, testing::ValuesIn(engines()), engine_name);

TEST_P(JobsTest, EachRunsOncePerPeriod) {
  const auto all = jobs();
  int quick = 0, slow = 0;
  all->add("quick", seconds(1), [&](Instant) { return ++quick, false; });
  all->add("slow", seconds(10), [&](Instant) { return ++slow, false; });
  for (int i = 0; i < 40; ++i) {
    EXPECT_FALSE(all->run_due(clock.now()));
    clock.advance(milliseconds(500));
  }
  EXPECT_EQ(quick, 20);
  EXPECT_EQ(slow, 2);
}

TEST_P(JobsTest, WorkThatIsNotDoneGoesOnAtOnceAfterTheOthersHadTheirTurn) {
  const auto all = jobs();
  std::string order;
  all->add("a", seconds(1), [&](Instant) { return order += 'a', order.size() < 5; });
  all->add("b", seconds(1), [&](Instant) { return order += 'b', false; });
  while (all->run_due(clock.now())) {
  }
  EXPECT_EQ(order, "abaaa");
}

TEST_P(JobsTest, AFailureIsToldAndTriedAgainLaterAndLater) {
  const auto all = jobs();
  int tries = 0;
  std::vector<std::string> told;
  all->on_failure(
      [&](const std::string& job, const std::string& what) { told.push_back(job + ": " + what); });
  all->add("broken", milliseconds(100), [&](Instant) -> bool {
    if (++tries < 4) throw StoreFailed("no disk");
    return false;
  });
  int others = 0;
  all->add("sound", seconds(1), [&](Instant) { return ++others, false; });
  for (int i = 0; i < 80; ++i) {  // 8 s: at 0, 1, 3 and 7 s
    all->run_due(clock.now());
    if (i == 65) {
      EXPECT_DOUBLE_EQ(all->states()[0].overdue, 6.5) << "a try that failed is no run";
    }
    clock.advance(milliseconds(100));
  }
  EXPECT_EQ(told, std::vector<std::string>(3, "broken: no disk"));
  EXPECT_EQ(others, 8);
  const auto figures = all->states()[0];
  EXPECT_EQ(figures.failures, 3);
  EXPECT_GT(figures.runs, 5);
  EXPECT_LT(figures.overdue, 1);
}

TEST_P(JobsTest, AClockThatGoesBackStopsNothing) {
  const auto all = jobs();
  int runs = 0;
  all->add("each_hour", std::chrono::hours(1), [&](Instant) { return ++runs, false; });
  all->run_due(clock.now());
  clock.advance(-std::chrono::hours(48));
  all->run_due(clock.now());
  all->run_due(clock.now());
  EXPECT_EQ(runs, 2);
}

TEST_P(JobsTest, ARestartDoesNotRepeatWhatIsNotDueYet) {
  int runs = 0;
  for (int restart = 0; restart < 5; ++restart) {
    const auto all = jobs();
    all->add("each_hour", std::chrono::hours(1), [&](Instant) { return ++runs, false; });
    all->run_due(clock.now());
    clock.advance(minutes(20));
  }
  EXPECT_EQ(runs, 2);
}

TEST_P(JobsTest, WhatIsDoneOnceIsDoneOnceInTheLifeOfAStore) {
  int first = 0, second = 0, tries = 0;
  const auto live = [&](int& runs, const std::string& name) {
    const auto all = jobs();
    all->add_once(name, [&](Instant) {
      if (++tries == 1) throw StoreFailed("no disk");
      return ++runs, false;
    });
    for (int i = 0; i < 200 && !all->leads();
         ++i) {  // the server may need a moment to see the last line closed
      all->run_due(clock.now());
      std::this_thread::sleep_for(milliseconds(5));
    }
    for (int i = 0; i < 10; ++i) {
      all->run_due(clock.now());
      clock.advance(std::chrono::hours(24 * 365));
    }
  };
  live(first, "rule_1");
  live(first, "rule_1");
  live(second, "rule_2");
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 1);
}

TEST_P(JobsTest, TheThreadRunsThemAndStops) {
  const auto all = jobs();
  std::atomic<int> runs = 0;
  all->add("quick", milliseconds(1), [&](Instant) { return ++runs, true; });
  all->start();
  while (runs < 10) std::this_thread::sleep_for(milliseconds(1));
  all->stop();
  const int after = runs;
  EXPECT_GE(all->states()[0].runs, 10);
  EXPECT_TRUE(all->leads());
  std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(runs, after);
}

class SharedJobsTest : public testing::Test {
 protected:
  ManualClock clock{noon};
  TestStore store{{Engine::postgres, "postgres"}, all_migrations()};
};

TEST_F(SharedJobsTest, WhatIsForEachProcessNeedsNoLease) {
  int first_runs = 0, second_runs = 0;
  Jobs first(*store, make_lease(store.options()), clock);
  Jobs second(*store, make_lease(store.options()), clock);
  first.add("once", minutes(1), [](Instant) { return false; });
  second.add("once", minutes(1), [](Instant) { return false; });
  first.add_for_each_process("memory", seconds(2), [&](Instant) { return ++first_runs, false; });
  second.add_for_each_process("memory", seconds(2), [&](Instant) { return ++second_runs, false; });
  for (int i = 0; i < 3; ++i) {
    first.run_due(clock.now());
    second.run_due(clock.now());
    clock.advance(seconds(2));
  }
  EXPECT_EQ(first_runs, 3);
  EXPECT_EQ(second_runs, 3);
  EXPECT_TRUE(first.leads());
  EXPECT_FALSE(second.leads());
}

TEST_F(SharedJobsTest, OfTwoOnOneDatabaseOneWorksAndTheOtherTakesOver) {
  int first_runs = 0, second_runs = 0;
  auto first = std::make_unique<Jobs>(*store, make_lease(store.options()), clock);
  Jobs second(*store, make_lease(store.options()), clock);
  first->add("each_minute", minutes(1), [&](Instant) { return ++first_runs, false; });
  second.add("each_minute", minutes(1), [&](Instant) { return ++second_runs, false; });
  for (int i = 0; i < 10; ++i) {
    first->run_due(clock.now());
    second.run_due(clock.now());
    clock.advance(seconds(30));
  }
  EXPECT_EQ(first_runs, 5);
  EXPECT_EQ(second_runs, 0);
  EXPECT_FALSE(second.leads());
  EXPECT_EQ(second.states()[0].overdue, 0);
  first->run_due(clock.now());  // the sixth minute is done…
  first.reset();
  for (int i = 0; i < 200 && !second.leads(); ++i) {  // the server may need a moment to see the line closed
    second.run_due(clock.now());
    std::this_thread::sleep_for(milliseconds(50));
  }
  EXPECT_TRUE(second.leads());
  EXPECT_EQ(second_runs, 0) << "… and not done again by the next holder";
  clock.advance(minutes(1));
  second.run_due(clock.now());
  EXPECT_EQ(second_runs, 1);
}

// The child: holds the lease, says so, and is killed in the middle of it.
[[noreturn]] void hold_until_killed(const Options& options, int said) {
  const auto lease = make_lease(options);
  const char held = lease->held() ? 'y' : 'n';
  if (::write(said, &held, 1) != 1) ::_exit(1);
  for (;;) ::pause();
}

TEST_F(SharedJobsTest, AKilledProcessLosesTheLease) {
  int said[2];
  ASSERT_EQ(::pipe(said), 0);
  const pid_t child = ::fork();
  if (child == 0) hold_until_killed(store.options(), said[1]);
  char held = '?';
  ASSERT_EQ(::read(said[0], &held, 1), 1);
  EXPECT_EQ(held, 'y');
  const auto mine = make_lease(store.options());
  EXPECT_FALSE(mine->held());
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (int i = 0; i < 200 && !mine->held(); ++i) std::this_thread::sleep_for(milliseconds(50));
  EXPECT_TRUE(mine->held());
  EXPECT_TRUE(mine->held()) << "a second question does not lose it";
  ::close(said[0]);
  ::close(said[1]);
}

TEST_F(SharedJobsTest, AServerThatWentAwayTakesTheLeaseAlong) {
  Options away = store.options();
  away.database = "postgres:///nothing?host=/nowhere";
  EXPECT_FALSE(make_lease(away)->held());
}

}  // namespace
}  // namespace motcua::store
