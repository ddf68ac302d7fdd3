// The program is killed at random points of its background work: positions, figures counted from the first
// event, calls of clocks, closing and signing of days, tallies.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "bench/fill.h"
#include "motcua/parts.h"
#include "motcua/testing/chance.h"
#include "motcua/testing/office.h"
#include "store/testing/postgres_server.h"

namespace motcua::app {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t dossiers = 250;
constexpr int months = 5;

// An office with months of work behind it that no background job has looked at yet.
class OldOffice : public Office {
 public:
  explicit OldOffice(const OfficeOptions& options) : Office(options) {
    const dossier::Keys keys(DataDirectory(data()).key());
    const auto wanted = store_options(false);
    const auto store = store::open(wanted);
    bench::FillPlan plan;
    plan.dossiers = dossiers;
    plan.now = SystemClock().now() - std::chrono::days{2};
    plan.months = months;
    bench::fill(*store, wanted, keys, plan);
  }

  // Everything that waits for the background was done.
  bool is_done() const {
    const auto store = store::open(store_options());
    const Instant now = SystemClock().now();
    return store->read([&](store::Reader& reader) {
      const auto closed = dossier::last_closed_day(reader);
      const auto lag = dossier::lag(reader);
      return closed && *closed >= local_date(now) - std::chrono::days{2} && ranking::is_counted(reader) &&
             std::all_of(lag.begin(), lag.end(), [](const auto& figure) { return figure.second == 0; }) &&
             workflow::clocks_to_look_at(reader, now, 1).empty();
    });
  }
  std::int64_t count(std::string_view from) const {
    const std::string text = fmt::format("SELECT COUNT(*) FROM {}", from);
    const auto store = store::open(store_options());
    return store->read([&](store::Reader& reader) {
      return reader.one({"test/count", text, text})->integer(0);
    });
  }
};

class KillInTheBackground : public testing::TestWithParam<store::EngineParam> {
 protected:
  void end_connections(const Office& office) const {
    static constexpr store::Query end_all{
        "test/end_all", "",
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'motcua' AND "
        "datname = current_database() AND pid <> pg_backend_pid()"};
    if (GetParam().engine == store::Engine::sqlite) return;
    const auto store = store::open(office.store_options());
    store->read([](store::Reader& reader) { reader.run(end_all); });
  }
  // What was signed is whole: published, it holds against itself and against the events.
  static void expect_days_hold(const OldOffice& office) {
    const std::string open = office.directory() + "/open";
    std::string said;
    EXPECT_EQ(office.run({"publish", "--out", open}, &said), 0) << said;
    EXPECT_EQ(office.run({"verify", "--published", open}, &said), 0) << said;
  }

  Chance chance_;
};

TEST_P(KillInTheBackground, EverythingIsDoneOnceInTheEnd) {
  int kills = 0, while_at_it = 0;
  while (kills < rounds() / 2) {
    OldOffice office(Office::on(GetParam()));
    for (bool done = false; !done; done = office.is_done()) {
      const auto server = office.serve();
      ASSERT_NE(server->port(), 0) << server->output();
      std::this_thread::sleep_for(milliseconds(chance_.below(250)));
      if (chance_.below(4) == 0) end_connections(office);
      server->signal(SIGKILL);
      server->wait();
      ++kills;
      if (!office.is_done()) ++while_at_it;
      ASSERT_LT(kills, 40 * rounds()) << "it never gets to the end";
      office.verified();
    }
    EXPECT_GT(office.count("workflow_call"), 0) << "somebody is late in months of work";
    EXPECT_EQ(office.count("dossier_position"), office.count("dossier_event"));
    expect_days_hold(office);
    office.verified();
  }
  EXPECT_GT(while_at_it, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, KillInTheBackground, testing::ValuesIn(store::engines()),
                         store::engine_name);

}  // namespace
}  // namespace motcua::app
