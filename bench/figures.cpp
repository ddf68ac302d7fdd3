// Figures and places of the whole country, in process: what the server does for them behind its routes.
#include "figures.h"

#include <fmt/format.h>

#include <atomic>
#include <iostream>
#include <thread>

#include "base/clock.h"
#include "bench/fill/capture.h"
#include "country.h"

namespace motcua::bench {
namespace {

using ranking::Asked;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

class Country {
 public:
  Country(const Settings& settings, Database* database, store::Engine engine, std::size_t size)
      : settings_(settings),
        size_(size),
        place_(country_place(settings, database, engine, size, units_, now_)),
        store_(store::open(place_.options())) {}

  std::vector<Figure> measure() {
    rebuild();
    reads();
    events();
    return std::move(figures_);
  }

 private:
  void keep(const std::string& scenario, Measured measured, double floor = 0) {
    std::sort(measured.micros.begin(), measured.micros.end());
    Figure figure;
    figure.scenario = scenario;
    figure.put(measured);
    figure.floor = floor;
    figure.floor_of = floor > 0 ? "a plain scan of the dossiers" : "";
    std::cerr << fmt::format("  {:34} {:10.0f}/s  p95 {:8.2f} ms\n", scenario, figure.per_second, figure.p95);
    figures_.push_back(std::move(figure));
  }

  // Each as often as the time allows, at least a few times.
  template <class F>
  Measured repeat(F ask) {
    Measured measured;
    const auto began = Clock::now();
    while (measured.micros.size() < 5 || Clock::now() - began < settings_.reading / 4) {
      const auto from = Clock::now();
      store_->read(ask);
      measured.micros.push_back(static_cast<std::uint32_t>(seconds_since(from) * 1e6));
    }
    measured.seconds = seconds_since(began);
    return measured;
  }

