#include "organisation/registry.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/check.h"
#include "base/text.h"
#include "organisation/collation.h"

namespace motcua::organisation {

namespace {

constexpr std::pair<UnitKind, std::string_view> kind_names[] = {
    {UnitKind::province, "province"}, {UnitKind::department, "department"}, {UnitKind::commune, "commune"},
    {UnitKind::ward, "ward"},         {UnitKind::township, "township"},     {UnitKind::centre, "centre"},
    {UnitKind::office, "office"},     {UnitKind::police, "police"}};

using ByCode = std::unordered_multimap<std::string_view, const Unit*>;

bool overlap(const Unit& a, const Unit& b) {
  const auto last = [](const Unit& u) { return u.valid_to.value_or(LocalDate::max()); };
  return a.valid_from <= last(b) && b.valid_from <= last(a);
}

const Unit* current(const ByCode& by_code, std::string_view code) {
  const auto [from, to] = by_code.equal_range(code);
  for (auto it = from; it != to; ++it) {
    if (!it->second->former()) return it->second;
  }
  return nullptr;
}

bool three_digits(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void sort_by_name(std::vector<const Unit*>& list) {
  std::sort(list.begin(), list.end(), [](const Unit* a, const Unit* b) { return a->sort_key < b->sort_key; });
}

// True when walking upwards from `unit` ends at a unit without parent, through units of today.
bool reaches_top(const ByCode& by_code, const Unit& unit) {
  const Unit* at = &unit;
  for (int depth = 0; depth < 10; ++depth) {
    if (at->parent.empty()) return at->kind == UnitKind::province;
    at = current(by_code, at->parent);
    if (at == nullptr) return false;
  }
  return false;
}

Problem fault(std::string what, const Unit& unit, std::string detail = {}) {
  return {"organisation." + std::move(what),
          {},
          {{"code", unit.code}, {"unit", unit.name.vi}, {"detail", std::move(detail)}}};
}

void check_unit(const ByCode& by_code, const Unit& unit, std::map<std::string, const Unit*>& series,
                Problems& faults) {
  const auto [from, to] = by_code.equal_range(unit.code);
  for (auto it = from; it != to; ++it) {
    // Each pair is reported once, by its later member.
    if (it->second < &unit && overlap(*it->second, unit)) {
      faults.push_back(fault("code_duplicate", unit, it->second->name.vi));
    }
  }
  if (unit.valid_to && *unit.valid_to < unit.valid_from) faults.push_back(fault("dates_reversed", unit));
  if (!reaches_top(by_code, unit)) faults.push_back(fault("parent_unknown", unit, unit.parent));
  if (unit.former() && current(by_code, unit.successor) == nullptr) {
    faults.push_back(fault("successor_missing", unit, unit.successor));
  }
  if (unit.series.empty()) return;
  if (!three_digits(unit.series)) faults.push_back(fault("series_malformed", unit, unit.series));
  if (const auto [it, fresh] = series.emplace(unit.series, &unit); !fresh) {
    faults.push_back(fault("series_duplicate", unit, it->second->name.vi + " " + unit.series));
  }
}

bool may_be_agency(UnitKind kind) {
  switch (kind) {
    case UnitKind::province:
    case UnitKind::department:
    case UnitKind::commune:
    case UnitKind::ward:
    case UnitKind::township:
    case UnitKind::police:
      return true;
    case UnitKind::centre:
    case UnitKind::office:
      return false;
  }
  return false;
}

}  // namespace

std::string_view name_of(UnitKind kind) {
  for (const auto& [k, name] : kind_names) {
    if (k == kind) return name;
  }
  CHECK(false);
  return {};
}

std::optional<UnitKind> unit_kind(std::string_view name) {
  for (const auto& [kind, n] : kind_names) {
    if (n == name) return kind;
  }
  return std::nullopt;
}

struct Organisation::State {
  Province province;
  std::vector<Unit> units;
  ByCode by_code;
  std::vector<const Unit*> communes;  // and wards
  std::map<std::string, std::vector<const Unit*>, std::less<>> inside, predecessors;
  std::map<std::string, const Unit*, std::less<>> by_series;
};

Expected<Organisation> assemble(Province province, std::vector<Unit> units) {
  auto state = std::make_shared<Organisation::State>();
  state->province = std::move(province);
  state->units = std::move(units);
  for (Unit& unit : state->units) {
    unit.accented_key = accented_key(unit.short_name);
    unit.plain_key = search_key(unit.short_name);
    unit.sort_key = vietnamese_sort_key(unit.short_name);
    state->by_code.emplace(unit.code, &unit);
  }

  Problems faults;
  std::map<std::string, const Unit*> series;
  for (const Unit& unit : state->units) check_unit(state->by_code, unit, series, faults);
  if (!faults.empty()) return refuse(std::move(faults));

  for (const Unit& unit : state->units) {
    if (unit.former())
      state->predecessors[unit.successor].push_back(&unit);
    else
      state->inside[unit.parent].push_back(&unit);
    if (!unit.series.empty()) state->by_series.emplace(unit.series, &unit);
  }
  for (const Unit& unit : state->units) {
    const bool is_commune = unit.kind == UnitKind::commune || unit.kind == UnitKind::ward;
    if (is_commune && !unit.former()) state->communes.push_back(&unit);
  }
  sort_by_name(state->communes);
  return Organisation(std::move(state));
}

const Province& Organisation::province() const { return state_->province; }
const std::vector<Unit>& Organisation::all() const { return state_->units; }

const Unit* Organisation::find(std::string_view code) const { return current(state_->by_code, code); }

const Unit& Organisation::at(std::string_view code) const {
  const Unit* unit = find(code);
  CHECK(unit != nullptr);
  return *unit;
}

const Unit* Organisation::unit_on(std::string_view code, LocalDate day) const {
  const auto [from, to] = state_->by_code.equal_range(code);
  for (auto it = from; it != to; ++it) {
    const Unit& unit = *it->second;
    if (unit.valid_from <= day && (!unit.valid_to || day <= *unit.valid_to)) return &unit;
  }
  return nullptr;
}

const Unit& Organisation::successor_of(const Unit& unit) const {
  return unit.former() ? at(unit.successor) : unit;
}

std::vector<const Unit*> Organisation::units(UnitKind kind) const {
  std::vector<const Unit*> list;
  for (const Unit& unit : state_->units) {
    if (unit.kind == kind && !unit.former()) list.push_back(&unit);
  }
  sort_by_name(list);
  return list;
}

std::vector<const Unit*> Organisation::communes() const { return state_->communes; }

std::vector<const Unit*> Organisation::offices_of(std::string_view code) const {
  std::vector<const Unit*> list;
  const auto it = state_->inside.find(code);
  if (it == state_->inside.end()) return list;
  std::copy_if(it->second.begin(), it->second.end(), std::back_inserter(list), [](const Unit* u) {
    return u->kind == UnitKind::centre || u->kind == UnitKind::office || u->kind == UnitKind::police;
  });
  return list;
}

const Unit* Organisation::centre_of(std::string_view code) const {
  for (const Unit* unit : offices_of(code)) {
    if (unit->kind == UnitKind::centre) return unit;
  }
  return nullptr;
}

const Unit* Organisation::police_of(std::string_view code) const {
  for (const Unit* unit : offices_of(code)) {
    if (unit->kind == UnitKind::police) return unit;
  }
  return nullptr;
}

std::vector<const Unit*> Organisation::predecessors_of(std::string_view code) const {
  const auto it = state_->predecessors.find(code);
  return it == state_->predecessors.end() ? std::vector<const Unit*>{} : it->second;
}

const Unit* Organisation::inherited(std::string_view code, std::string Unit::*field) const {
  for (const Unit* unit = find(code); unit != nullptr; unit = find(unit->parent)) {
    if (!(unit->*field).empty()) return unit;
  }
  return nullptr;
}

const Unit& Organisation::agency_of(std::string_view code) const {
  const Unit* unit = &at(code);
  while (!unit->parent.empty() && (!may_be_agency(unit->kind) || unit->series.empty()))
    unit = &at(unit->parent);
  return *unit;
}

std::string Organisation::series_of(std::string_view code) const {
  const Unit* unit = inherited(code, &Unit::series);
  return unit == nullptr ? std::string{} : unit->series;
}

const Unit* Organisation::unit_of_series(std::string_view series) const {
  const auto it = state_->by_series.find(series);
  return it == state_->by_series.end() ? nullptr : it->second;
}

std::string Organisation::dossier_prefix_of(std::string_view code) const {
  const std::string series = series_of(code);
  return series.empty() ? state_->province.dossier_prefix : state_->province.dossier_prefix + "." + series;
}

std::string Organisation::hours_of(std::string_view code) const {
  const Unit* unit = inherited(code, &Unit::hours);
  return unit == nullptr ? std::string{} : unit->hours;
}

bool Organisation::within(std::string_view inner, std::string_view outer) const {
  for (const Unit* unit = find(inner); unit != nullptr; unit = find(unit->parent)) {
    if (unit->code == outer) return true;
  }
  return false;
}

}  // namespace motcua::organisation
