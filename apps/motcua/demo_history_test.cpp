// The first hundred days as they were lived, counted from the events: what the press of the province
// reported.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "calendar/calendar.h"
#include "motcua/demo.h"

#if defined(__SANITIZE_ADDRESS__)
#define MOTCUA_IS_SLOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MOTCUA_IS_SLOW 1
#endif
#endif

namespace motcua::app {
namespace {

namespace fs = std::filesystem;
using dossier::Event;

LocalDate day(const char* text) { return parse_date(text).value(); }

// One dossier as its events tell it. The rules of counting stand here a second time, on purpose.
struct Life {
  std::string unit, procedure;
  bool online = false, withdrawn = false, stopped = false;
  std::optional<LocalDate> received, due, finished, handed_over;

  void tell(const Event& event) {
    const LocalDate on = local_date(event.occurred_at);
    if (const auto* submitted = std::get_if<dossier::Submitted>(&event.payload)) {
      unit = submitted->agencies.received;
      procedure = submitted->procedure;
      online = submitted->channel == catalogue::Channel::online;
    } else if (const auto* accepted = std::get_if<dossier::Accepted>(&event.payload)) {
      if (!received) received = on;
      due_at(accepted->promise.due_at);
    } else if (const auto* supplement = std::get_if<dossier::SupplementReceived>(&event.payload)) {
      if (supplement->shift) due_at(supplement->shift->due_at);
    } else if (const auto* payment = std::get_if<dossier::PaymentSettled>(&event.payload)) {
      if (payment->shift) due_at(payment->shift->due_at);
    } else if (const auto* resumed = std::get_if<dossier::Resumed>(&event.payload)) {
      if (resumed->shift) due_at(resumed->shift->due_at);
    } else if (std::holds_alternative<dossier::Finished>(event.payload)) {
      finished = on;
    } else if (std::holds_alternative<dossier::HandedOver>(event.payload)) {
      handed_over = on;
    }
    withdrawn = withdrawn || std::holds_alternative<dossier::Withdrawn>(event.payload);
    stopped = stopped || std::holds_alternative<dossier::Stopped>(event.payload);
  }
  void due_at(const std::optional<Instant>& instant) {
    if (instant) due = local_date(*instant);
  }
};

// One demo for all tests of this file, made on a working Thursday.
class DemoHistory : public testing::Test {
 protected:
  static void SetUpTestSuite() {
#if !defined(MOTCUA_IS_SLOW)
    std::string name = (fs::temp_directory_path() / "motcua-history-XXXXXX").string();
    CHECK(mkdtemp(name.data()) != nullptr);
    directory = new std::string(name);
    SystemRandom random;
    const Instant now = parse_instant("2026-11-19T10:30:00+07:00").value();
    DemoClock clock(demo_start(DemoKind::dienbien, now));
    DataDirectory(name, DataDirectory::For::making).create(random);
    ProgramOptions options;
    options.data = name;
    options.fast_passwords = true;
    options.making = true;
    Program program(options, clock, random);
    std::ostringstream out;
    fill_demo(program.parts(), clock, DemoKind::dienbien, now, out);
    read(program.store());
    program.parts().figures.rebuild();
    ask(program);
    faults = new std::vector(dossier::verify(program.store(), program.parts().dossiers.keys()).faults);
#endif
  }
  static void TearDownTestSuite() {
    if (directory != nullptr) fs::remove_all(*directory);
    delete directory;
    delete faults;
    lives.clear();
  }
  void SetUp() override {
#if defined(MOTCUA_IS_SLOW)
    GTEST_SKIP() << "thirty thousand dossiers take too long under a sanitizer; the small demo is lived there";
#endif
  }
  static void read(store::Store& store) {
    const dossier::EventReader reader("demo_history_test");
    int read = 0;
    do {
      read = store.write([&](store::Writer& writer) {
        return reader.advance(writer, 10'000, [](std::int64_t, const Event& event) {
          lives[event.dossier].tell(event);
          if (last_recorded && event.recorded_at < *last_recorded &&
              local_date(event.recorded_at) < local_date(*last_recorded))
            ++backwards;
          last_recorded = event.recorded_at;
        });
      });
    } while (read > 0);
  }

