#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/language_map.h"
#include "base/time.h"

namespace motcua::organisation {

enum class UnitKind { province, department, commune, ward, township, centre, office, police };

std::string_view name_of(UnitKind kind);  // "commune"
std::optional<UnitKind> unit_kind(std::string_view name);

// An agency, a territory or an office inside one. A code may be used twice, before and after the reform of
// 1 July 2025, but never by two units on one day.
struct Unit {
  std::string code;  // official 5-digit code for communes; "03313.HCC" for an office inside one
  UnitKind kind = UnitKind::commune;
  std::string short_name;   // "Mường Lạn"; for agencies the whole name
  LanguageMap name;         // "Xã Mường Lạn", "Mường Lạn Commune"
  LanguageMap in_sentence;  // "xã Mường Lạn"
  std::string parent;       // code; empty for the province
  LocalDate valid_from{};
  std::optional<LocalDate> valid_to;  // last day; none: exists today
  std::string series;  // three digits of a dossier code (handbook section 3); empty: the parent's
  std::string hours;   // name of its office hours; empty: the parent's
  std::string seat;
  std::optional<double> lat, lon, area_km2;
  std::optional<std::int64_t> population;
  std::string population_note;                    // what is known to be wrong with the figure
  std::string district;                           // former units: "Huyện Mường Ảng"
  std::string successor;                          // former units: code of the unit of today
  std::string accented_key, plain_key, sort_key;  // of short_name, filled in by assemble

  bool former() const { return valid_to.has_value(); }
};

struct Province {
  std::string code;            // "11"
  std::string dossier_prefix;  // "H18": first part of every dossier code
  LanguageMap name;
  std::string short_name;
  UtcOffset offset;
};

}  // namespace motcua::organisation
