#include "motcua/demo_places.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace motcua::app {
namespace {

constexpr int most_attempts = 2'000;  // each costs some 0.1 ms

using Online = std::vector<std::map<YearMonth, int>>;
using Months = std::vector<YearMonth>;

struct Share {
  std::int64_t online = 0, received = 0;
  bool above(const Share& other) const { return online * other.received > other.online * received; }
  bool equals(const Share& other) const { return online * other.received == other.online * received; }
};

// Draws the shares of all units but those with a place, and puts these between the others: in every month but
// the first wherever the place is, in the first so that the place in the whole quarter comes true too.
class Attempt {
 public:
  Attempt(const std::vector<Counted>& units, const Targets& targets, Random& random)
      : units_(units), places_(targets.places()), random_(random), online_(units.size()) {
    for (const auto& [month, count] : units.front().received) months_.push_back(month);
    for (std::size_t i = 0; i < units.size(); ++i) {
      const bool placed = std::any_of(places_.begin(), places_.end(),
                                      [&](const Target& row) { return row.units == units[i].code; });
      (placed ? placed_ : others_).push_back(i);
    }
  }

  std::optional<Online> made() {
    for (const auto i : others_) draw(i);
    for (const auto i : placed_) {
      draw(i);
      if (!place_months_after_the_first(i) || !place_first_month(i)) return std::nullopt;
    }
    return come_true() ? std::optional(online_) : std::nullopt;
  }

 private:
  double between(double low, double high) { return low + (high - low) * random_.below(10'000) / 10'000.0; }

  void draw(std::size_t unit) {
    const auto& counted = units_[unit];
    const double usual = between(0.13, 0.38);
    int left = counted.window_online.value_or(0);
    for (const auto& month : months_) {
      const double share = std::clamp(usual + between(-0.05, 0.07), 0.05, 0.45);
      const int received = counted.received.at(month);
      const auto in_window = counted.window.find(month);
      const int window = in_window == counted.window.end() ? 0 : in_window->second;
      const int of_window = counted.window_online ? window_part(counted, month, left) : 0;
      left -= of_window;
      online_[unit][month] = of_window + static_cast<int>(std::lround((received - window) * share));
    }
  }

  // The window's count, month by month as its dossiers come in; the last month takes what is left.
  int window_part(const Counted& counted, const YearMonth& month, int left) const {
    int later = 0;
    for (const auto& [each, count] : counted.window) later += each >= month ? count : 0;
    const auto here = counted.window.find(month);
    if (here == counted.window.end() || later == 0) return 0;
    if (here->second == later) return left;
    return static_cast<int>(std::lround(static_cast<double>(left) * here->second / later));
  }

  Months months_of(const Target& row) const {
    Months within;
    std::copy_if(months_.begin(), months_.end(), std::back_inserter(within), [&](const YearMonth& month) {
      return month >= month_of(row.from) && month <= month_of(row.to);
    });
    return within;
  }
  Share share(std::size_t unit, const Months& period) const {
    Share share;
    for (const auto& month : period) {
      share.online += online_[unit].at(month);
      share.received += units_[unit].received.at(month);
    }
    return share;
  }
  const Target* row_of(std::size_t unit, const Months& period) const {
    for (const auto& row : places_) {
      if (row.units == units_[unit].code && months_of(row) == period) return &row;
    }
    return nullptr;
  }
  const Target* whole_row_of(std::size_t unit) const {
    for (const auto& row : places_) {
      if (row.units == units_[unit].code && months_of(row).size() > 1) return &row;
    }
    return nullptr;
  }

  // Where the unit has to stand among those without a place of their own.
  bool stands(std::size_t unit, const Target& row) const {
    const auto period = months_of(row);
    int others_above = row.value - 1;
    for (const auto& other : places_)
      others_above -= other.from == row.from && other.to == row.to && other.value < row.value ? 1 : 0;
    const Share mine = share(unit, period);
    for (const auto i : others_) {
      const Share theirs = share(i, period);
      if (theirs.equals(mine)) return false;
      others_above -= theirs.above(mine) ? 1 : 0;
    }
    return others_above == 0;
  }

  bool place_months_after_the_first(std::size_t unit) {
    for (std::size_t m = 1; m < months_.size(); ++m) {
      const Target* row = row_of(unit, {months_[m]});
      if (row != nullptr && !choose(unit, months_[m], {row})) return false;
    }
    return true;
  }
  bool place_first_month(std::size_t unit) {
    std::vector<const Target*> rows{whole_row_of(unit), row_of(unit, {months_.front()})};
    std::erase(rows, nullptr);
    return rows.empty() || choose(unit, months_.front(), rows);
  }
  // The middle one of the counts with which all rows hold.
  bool choose(std::size_t unit, const YearMonth& month, const std::vector<const Target*>& rows) {
    std::vector<int> fit;
    for (int count = 0; count <= units_[unit].received.at(month) * 6 / 10; ++count) {
      online_[unit][month] = count;
      if (std::all_of(rows.begin(), rows.end(), [&](const Target* row) { return stands(unit, *row); }))
        fit.push_back(count);
    }
    if (fit.empty()) return false;
    online_[unit][month] = fit[fit.size() / 2];
    return true;
  }

  // By the whole table and all units, as a report will count them.
  bool come_true() const {
    return std::all_of(places_.begin(), places_.end(), [&](const Target& row) {
      const auto unit = std::find_if(placed_.begin(), placed_.end(),
                                     [&](std::size_t i) { return units_[i].code == row.units; });
      const auto period = months_of(row);
      const Share mine = share(*unit, period);
      int place = 1;
      for (std::size_t i = 0; i < units_.size(); ++i) {
        const Share theirs = share(i, period);
        if (i != *unit && theirs.equals(mine)) return false;
        place += theirs.above(mine) ? 1 : 0;
      }
      return place == row.value;
    });
  }

  const std::vector<Counted>& units_;
  const std::vector<Target> places_;
  Random& random_;
  Online online_;
  Months months_;
  std::vector<std::size_t> placed_, others_;
};

}  // namespace

Online online_for_places(const std::vector<Counted>& units, const Targets& targets, Random& random) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    if (auto made = Attempt(units, targets, random).made()) return *made;
  }
  CHECK(false);
}

}  // namespace motcua::app
