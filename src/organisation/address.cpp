#include "organisation/address.h"

#include <algorithm>

#include "base/text.h"

namespace motcua::organisation {
namespace {

// How well one name in the address is met; a smaller value is better.
enum class Closeness { accented, plain, none };

Closeness closeness(std::string_view accented, std::string_view plain, const std::vector<NameAsked>& asked) {
  Closeness best = Closeness::none;
  for (const NameAsked& name : asked) {
    if (name.accented == accented) return Closeness::accented;
    if (name.plain == plain) best = Closeness::plain;
  }
  return best;
}

Closeness closeness(std::string_view name, const std::vector<NameAsked>& asked) {
  const NameAsked own = names_asked(name).front();
  return closeness(own.accented, own.plain, asked);
}

bool kind_fits(const Unit& unit, const std::vector<NameAsked>& asked) {
  return std::any_of(asked.begin(), asked.end(),
                     [&](const NameAsked& n) { return n.kind == unit.kind && n.plain == unit.plain_key; });
}

// The units among those `allowed` that are named so: exact accents push out the others, then so does the
// right kind.
template <class Allowed>
std::vector<const Unit*> named(const Organisation& organisation, const std::vector<NameAsked>& asked,
                               Allowed allowed) {
  std::vector<const Unit*> best;
  Closeness reached = Closeness::none;
  for (const Unit& unit : organisation.all()) {
    const bool territory =
        unit.kind == UnitKind::commune || unit.kind == UnitKind::ward || unit.kind == UnitKind::township;
    if (!territory || !allowed(unit)) continue;
    const Closeness now = closeness(unit.accented_key, unit.plain_key, asked);
    if (now == Closeness::none || now > reached) continue;
    if (now < reached) best.clear();
    reached = now;
    best.push_back(&unit);
  }
  const auto fits = [&](const Unit* unit) { return kind_fits(*unit, asked); };
  if (std::any_of(best.begin(), best.end(), fits))
    std::erase_if(best, [&](const Unit* u) { return !fits(u); });
  return best;
}

// When the units of today came into being: the first day none of the former ones was left.
LocalDate reform_day(const Organisation& organisation) {
  LocalDate day{};
  for (const Unit& unit : organisation.all()) {
    if (unit.former()) day = std::max(day, *unit.valid_to + std::chrono::days{1});
  }
  return day;
}

class Reading {
 public:
  Reading(const Organisation& organisation, std::string_view address) : organisation_(organisation) {
    for (const std::string& part : split(address, ',')) {
      auto names = names_asked(part);
      if (!names.back().empty()) parts_.push_back(std::move(names));
    }
    const bool ends_with_province =
        parts_.size() >= 2 && closeness(organisation.province().short_name, parts_.back()) != Closeness::none;
    if (ends_with_province) parts_.pop_back();
  }

  bool empty() const { return parts_.empty(); }
  bool has_hamlet_before_two() const { return parts_.size() >= 3; }

  // "commune, district": former units only.
  std::vector<const Unit*> with_district() const {
    if (parts_.size() < 2) return {};
    const auto& district = parts_.back();
    return named(organisation_, parts_[parts_.size() - 2], [&](const Unit& unit) {
      return unit.former() && closeness(unit.district, district) != Closeness::none;
    });
  }

  // "commune" at the end.
  std::vector<const Unit*> without_district(bool former) const {
    return named(organisation_, parts_.back(), [&](const Unit& unit) { return unit.former() == former; });
  }

  // "commune, district" where the commune had changed district before the data begin.
  std::vector<const Unit*> with_other_district() const {
    if (parts_.size() < 2 || !ends_with_district()) return {};
    return named(organisation_, parts_[parts_.size() - 2], [](const Unit& unit) { return unit.former(); });
  }

 private:
  bool ends_with_district() const {
    const auto& units = organisation_.all();
    return std::any_of(units.begin(), units.end(), [&](const Unit& unit) {
      return !unit.district.empty() && closeness(unit.district, parts_.back()) != Closeness::none;
    });
  }

  const Organisation& organisation_;
  std::vector<std::vector<NameAsked>> parts_;
};

std::vector<const Unit*> first_that_found(std::initializer_list<std::vector<const Unit*>> attempts) {
  for (const auto& units : attempts) {
    if (!units.empty()) return units;
  }
  return {};
}

}  // namespace

const Unit* AddressMatch::unit() const {
  if (candidates.empty()) return nullptr;
  const Unit* first = candidates.front().today;
  const bool agree =
      std::all_of(candidates.begin(), candidates.end(), [&](const UnitMatch& m) { return m.today == first; });
  return agree ? first : nullptr;
}

AddressMatch unit_of_address(const Organisation& organisation, std::string_view address,
                             std::optional<LocalDate> issued_on) {
  const Reading reading(organisation, address);
  AddressMatch match;
  if (reading.empty()) return match;
  std::vector<const Unit*> units;
  if (issued_on && *issued_on < reform_day(organisation)) {
    units = first_that_found({reading.with_district(), reading.with_other_district(),
                              reading.without_district(true), reading.without_district(false)});
  } else if (issued_on) {
    // A hamlet, a commune and a district: the old way of writing, still printed for some months.
    auto old_way = reading.with_district();
    auto new_way = reading.without_district(false);
    if (!reading.has_hamlet_before_two()) std::swap(old_way, new_way);
    units = first_that_found({std::move(old_way), std::move(new_way), reading.with_other_district(),
                              reading.without_district(true)});
  } else {
    auto either = reading.without_district(false);
    const auto former = reading.without_district(true);
    either.insert(either.end(), former.begin(), former.end());
    units = first_that_found({reading.with_district(), std::move(either), reading.with_other_district()});
  }
  for (const Unit* unit : units) {
    UnitMatch candidate = match_of(organisation, *unit);
    const bool known = std::any_of(match.candidates.begin(), match.candidates.end(),
                                   [&](const UnitMatch& m) { return m.today == candidate.today; });
    if (!known) match.candidates.push_back(std::move(candidate));
  }
  return match;
}

}  // namespace motcua::organisation
