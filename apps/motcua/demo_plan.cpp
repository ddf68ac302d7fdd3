#include "motcua/demo_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/check.h"
#include "motcua/demo_people.h"
#include "motcua/demo_places.h"
#include "motcua/demo_targets.h"

namespace motcua::app {
namespace {

using catalogue::Channel;

// `total` in whole parts as near to the weights as can be; the greatest remainders get what is left over.
std::vector<int> share_out(int total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  CHECK(sum > 0 && total >= 0);
  std::vector<int> parts;
  std::vector<std::pair<double, std::size_t>> remainders;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = total * weights[i] / sum;
    parts.push_back(static_cast<int>(exact));
    remainders.emplace_back(parts.back() - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  int left = total - std::accumulate(parts.begin(), parts.end(), 0);
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[remainders[i].second];
  return parts;
}

double between(Random& random, double low, double high) {
  return low + (high - low) * random.below(10'000) / 10'000.0;
}

struct UnitDays {
  std::string code;
  bool is_commune = false;
  double weight = 0;
  std::vector<int> received;  // on each worked day
  std::map<YearMonth, int> online;
};

class Plan {
 public:
  Plan(const organisation::Organisation& organisation, const calendar::Timetable& timetable,
       const Weights& departments, Random& random)
      : random_(random) {
    for (auto day = targets_.first_day(); day <= targets_.last_day(); day += std::chrono::days{1}) {
      if (timetable.works(day)) days_.push_back(day);
    }
    // People come in after the weekend more than before it.
    for (const auto day : days_) {
      const bool monday =
          std::chrono::weekday(std::chrono::sys_days(day.time_since_epoch())) == std::chrono::Monday;
      day_weights_.push_back((monday ? 1.25 : 1.0) * between(random_, 0.85, 1.15));
    }
    for (const auto* unit : organisation.communes()) {
      const double people = static_cast<double>(unit->population.value_or(11'000));
      add(unit->code, true, std::pow(people, 0.75) * between(random_, 0.8, 1.25));
    }
    for (const auto& [code, weight] : departments) add(code, false, weight);
  }

  std::vector<PlannedDossier> dossiers() {
    receive(true);
    receive(false);
    choose_online();
    std::vector<PlannedDossier> all;
    for (const auto& unit : units_) flatten(unit, all);
    return all;
  }

 private:
  void add(const std::string& code, bool is_commune, double weight) {
    units_.push_back({code, is_commune, weight, std::vector<int>(days_.size()), {}});
  }
  void receive(bool communes);
  void spread(UnitDays& unit, int total, std::size_t from, std::size_t until);
  void choose_online();
  void flatten(const UnitDays& unit, std::vector<PlannedDossier>& all);
  std::vector<std::size_t> some(std::vector<std::size_t> dossiers, int count);
  void respect(const UnitDays& unit, std::vector<PlannedDossier>& mine);

  std::size_t until(LocalDate last) const {
    return static_cast<std::size_t>(std::upper_bound(days_.begin(), days_.end(), last) - days_.begin());
  }
  double open_time(std::size_t from, std::size_t until) const {
    return std::accumulate(day_weights_.begin() + static_cast<std::ptrdiff_t>(from),
                           day_weights_.begin() + static_cast<std::ptrdiff_t>(until), 0.0);
  }
  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[random_.below(static_cast<std::uint32_t>(i))]);
  }

  const Targets targets_ = Targets::shipped();
  Random& random_;
  std::vector<LocalDate> days_;
  std::vector<double> day_weights_;
  std::vector<UnitDays> units_;
};

void Plan::spread(UnitDays& unit, int total, std::size_t from, std::size_t until) {
  std::vector<double> weights;
  for (auto i = from; i < until; ++i) weights.push_back(day_weights_[i] * between(random_, 0.6, 1.4));
  const auto parts = share_out(total, weights);
  for (auto i = from; i < until; ++i) unit.received[i] += parts[i - from];
}

// The first week of all units together, then what single units have, then the rest by weight.
void Plan::receive(bool communes) {
  const std::string group = communes ? "communes" : "departments";
  const auto week = targets_.group_begins(group), whole = targets_.group_whole(group);
  const auto after_week = until(week.to);
  std::vector<UnitDays*> mine;
  std::vector<double> weights, later;
  for (auto& unit : units_) {
    if (unit.is_commune != communes) continue;
    mine.push_back(&unit);
    weights.push_back(unit.weight);
  }
  const auto first = share_out(week.value, weights);
  int left = whole.value - week.value;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    spread(*mine[i], first[i], 0, after_week);
    auto free = after_week;
    if (const auto own = targets_.of(mine[i]->code, "received")) {
      free = until(own->to);
      spread(*mine[i], own->value - first[i], after_week, free);
      left -= own->value - first[i];
    }
    later.push_back(mine[i]->weight * open_time(free, days_.size()));
  }
  const auto rest = share_out(left, later);
  for (std::size_t i = 0; i < mine.size(); ++i) {
    const auto own = targets_.of(mine[i]->code, "received");
    const auto free = own ? until(own->to) : after_week;
    if (free < days_.size()) spread(*mine[i], rest[i], free, days_.size());
  }
}

void Plan::choose_online() {
  std::vector<Counted> communes;
  for (const auto& unit : units_) {
    std::map<YearMonth, int> received;
    for (std::size_t i = 0; i < days_.size(); ++i) received[month_of(days_[i])] += unit.received[i];
    Counted counted{unit.code, received, {}, {}};
    if (const auto own = targets_.of(unit.code, "online")) {
      for (std::size_t i = 0; i < until(own->to); ++i) counted.window[month_of(days_[i])] += unit.received[i];
      counted.window_online = own->value;
    }
    if (unit.is_commune) communes.push_back(counted);
    if (unit.is_commune) continue;
    auto& online = units_[static_cast<std::size_t>(&unit - units_.data())].online;
    for (const auto& [month, count] : received)
      online[month] = static_cast<int>(count * between(random_, 0.38, 0.5));
  }
  const auto online = online_for_places(communes, targets_, random_);
  std::size_t at = 0;
  for (auto& unit : units_) {
    if (unit.is_commune) unit.online = online[at++];
  }
}

std::vector<std::size_t> Plan::some(std::vector<std::size_t> dossiers, int count) {
  CHECK(count >= 0 && static_cast<std::size_t>(count) <= dossiers.size());
  shuffle(dossiers);
  dossiers.resize(static_cast<std::size_t>(count));
  return dossiers;
}

void Plan::flatten(const UnitDays& unit, std::vector<PlannedDossier>& all) {
  std::vector<PlannedDossier> mine;
  for (std::size_t i = 0; i < days_.size(); ++i) {
    for (int n = 0; n < unit.received[i]; ++n)
      mine.push_back({unit.code, days_[i], Channel::counter, false, {}, {}});
  }
  const auto own = targets_.of(unit.code, "online");
  auto left = own ? own->value : 0;
  for (const auto& [month, count] : unit.online) {
    // Within a month the days of a row of the table come first, with what that row leaves for them.
    std::vector<std::size_t> inside, outside;
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (month_of(mine[i].day) == month) (own && mine[i].day <= own->to ? inside : outside).push_back(i);
    }
    const int first = outside.empty() ? count : std::min(left, static_cast<int>(inside.size()));
    const int taken = own ? first : 0;
    left -= taken;
    for (const auto i : some(inside, taken)) mine[i].channel = Channel::online;
    for (const auto i : some(outside, count - taken)) mine[i].channel = Channel::online;
  }
  respect(unit, mine);
  all.insert(all.end(), mine.begin(), mine.end());
}

void Plan::respect(const UnitDays& unit, std::vector<PlannedDossier>& mine) {
  const std::uint32_t by_post = unit.is_commune ? 2 : 6;
  const auto counted = targets_.of(unit.code, "online");
  for (auto& each : mine) {
    const bool at_counter = counted && each.day <= counted->to;
    if (each.channel == Channel::counter && !at_counter && chance(random_, by_post))
      each.channel = Channel::post;
  }
  if (const auto punctual = targets_.of(unit.code, "punctual")) {
    for (auto& each : mine) each.punctual = each.day <= punctual->to;
  }
  const auto over = targets_.of(unit.code, "handed_over");
  if (!over) return;
  std::vector<PlannedDossier*> last, window;
  const auto end = until(over->to);
  for (auto& each : mine) {
    if (each.day > over->to) continue;
    window.push_back(&each);
    // Three worked days are the least that keeps one open: those who bring it later.
    if (each.day >= days_[end - 3]) last.push_back(&each);
  }
  shuffle(last);
  const auto open = window.size() - static_cast<std::size_t>(over->value);
  CHECK(open <= last.size());
  for (auto* each : window) each->handed_over_by = over->to;
  for (std::size_t i = 0; i < open; ++i) {
    last[i]->handed_over_by.reset();
    last[i]->open_after = over->to;
  }
}

}  // namespace

std::vector<PlannedDossier> plan_first_hundred_days(const organisation::Organisation& organisation,
                                                    const calendar::Timetable& timetable,
                                                    const Weights& departments, Random& random) {
  return Plan(organisation, timetable, departments, random).dossiers();
}

}  // namespace motcua::app