  // From the first event on, while somebody reads all the time.
  void rebuild() {
    std::atomic<bool> done = false;
    Measured reads;
    std::thread reader([&] {
      const auto began = Clock::now();
      while (!done) {
        const auto from = Clock::now();
        store_->read([&](store::Reader& r) {
          return ranking::ranking(r, shares_, units_, month_, today_, Language::vi);
        });
        reads.micros.push_back(static_cast<std::uint32_t>(seconds_since(from) * 1e6));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      reads.seconds = seconds_since(began);
    });
    const auto began = Clock::now();
    ranking::Projection(*store_, counting_).rebuild();
    const double seconds = seconds_since(began);
    done = true;
    reader.join();
    Measured rebuilt;
    rebuilt.seconds = seconds;
    rebuilt.micros.assign(size_, 0);
    keep("figures: dossiers counted anew", std::move(rebuilt));
    figures_.back().more.emplace_back("rebuild_seconds", seconds);
    std::cerr << fmt::format("  counted anew in {:.1f} s\n", seconds);
    keep("figures: ranking read meanwhile", std::move(reads));
    store_->write([](store::Writer& writer) { writer.execute(own_query("analyse")); });
  }

  void reads() {
    const auto year = ranking::parse_period(format_iso(today_).substr(0, 4)).value();
    const auto quarter = ranking::Period{ranking::PeriodKind::quarter,
                                         ranking::start_of(ranking::Grain::quarter, month_.from), month_.to};
    const auto days = ranking::Period{ranking::PeriodKind::range, today_ - std::chrono::days(45), today_};
    const std::string unit = units_.communes()[1000]->code;
    const auto from = to_instant(LocalTime(month_.from)),
               until = to_instant(LocalTime(month_.to + std::chrono::days(1)));
    const auto scan = repeat([&](store::Reader& r) {
      return r.run(own_query("plain_ranking"), {from, until});
    });
    const double floor = scan.per_second();
    for (const auto& [name, period] :
         {std::pair("month", month_), std::pair("quarter", quarter), std::pair("year", year)}) {
      keep(fmt::format("figures: ranking of a {}", name), repeat([&, &of = period](store::Reader& r) {
             return ranking::ranking(r, shares_, units_, of, today_, Language::vi);
           }),
           floor);
    }
    const auto figures = [&](const char* name, const Asked& asked) {
      keep(name, repeat([&](store::Reader& r) { return ranking::figures_of(r, asked); }));
    };
    figures("figures: a unit, this year", {unit, "", 0, year, today_});
    figures("figures: a unit, 46 days", {unit, "", 0, days, today_});
    figures("figures: the whole, this year", {"", "", 0, year, today_});
    figures("figures: the whole, 46 days", {"", "", 0, days, today_});
    const auto table = [&](const char* name, auto ask) { keep(name, repeat(ask)); };
    table("figures: every unit, a month", [&](store::Reader& r) {
      return board_.figures(r, {"", "", 0, month_, today_});
    });
    table("figures: every procedure, this year", [&](store::Reader& r) {
      return ranking::figures_by_procedure(r, {"", "", 0, year, today_});
    });
    table("figures: procedures of a unit, 46 days", [&](store::Reader& r) {
      return ranking::figures_by_procedure(r, {unit, "", 0, days, today_});
    });
    table("figures: every day of 46", [&](store::Reader& r) {
      return ranking::figures_by_day(r, {"", "", 0, days, today_});
    });
  }

  // What each event costs, until it can be read: with as many sums there as there will ever be.
  void events() {
    const std::size_t more = settings_.quick ? 200 : 4'000;
    ranking::Projection projection(*store_, counting_);
    while (projection.step()) {
    }
    const auto before = store_->read([](store::Reader& r) { return dossier::last_position(r); });
    add_dossiers(*store_, place_, units_, unused_, more, size_, now_);
    const auto after = store_->read([](store::Reader& r) { return dossier::last_position(r); });
    Measured measured;
    const auto began = Clock::now();
    while (projection.step()) {
    }
    measured.seconds = seconds_since(began);
    const auto count = static_cast<std::size_t>(after - before);
    measured.micros.assign(count,
                           static_cast<std::uint32_t>(measured.seconds * 1e6 / static_cast<double>(count)));
    keep("figures: events taken in", std::move(measured));
    figures_.back().more.emplace_back("event_micros",
                                      figures_.back().per_second > 0 ? 1e6 / figures_.back().per_second : 0);
    std::cerr << fmt::format("  {:.1f} µs an event\n", 1e6 / figures_.back().per_second);
    every_unit_after_an_event(projection, unused_ + more);
  }

  // The table of all units is kept: what it takes to bring it up to what has just happened.
  void every_unit_after_an_event(ranking::Projection& projection, std::size_t from) {
    const auto month = ranking::parse_period(format_iso(today_).substr(0, 7)).value();
    Measured measured;
    const auto began = Clock::now();
    for (std::size_t round = 0; round < (settings_.quick ? 5 : 50); ++round) {
      add_dossiers(*store_, place_, units_, from + round, 1, size_, now_);
      while (projection.step()) {
      }
      const auto asked = Clock::now();
      store_->read([&](store::Reader& r) { return board_.figures(r, {"", "", 0, month, today_}); });
      if (round > 0) measured.micros.push_back(static_cast<std::uint32_t>(seconds_since(asked) * 1e6));
    }
    measured.seconds = seconds_since(began);
    keep("figures: every unit, after an event", std::move(measured));
  }

  const Settings& settings_;
  const std::size_t size_;
  const Instant now_ = SystemClock().now();
  // The number of a dossier that no earlier run has added.
  const std::size_t unused_ = size_ + static_cast<std::size_t>(now_.time_since_epoch().count());
  const LocalDate today_ = local_date(now_);
  const ranking::Period month_ =
      ranking::previous(ranking::parse_period(format_iso(today_).substr(0, 7)).value());
  const organisation::Organisation units_ = country();
  const workflow::Timetables timetables_{units_, calendar::shipped_calendar()};
  const ranking::Counting counting_{units_, timetables_};
  const Place place_;
  const std::unique_ptr<store::Store> store_;
  ranking::UnitBoard board_;
  ranking::ShareBoard shares_;
  std::vector<Figure> figures_;
};

}  // namespace

json::array measure_figures(const Settings& settings, Database* database, store::Engine engine,
                            std::size_t size) {
  std::cerr << fmt::format("{}: figures of {} dossiers at 3,321 units\n", name_of(engine), size);
  json::array all;
  for (const auto& figure : Country(settings, database, engine, size).measure())
    all.push_back(to_json(figure));
  return all;
}

}  // namespace motcua::bench