  // What the product's own reports say, as pages, files and programs get it.
  static void ask(Program& program) {
    const auto& units = program.parts().organisation;
    const LocalDate today = day("2026-11-19");
    ranking::ShareBoard board;
    program.store().read([&](store::Reader& reader) {
      for (const char* text : {"2025-07", "2025-08", "2025-09", "2025-Q3"})
        tables[text] =
            ranking::ranking(reader, board, units, ranking::parse_period(text).value(), today, Language::vi);
      const auto figures = [&](const std::string& unit, const char* period) {
        return ranking::figures_of(reader, {unit, "", 0, ranking::parse_period(period).value(), today});
      };
      first_week = figures("", "2025-07-01..2025-07-08");
      pu_nhung = figures("03260", "2025-07-01..2025-07-28");
      na_son = figures("03203", "2025-07-01..2025-10-05");
      hundred_days = figures("", "2025-07-01..2025-10-05");
      const ranking::Asked week{"", "", 0, ranking::parse_period("2025-07-01..2025-07-08").value(), today};
      communes_first_week = 0;
      for (const auto& line : ranking::figures_by_unit(reader, week)) {
        if (!line.key.starts_with("11.")) communes_first_week += line.figures.received;
      }
    });
    for (const auto& [text, table] : tables) {
      const auto shares = ranking::recounted_shares(program.store(), {table.period, table.compared_with},
                                                    today, units.province().offset);
      recounted[text] = ranking::rank(units, table.period, today, shares[0], shares[1], Language::vi);
    }
  }
  static std::optional<int> place_in(const ranking::RankingTable& table, const std::string& unit) {
    const auto line = std::find_if(table.lines.begin(), table.lines.end(),
                                   [&](const auto& each) { return each.code == unit; });
    return line == table.lines.end() ? std::nullopt : line->place;
  }

  template <class Which>
  static int count(const char* from, const char* to, const Which& which) {
    return static_cast<int>(std::count_if(lives.begin(), lives.end(), [&](const auto& entry) {
      const Life& life = entry.second;
      return life.received && *life.received >= day(from) && *life.received <= day(to) && which(life);
    }));
  }
  static auto in(const std::string& unit) {
    return [unit](const Life& life) { return life.unit == unit; };
  }
  static bool at_department(const Life& life) { return life.unit.starts_with("11."); }
  static bool is_punctual(const Life& life) {
    return life.finished && life.due &&
           calendar::lateness(life.due, *life.finished) != calendar::Lateness::overdue;
  }
  static int place(const std::string& unit, const char* from, const char* to) {
    std::map<std::string, std::pair<int, int>> counted;  // received, online
    for (const auto& [id, life] : lives) {
      if (!life.received || at_department(life) || *life.received < day(from) || *life.received > day(to))
        continue;
      ++counted[life.unit].first;
      counted[life.unit].second += life.online ? 1 : 0;
    }
    const auto share = [&](const std::string& code) {
      return static_cast<double>(counted.at(code).second) / counted.at(code).first;
    };
    EXPECT_EQ(counted.size(), 45U);
    int place = 1;
    for (const auto& [code, unused] : counted) place += share(code) > share(unit) ? 1 : 0;
    return place;
  }

