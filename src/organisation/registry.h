#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "organisation/unit.h"

namespace motcua::organisation {

// All units of one province, of today and before. Immutable; copies share one state, so a Unit* stays good as
// long as any copy lives.
class Organisation {
 public:
  const Province& province() const;
  const std::vector<Unit>& all() const;

  // The unit that has this code today; null when none has.
  const Unit* find(std::string_view code) const;
  const Unit& at(std::string_view code) const;  // CHECKs that it exists
  // The unit that had this code on that day; null when none had.
  const Unit* unit_on(std::string_view code, LocalDate day) const;
  // Today's unit of a former one; the unit itself when it exists today.
  const Unit& successor_of(const Unit& unit) const;

  // Those of today, in Vietnamese alphabetical order.
  std::vector<const Unit*> units(UnitKind kind) const;
  std::vector<const Unit*> communes() const;  // communes and wards together
  // Directly inside a unit, in the order of the data: the centre, the offices, the police desk of a commune.
  std::vector<const Unit*> offices_of(std::string_view code) const;
  const Unit* centre_of(std::string_view code) const;
  const Unit* police_of(std::string_view code) const;
  // Every former unit that became part of this one.
  std::vector<const Unit*> predecessors_of(std::string_view code) const;

  // The agency a unit belongs to: the nearest commune, ward, department, police agency or province upwards
  // with a dossier series of its own; the province when there is none. CHECKs that the code exists.
  const Unit& agency_of(std::string_view code) const;
  // Own or inherited; empty when no unit upwards has one.
  std::string series_of(std::string_view code) const;
  const Unit* unit_of_series(std::string_view series) const;
  // "H18.036": what stands before the date in a dossier code.
  std::string dossier_prefix_of(std::string_view code) const;
  std::string hours_of(std::string_view code) const;
  // `inner` is `outer` or lies inside it. False when either is unknown.
  bool within(std::string_view inner, std::string_view outer) const;

 private:
  friend Expected<Organisation> assemble(Province province, std::vector<Unit> units);
  struct State;
  explicit Organisation(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  const Unit* inherited(std::string_view code, std::string Unit::*field) const;
  std::shared_ptr<const State> state_;
};

// Checks and indexes units. Faults, all at once: organisation.code_duplicate (two units share a code on one
// day), parent_unknown (or a circle), successor_missing, series_duplicate, series_malformed, dates_reversed.
Expected<Organisation> assemble(Province province, std::vector<Unit> units);

// Reads province.json, departments.csv, communes.csv, offices.csv and former_units.csv below a prefix of the
// resources ("organisation/dienbien"). Throws std::runtime_error with every fault, since the data ship with
// us.
Organisation load_organisation(std::string_view prefix);

// First and only province below data/organisation/. Throws like load_organisation, also when there are two.
Organisation load_organisation();

// "xã Mường Lạn" → for dates in notices: "01/7/2025"; months 1 and 2 keep their zero as in official papers.
std::string official_date(LocalDate date);

}  // namespace motcua::organisation
