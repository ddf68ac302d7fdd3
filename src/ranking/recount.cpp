#include "ranking/recount.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"
#include "ranking/working_step.h"

namespace motcua::ranking {
namespace {

// A key, from its low bits: the figure or the working time, then channel, item, scope, day.
constexpr int figure_bits = 4, time_bits = 14;
constexpr int channel_bits = 2, item_bits = 16, scope_bits = 13;
constexpr int item_at = channel_bits, scope_at = item_at + item_bits, day_at = scope_at + scope_bits;
static_assert(longest_working_time / 15 < 1 << time_bits);  // every step is some quarter hours

constexpr std::uint64_t part(std::uint64_t place, int at, int bits) {
  return (place >> at) & ((std::uint64_t{1} << bits) - 1);
}

std::uint64_t in_all_channels(std::uint64_t key_of_time) {
  static_assert(all_channels == 0);
  return key_of_time & ~(((std::uint64_t{1} << channel_bits) - 1) << time_bits);
}

void sort_and_add_up(std::vector<Recount::Packed>& list) {
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size();) {
    Recount::Packed sum = list[i];
    for (++i; i < list.size() && list[i].key == sum.key; ++i) sum.number += list[i].number;
    if (sum.number != 0) list[kept++] = sum;
  }
  list.resize(kept);
}

}  // namespace

Recount::Names::Names() { number("", 1); }

std::uint64_t Recount::Names::number(const std::string& text, std::size_t limit) {
  const auto [at, is_new] = numbers_.try_emplace(text, texts_.size());
  if (is_new) {
    CHECK(texts_.size() < limit);
    texts_.push_back(&at->first);
  }
  return at->second;
}

std::vector<std::uint64_t> Recount::Names::put_in_order() {
  std::vector<std::uint64_t> order(texts_.size()), numbers(texts_.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return *texts_[a] < *texts_[b]; });
  std::vector<const std::string*> texts;
  for (std::uint64_t number = 0; number < order.size(); ++number) {
    numbers[order[number]] = number;
    texts.push_back(texts_[order[number]]);
    numbers_[*texts.back()] = number;
  }
  texts_ = std::move(texts);
  return numbers;
}

std::uint64_t Recount::place(const Course& course, const std::string& item, LocalDate day) {
  const auto days = static_cast<std::uint64_t>((day - first_counted_day).count());
  CHECK(days < 1U << 15);
  return days << day_at | scopes_.number(course.unit, 1U << scope_bits) << scope_at |
         items_.number(item, 1U << item_bits) << item_at | static_cast<std::uint64_t>(course.channel);
}

void Recount::add(const Course& course, const Effect& effect, std::optional<std::int64_t> minutes) {
  const auto put = [](Heap& heap, std::uint64_t place, const Move& move) {
    const auto key = place << figure_bits | static_cast<std::uint64_t>(move.figure);
    heap.raw.push_back(key << 1 | (move.amount < 0 ? 1 : 0));
  };
  for (const auto& move : effect.moves) {
    put(by_procedure_, place(course, course.procedure, move.day), move);
    if (move.post) put(by_officer_, place(course, move.post->text(), move.day), move);
  }
  if (!effect.worked || !minutes) return;
  const auto& worked = *effect.worked;
  const auto quarters = static_cast<std::uint64_t>(*minutes / 15);
  times_by_procedure_.raw.push_back((place(course, course.procedure, worked.day) << time_bits | quarters)
                                    << 1);
  if (!worked.post) return;
  times_by_officer_.raw.push_back((place(course, worked.post->text(), worked.day) << time_bits | quarters)
                                  << 1);
}

void Recount::Heap::close() {
  std::sort(raw.begin(), raw.end());
  for (const auto each : raw) {
    const std::int64_t change = (each & 1) != 0 ? -1 : 1;
    if (days.empty() || days.back().key != each >> 1) {
      if (!days.empty() && days.back().number == 0) days.pop_back();
      days.push_back({each >> 1, 0});
    }
    days.back().number += change;
  }
  if (!days.empty() && days.back().number == 0) days.pop_back();
  std::vector<std::uint64_t>().swap(raw);
}

void Recount::renumber(Heap& heap, int low_bits, const std::vector<std::uint64_t>& scopes,
                       const std::vector<std::uint64_t>& items) const {
  const int scope = scope_at + low_bits, item = item_at + low_bits;
  constexpr std::uint64_t both = (std::uint64_t{1} << (scope_bits + item_bits)) - 1;
  for (auto& each : heap.raw) {
    each = (each & ~(both << item)) | scopes[part(each, scope, scope_bits)] << scope |
           items[part(each, item, item_bits)] << item;
  }
}

