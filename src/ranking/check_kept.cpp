// What is kept beside what the events amount to.
#include <fmt/format.h>

#include <map>
#include <set>

#include "ranking/projection.h"
#include "ranking/source.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

constexpr std::size_t most_told = 100;
constexpr std::int64_t events_at_once = 5'000;

std::string place_of(const SumKey& key) {
  return fmt::format("view {}, grain {}, {}, unit \"{}\", \"{}\", channel {}", static_cast<int>(key.view),
                     static_cast<int>(key.grain), format_iso(LocalDate(std::chrono::days(key.start))),
                     key.scope, key.item, key.channel);
}

class Check {
 public:
  Check(store::Reader& reader, const Recount& recount, std::int64_t making)
      : reader_(reader), recount_(recount), making_(making) {
    for (const auto& row : reader.run(sql::starts_kept, {making}))
      kept_[{static_cast<View>(row.integer(0)), static_cast<Grain>(row.integer(1))}].insert(
          static_cast<int>(row.integer(2)));
  }

  std::vector<std::string> run() {
    for (const auto& level : Recount::levels()) {
      if (level.province) continue;  // together with the units
      check_cells(level);
      check_times(level);
    }
    return std::move(wrong_);
  }

 private:
  // Of one view and grain: the recounted rows of units and of the province, in order of their start.
  struct Counted {
    std::vector<Recount::Packed> units, province;
    std::size_t at_unit = 0, at_province = 0;
    std::set<int> starts;
  };
  using StartOf = int (*)(const Recount::Packed&);
  using RowsOf = std::vector<Recount::Packed> (Recount::*)(const Recount::Level&,
                                                           const std::vector<Recount::Packed>*) const;

  Counted counted(const Recount::Level& level, StartOf start_of, RowsOf rows) const {
    Counted found;
    found.units = (recount_.*rows)(level, nullptr);
    if (level.view != View::officer)
      found.province = (recount_.*rows)({level.view, level.grain, true}, nullptr);
    if (const auto kept = kept_.find({level.view, level.grain}); kept != kept_.end())
      found.starts = kept->second;
    for (const auto* list : {&found.units, &found.province}) {
      for (const auto& row : *list) found.starts.insert(start_of(row));
    }
    return found;
  }

  template <class Map, class Next>
  static void take(Map& into, const Recount::Level& level, const std::vector<Recount::Packed>& rows,
                   std::size_t& at, int start, StartOf start_of, Next next) {
    while (at < rows.size() && start_of(rows[at]) == start) into.insert(next(level, rows, at));
  }

  void check_cells(const Recount::Level& level) {
    Counted counts = counted(level, Recount::start_of_cell, &Recount::cells);
    const auto next = [&](const Recount::Level& of, const std::vector<Recount::Packed>& rows,
                          std::size_t& at) { return recount_.next_cell(of, rows, at); };
    for (const int start : counts.starts) {
      std::map<SumKey, Counts> expected;
      take(expected, level, counts.units, counts.at_unit, start, Recount::start_of_cell, next);
      take(expected, {level.view, level.grain, true}, counts.province, counts.at_province, start,
           Recount::start_of_cell, next);
      const auto rows = reader_.run(
          sql::cells_kept, {making_, static_cast<int>(level.view), static_cast<int>(level.grain), start});
      for (const auto& row : rows) compare_cell(level, start, row, expected);
      for (const auto& [key, missing] : expected) {
        if (missing != Counts{}) tell(place_of(key) + ": counted and not kept");
      }
    }
  }

  void compare_cell(const Recount::Level& level, int start, const store::Row& row,
                    std::map<SumKey, Counts>& expected) {
    const SumKey key = key_of(level, start, row);
    Counts kept;
    for (std::size_t i = 0; i < figure_count; ++i) kept.of[i] = row.integer(3 + i);
    const Counts counted = expected[key];
    for (std::size_t i = 0; i < figure_count; ++i) {
      if (kept.of[i] == counted.of[i]) continue;
      tell(fmt::format("{}, {}: {} kept, {} counted", place_of(key), name_of(static_cast<Figure>(i)),
                       kept.of[i], counted.of[i]));
    }
    expected.erase(key);
  }

  void check_times(const Recount::Level& level) {
    Counted counts = counted(level, Recount::start_of_time, &Recount::times);
    const auto next = [&](const Recount::Level& of, const std::vector<Recount::Packed>& rows,
                          std::size_t& at) { return recount_.next_time(of, rows, at); };
    for (const int start : counts.starts) {
      std::map<TimeKey, std::int64_t> expected;
      take(expected, level, counts.units, counts.at_unit, start, Recount::start_of_time, next);
      take(expected, {level.view, level.grain, true}, counts.province, counts.at_province, start,
           Recount::start_of_time, next);
      const auto rows = reader_.run(
          sql::times_kept, {making_, static_cast<int>(level.view), static_cast<int>(level.grain), start});
      for (const auto& row : rows) {
        const TimeKey key{key_of(level, start, row), row.integer(3)};
        if (expected[key] != row.integer(4))
          tell(fmt::format("{}, {} working minutes: {} kept, {} counted", place_of(key.sum), key.minutes,
                           row.integer(4), expected[key]));
        expected.erase(key);
      }
      for (const auto& [key, missing] : expected)
        tell(fmt::format("{}, {} working minutes: counted and not kept", place_of(key.sum), key.minutes));
    }
  }

  static SumKey key_of(const Recount::Level& level, int start, const store::Row& row) {
    return {level.view, level.grain, start, row.text(0), row.text(1), static_cast<int>(row.integer(2))};
  }
  void tell(std::string sentence) {
    if (wrong_.size() < most_told) wrong_.push_back(std::move(sentence));
  }

  store::Reader& reader_;
  const Recount& recount_;
  const std::int64_t making_;
  std::map<std::pair<View, Grain>, std::set<int>> kept_;
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> wrong_figures(store::Reader& reader, const Counting& counting) {
  if (!is_counted(reader)) return {};
  const auto upto = dossier::EventReader("ranking").position(reader);
  Courses courses;
  Recount recount;
  for (std::int64_t after = 0; after < upto; after += events_at_once) {
    const auto events = events_between(reader, after, std::min(upto, after + events_at_once));
    recount_events(events, counting, courses, recount);
  }
  recount.close();
  return Check(reader, recount, reader.one(sql::state)->integer(0)).run();
}

}  // namespace motcua::ranking
