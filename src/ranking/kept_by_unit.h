#pragma once
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "store/store.h"

namespace motcua::ranking {

// What the sums that a reader sees were made of.
struct SumsSeen {
  std::int64_t making = 0, position = 0;
};
SumsSeen sums_seen(store::Reader& reader);
// The units with an event after one position and up to another; nothing when there are so many that adding up
// all of them anew is quicker.
std::optional<std::vector<std::string>> units_touched(store::Reader& reader, std::int64_t after,
                                                      std::int64_t upto);

// A line for each unit, kept from one question to the next: adding all up takes milliseconds when there are
// thousands of units, and an event changes those of one. Never older than the sums that the reader sees. Safe
// from several threads. `code`: the member with the unit's code, by which lines are in order.
template <class Line, std::string Line::*code>
class KeptByUnit {
 public:
  using Lines = std::shared_ptr<const std::vector<Line>>;
  using Key = std::tuple<LocalDate, LocalDate, int>;  // first and last day that count, channel

  // `all()`: the lines of all units; `one(unit)`: the line of one, or nothing when it has none.
  template <class All, class One>
  Lines get(store::Reader& reader, const Key& key, LocalDate today, All all, One one) {
    const SumsSeen seen = sums_seen(reader);
    const Kept before = kept(key);
    const bool is_usable = before.lines != nullptr && before.seen.making == seen.making &&
                           before.today == today && before.seen.position <= seen.position;
    if (is_usable && before.seen.position == seen.position) return before.lines;
    const auto touched =
        is_usable ? units_touched(reader, before.seen.position, seen.position) : std::nullopt;
    auto lines =
        touched ? brought_up(*before.lines, *touched, one) : std::make_shared<const std::vector<Line>>(all());
    keep(key, {seen, today, 0, lines});
    return lines;
  }

 private:
  struct Kept {
    SumsSeen seen;  // what it was added up from
    LocalDate today{};
    std::uint64_t used = 0;
    Lines lines;
  };

  template <class One>
  static Lines brought_up(const std::vector<Line>& lines, const std::vector<std::string>& touched, One one) {
    auto fresh = std::make_shared<std::vector<Line>>(lines);
    for (const auto& unit : touched) {
      auto line = std::lower_bound(fresh->begin(), fresh->end(), unit,
                                   [](const Line& each, const std::string& of) { return each.*code < of; });
      if (line != fresh->end() && (*line).*code == unit) line = fresh->erase(line);
      if (auto now = one(unit)) fresh->insert(line, std::move(*now));
    }
    return fresh;
  }

  Kept kept(const Key& key) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found == kept_.end()) return {};
    found->second.used = ++uses_;
    return found->second;
  }

  void keep(const Key& key, Kept fresh) {
    constexpr std::size_t most_kept = 24;  // a page of the ranking shows ten periods
    const std::lock_guard lock(mutex_);
    fresh.used = ++uses_;
    kept_.insert_or_assign(key, std::move(fresh));
    if (kept_.size() <= most_kept) return;
    kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                                 [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }

  std::mutex mutex_;  // over the following; never held while the store is asked
  std::map<Key, Kept> kept_;
  std::uint64_t uses_ = 0;
};

}  // namespace motcua::ranking