void Recount::close() {
  const auto scopes = scopes_.put_in_order(), items = items_.put_in_order();
  constexpr int sign = 1;  // the lowest bit of what is raw
  for (auto* heap : {&by_procedure_, &by_officer_}) renumber(*heap, figure_bits + sign, scopes, items);
  for (auto* heap : {&times_by_procedure_, &times_by_officer_})
    renumber(*heap, time_bits + sign, scopes, items);
  for (auto* heap : {&by_procedure_, &by_officer_, &times_by_procedure_, &times_by_officer_}) heap->close();
}

const std::vector<Recount::Level>& Recount::levels() {
  static const std::vector<Level> all = [] {
    std::vector<Level> levels;
    for (const View view : {View::all, View::procedure, View::officer}) {
      for (const bool province : {false, true}) {
        if (view == View::officer && province) continue;
        for (const Grain grain : {Grain::day, Grain::month, Grain::quarter, Grain::year})
          levels.push_back({view, grain, province});
      }
    }
    return levels;
  }();
  return all;
}

std::vector<Recount::Packed> Recount::level_of(const Level& level, const std::vector<Packed>& days,
                                               int low_bits) const {
  std::vector<Packed> rows;
  rows.reserve(days.size());
  std::uint64_t day_before = ~std::uint64_t{0}, start = 0;
  for (const auto& each : days) {
    std::uint64_t place = each.key >> low_bits;
    const std::uint64_t day = place >> day_at;
    if (day != day_before) {
      const LocalDate date = first_counted_day + std::chrono::days(day);
      start = static_cast<std::uint64_t>((start_of(level.grain, date) - first_counted_day).count());
      day_before = day;
    }
    const std::uint64_t scope = level.province ? 0 : part(place, scope_at, scope_bits);
    const std::uint64_t item = level.view == View::all ? 0 : part(place, item_at, item_bits);
    place = start << day_at | scope << scope_at | item << item_at | part(place, 0, channel_bits);
    rows.push_back({place << low_bits | part(each.key, 0, low_bits), each.number});
  }
  sort_and_add_up(rows);
  return rows;
}

std::vector<Recount::Packed> Recount::cells(const Level& level, const std::vector<Packed>* finer) const {
  if (!grains_of_cells(level.view, level.province).hold(level.grain)) return {};
  const auto& days = level.view == View::officer ? by_officer_.days : by_procedure_.days;
  return level_of(level, finer == nullptr ? days : *finer, figure_bits);
}

std::vector<Recount::Packed> Recount::times(const Level& level, const std::vector<Packed>* finer) const {
  if (!grains_of_times(level.view, level.province).hold(level.grain)) return {};
  if (finer != nullptr) return level_of(level, *finer, time_bits);
  const auto& days = level.view == View::officer ? times_by_officer_.days : times_by_procedure_.days;
  auto rows = level_of(level, days, time_bits);
  if (!level.province) return rows;
  for (std::size_t i = 0, apart = rows.size(); i < apart; ++i)
    rows.push_back({in_all_channels(rows[i].key), rows[i].number});
  sort_and_add_up(rows);
  return rows;
}

int Recount::start_of_cell(const Packed& row) {
  return day_number(first_counted_day) + static_cast<int>(row.key >> (day_at + figure_bits));
}
int Recount::start_of_time(const Packed& row) {
  return day_number(first_counted_day) + static_cast<int>(row.key >> (day_at + time_bits));
}

SumKey Recount::key_of(const Level& level, std::uint64_t place) const {
  const auto day = static_cast<int>(place >> day_at);
  return {level.view,
          level.grain,
          day_number(first_counted_day) + day,
          scopes_.text(part(place, scope_at, scope_bits)),
          items_.text(part(place, item_at, item_bits)),
          static_cast<int>(part(place, 0, channel_bits))};
}

std::pair<SumKey, Counts> Recount::next_cell(const Level& level, const std::vector<Packed>& from,
                                             std::size_t& at) const {
  const std::uint64_t place = from[at].key >> figure_bits;
  Counts counts;
  for (; at < from.size() && from[at].key >> figure_bits == place; ++at) {
    counts[static_cast<Figure>(part(from[at].key, 0, figure_bits))] += from[at].number;
  }
  return {key_of(level, place), counts};
}

std::pair<TimeKey, std::int64_t> Recount::next_time(const Level& level, const std::vector<Packed>& from,
                                                    std::size_t& at) const {
  const auto& each = from[at++];
  return {
      {key_of(level, each.key >> time_bits), static_cast<std::int64_t>(part(each.key, 0, time_bits)) * 15},
      each.number};
}

}  // namespace motcua::ranking