  static inline std::map<Uuid, Life> lives;
  static inline std::map<std::string, ranking::RankingTable> tables, recounted;
  static inline ranking::Figures first_week, pu_nhung, na_son, hundred_days;
  static inline std::int64_t communes_first_week = 0;
  static inline std::optional<Instant> last_recorded;
  static inline int backwards = 0;
  static inline std::string* directory = nullptr;
  static inline std::vector<dossier::Fault>* faults = nullptr;
};

TEST_F(DemoHistory, TheFirstWeekOfTheProvince) {
  EXPECT_EQ(count("2025-07-01", "2025-07-08", [](const Life&) { return true; }), 1316);
  EXPECT_EQ(count("2025-07-01", "2025-07-08", at_department), 775);
  EXPECT_EQ(count("2025-07-01", "2025-07-08", std::not_fn(at_department)), 541);
}

TEST_F(DemoHistory, PuNhungInJuly) {
  const auto ours = in("03260");
  const char *from = "2025-07-01", *to = "2025-07-28";
  EXPECT_EQ(count(from, to, ours), 279);
  EXPECT_EQ(count(from, to, [&](const Life& life) { return ours(life) && life.online; }), 56);
  EXPECT_EQ(
      count(from, to,
            [&](const Life& life) { return ours(life) && life.handed_over && *life.handed_over <= day(to); }),
      256);
  EXPECT_EQ(count(from, to,
                  [&](const Life& life) {
                    return ours(life) && *life.handed_over > day(to) && *life.finished > day(to) &&
                           *life.due >= day(to);
                  }),
            23);
  EXPECT_EQ(count(from, to, [&](const Life& life) { return ours(life) && is_punctual(life); }), 279);
}

TEST_F(DemoHistory, NaSonIsNeverLate) {
  const auto ours = in("03203");
  EXPECT_EQ(count("2025-07-01", "2025-10-05", ours), 645);
  EXPECT_EQ(count("2025-07-01", "2025-10-05", [&](const Life& life) { return ours(life) && life.online; }),
            156);
  EXPECT_EQ(
      count("2025-07-01", "2025-10-05", [&](const Life& life) { return ours(life) && is_punctual(life); }),
      645);
}

TEST_F(DemoHistory, TheProvinceInAHundredDays) {
  const int all = count("2025-07-01", "2025-10-05", [](const Life&) { return true; });
  EXPECT_GE(all, 29'700);
  EXPECT_LE(all, 30'300);
  EXPECT_GT(count("2025-07-01", "2025-10-05", std::not_fn(at_department)), 22'000);
  EXPECT_EQ(count("2025-10-06", "2025-12-31", [](const Life&) { return true; }), 0);
}

TEST_F(DemoHistory, ThePlacesOfTheTwoCommunes) {
  EXPECT_EQ(place("03283", "2025-07-01", "2025-07-31"), 1);
  EXPECT_EQ(place("03283", "2025-08-01", "2025-08-31"), 8);
  EXPECT_EQ(place("03283", "2025-09-01", "2025-09-30"), 3);
  EXPECT_EQ(place("03283", "2025-07-01", "2025-09-30"), 2);
  EXPECT_EQ(place("03313", "2025-08-01", "2025-08-31"), 24);
  EXPECT_EQ(place("03313", "2025-09-01", "2025-09-30"), 13);
  EXPECT_EQ(place("03313", "2025-07-01", "2025-09-30"), 11);
}

// The articles, rows 15 to 17, as the reports tell them.
TEST_F(DemoHistory, TheReportsSayWhatWasReported) {
  EXPECT_EQ(first_week.received, 1316);
  EXPECT_EQ(communes_first_week, 541);
  EXPECT_EQ(pu_nhung.received, 279);
  EXPECT_EQ(pu_nhung.received_counter, 223);
  EXPECT_EQ(pu_nhung.received_online, 56);
  EXPECT_EQ(pu_nhung.handed_over, 256);
  EXPECT_EQ(pu_nhung.overdue + pu_nhung.in_process_overdue, 0);
  EXPECT_EQ(pu_nhung.in_process_within, 23);
  EXPECT_EQ(na_son.received, 645);
  EXPECT_EQ(na_son.received_online, 156);
  EXPECT_EQ(na_son.overdue + na_son.in_process_overdue, 0);
  EXPECT_NEAR(static_cast<double>(hundred_days.received), 30'000, 300);
  for (const auto* said : {&tables, &recounted}) {
    EXPECT_EQ(place_in(said->at("2025-07"), "03283"), 1);
    EXPECT_EQ(place_in(said->at("2025-08"), "03283"), 8);
    EXPECT_EQ(place_in(said->at("2025-09"), "03283"), 3);
    EXPECT_EQ(place_in(said->at("2025-Q3"), "03283"), 2);
    EXPECT_EQ(place_in(said->at("2025-08"), "03313"), 24);
    EXPECT_EQ(place_in(said->at("2025-09"), "03313"), 13);
    EXPECT_EQ(place_in(said->at("2025-Q3"), "03313"), 11);
  }
}

// As life is: most in time, some late, some withdrawn or stopped, all over by the end of the year.
TEST_F(DemoHistory, IsMixedAndOver) {
  const auto in_2025 = [](auto which) { return count("2025-07-01", "2025-12-31", which); };
  const int late = in_2025([](const Life& life) { return life.finished && !is_punctual(life); });
  EXPECT_GT(late, 200);
  EXPECT_LT(late, 900);
  EXPECT_GT(in_2025([](const Life& life) { return life.withdrawn; }), 50);
  EXPECT_GT(in_2025([](const Life& life) { return life.stopped; }), 20);
  EXPECT_EQ(in_2025([](const Life& life) { return !life.handed_over && !life.withdrawn && !life.stopped; }),
            0);
  const auto refused =
      std::count_if(lives.begin(), lives.end(), [](const auto& entry) { return !entry.second.received; });
  EXPECT_GT(refused, 100);
  std::set<std::string> procedures;
  for (const auto& [id, life] : lives) procedures.insert(life.procedure);
  EXPECT_GT(procedures.size(), 35U);
}

TEST_F(DemoHistory, HoldsEveryInvariantAndIsRecordedDayAfterDay) {
  for (const auto& fault : *faults)
    ADD_FAILURE() << fault.invariant << " " << fault.dossier << " " << fault.detail;
  EXPECT_EQ(backwards, 0);
}

}  // namespace
}  // namespace motcua::app
