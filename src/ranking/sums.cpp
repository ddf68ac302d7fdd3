#include "ranking/sums.h"

#include <fmt/format.h>

#include "ranking/sql.h"
#include "ranking/working_step.h"

namespace motcua::ranking {
namespace {

constexpr int rule_version = 2;  // raised when the same events come to other figures

SumKey base_key(View view, const Course& course, const std::string& item, LocalDate day) {
  return {view, Grain::day, day_number(day), course.unit, item, static_cast<int>(course.channel)};
}

// The sums that a figure of a unit, an item and a day stands in, in the grains that are kept.
template <class F>
void each_sum(const SumKey& base, Grains (*grains_of)(View, bool), F take) {
  const LocalDate day{std::chrono::days(base.start)};
  const auto in_all_grains = [&](View view, const std::string& scope, const std::string& item) {
    for (const Grain of : {Grain::day, Grain::month, Grain::quarter, Grain::year}) {
      if (!grains_of(view, scope.empty()).hold(of)) continue;
      take(SumKey{view, of, day_number(start_of(of, day)), scope, item, base.channel});
    }
  };
  in_all_grains(base.view, base.scope, base.item);
  if (base.view == View::officer) return;
  in_all_grains(View::procedure, "", base.item);
  in_all_grains(View::all, base.scope, "");
  in_all_grains(View::all, "", "");
}

}  // namespace

std::string Counting::rule() const {
  return fmt::format("{} {}", rule_version, timetables.usual().calendar().version());
}

std::optional<std::int64_t> Counting::minutes(const Course& course, const Effect& effect) const {
  if (!effect.worked) return std::nullopt;
  const bool known = organisation.find(course.solving) != nullptr;
  const auto& timetable = known ? timetables.of(course.solving) : timetables.usual();
  const auto worked = timetable.working_time_between(effect.worked->received_at, effect.worked->finished_at);
  if (!worked) return std::nullopt;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(*worked).count();
  return working_step(minutes - effect.worked->waited_minutes);
}

void Sums::add(const Course& course, const Effect& effect, std::optional<std::int64_t> minutes) {
  for (const auto& move : effect.moves) {
    days_[base_key(View::procedure, course, course.procedure, move.day)][move.figure] += move.amount;
    if (move.post)
      days_[base_key(View::officer, course, move.post->text(), move.day)][move.figure] += move.amount;
  }
  if (!effect.worked || !minutes) return;
  const auto& worked = *effect.worked;
  ++times_[{base_key(View::procedure, course, course.procedure, worked.day), *minutes}];
  if (worked.post) ++times_[{base_key(View::officer, course, worked.post->text(), worked.day), *minutes}];
}

namespace {

constexpr std::size_t cell_columns = 7 + figure_count, cells_at_once = 8;  // as new_cells.sql
constexpr std::size_t time_columns = 9, times_at_once = 16;                // as new_times.sql

std::array<store::Param, cell_columns> columns_of(std::int64_t making, const SumKey& key,
                                                  const Counts& counts) {
  const auto& n = counts.of;
  static_assert(figure_count == 15);
  return {making,
          static_cast<int>(key.view),
          static_cast<int>(key.grain),
          key.start,
          key.scope,
          key.item,
          key.channel,
          n[0],
          n[1],
          n[2],
          n[3],
          n[4],
          n[5],
          n[6],
          n[7],
          n[8],
          n[9],
          n[10],
          n[11],
          n[12],
          n[13],
          n[14]};
}
std::array<store::Param, time_columns> columns_of(std::int64_t making, const TimeKey& key,
                                                  std::int64_t dossiers) {
  const auto& sum = key.sum;
  return {making,
          static_cast<int>(sum.view),
          static_cast<int>(sum.grain),
          sum.start,
          sum.scope,
          sum.item,
          sum.channel,
          key.minutes,
          dossiers};
}

// Whole statements of `at_once` rows, and what is left row by row.
template <class Row>
void put_new(store::Writer& writer, std::int64_t making, std::span<const Row> rows, std::size_t at_once,
             const store::Query& many, const store::Query& one) {
  std::vector<store::Param> params;
  for (; rows.size() >= at_once; rows = rows.subspan(at_once)) {
    params.clear();
    for (const auto& [key, value] : rows.first(at_once)) {
      const auto columns = columns_of(making, key, value);
      params.insert(params.end(), columns.begin(), columns.end());
    }
    writer.put_all(many, params);
  }
  for (const auto& [key, value] : rows) writer.put_all(one, columns_of(making, key, value));
}

}  // namespace

void Sums::write(store::Writer& writer, std::int64_t making) const {
  std::map<SumKey, Counts> cells;
  for (const auto& [base, counts] : days_) {
    each_sum(base, grains_of_cells, [&, &added = counts](SumKey key) { cells[std::move(key)] += added; });
  }
  std::map<TimeKey, std::int64_t> times;
  for (const auto& [base, dossiers] : times_) {
    each_sum(base.sum, grains_of_times, [&, minutes = base.minutes, added = dossiers](SumKey key) {
      times[{key, minutes}] += added;
      if (!key.scope.empty()) return;
      key.channel = all_channels;
      times[{std::move(key), minutes}] += added;
    });
  }
  for (const auto& [key, counts] : cells) {
    if (counts != Counts{}) writer.put_all(sql::add_to_cell, columns_of(making, key, counts));
  }
  for (const auto& [key, dossiers] : times)
    writer.put_all(sql::add_to_time, columns_of(making, key, dossiers));
}

void put_new_cells(store::Writer& writer, std::int64_t making,
                   std::span<const std::pair<SumKey, Counts>> cells) {
  put_new(writer, making, cells, cells_at_once, sql::new_cells, sql::add_to_cell);
}

void put_new_times(store::Writer& writer, std::int64_t making,
                   std::span<const std::pair<TimeKey, std::int64_t>> times) {
  put_new(writer, making, times, times_at_once, sql::new_times, sql::add_to_time);
}

}  // namespace motcua::ranking
