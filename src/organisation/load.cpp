#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "base/json.h"
#include "base/message.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"
#include "organisation/registry.h"

namespace motcua::organisation {
namespace {

LanguageMap composed(std::string_view id, const Params& params) {
  return {message(Language::vi, id, params), message(Language::en, id, params)};
}

// Collects what cannot be read, so that all faults of the files are told at once.
class Loading {
 public:
  explicit Loading(std::string prefix) : prefix_(std::move(prefix)) {}

  void read_all() {
    read_province();
    read_departments();
    read_communes();
    read_former();
  }

  Organisation finish() {
    if (faults_.empty()) {
      auto organisation = assemble(province_, std::move(units_));
      if (organisation) return std::move(*organisation);
      for (const Problem& p : organisation.error()) faults_.push_back(problem_message(Language::en, p));
    }
    throw std::runtime_error(
        fmt::format("The units below {} cannot be used:\n- {}", prefix_, fmt::join(faults_, "\n- ")));
  }

 private:
  Table table(std::string_view file) {
    file_ = file;
    return read_csv(resource(prefix_ + "/" + file_));
  }

  void fail(std::string_view row, std::string_view column, std::string_view cell) {
    faults_.push_back(
        fmt::format("{}, {}: column {} holds \"{}\", which cannot be read", file_, row, column, cell));
  }

  LocalDate date(std::string_view row, std::string_view column, const std::string& cell) {
    const auto read = parse_date(cell);
    if (!read) fail(row, column, cell);
    return read.value_or(LocalDate{});
  }

  std::optional<double> number(std::string_view row, std::string_view column, const std::string& cell) {
    if (cell.empty()) return std::nullopt;
    double read = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), read);
    if (error == std::errc{} && end == cell.data() + cell.size()) return read;
    fail(row, column, cell);
    return std::nullopt;
  }

  UnitKind kind(std::string_view row, const std::string& cell) {
    const auto read = unit_kind(cell);
    if (!read) fail(row, "kind", cell);
    return read.value_or(UnitKind::commune);
  }

  void add(Unit unit) { units_.push_back(std::move(unit)); }

  // "Mường Lạn" + commune → "Xã Mường Lạn", "xã Mường Lạn".
  static void name_territory(Unit& unit) {
    const std::string kind(name_of(unit.kind));
    unit.name = composed("organisation.name." + kind, {{"name", unit.short_name}});
    unit.in_sentence = composed("organisation.in_sentence." + kind, {{"name", unit.short_name}});
  }

  void read_province() {
    const json::value value = json::parse(resource(prefix_ + "/province.json"));
    const auto text = [&](const char* key) { return std::string(value.at(key).as_string()); };
    file_ = "province.json";
    Unit unit;
    unit.code = province_.code = text("code");
    unit.kind = UnitKind::province;
    unit.short_name = province_.short_name = text("short_name");
    unit.name = province_.name = {std::string(value.at("name").at("vi").as_string()),
                                  std::string(value.at("name").at("en").as_string())};
    unit.in_sentence = composed("organisation.in_sentence.province", {{"name", unit.short_name}});
    unit.valid_from = date(unit.code, "valid_from", text("valid_from"));
    unit.hours = text("hours");
    province_.dossier_prefix = text("dossier_prefix");
    province_.offset = {std::chrono::minutes(value.at("utc_offset_minutes").as_int64())};
    add(std::move(unit));
  }

  void read_departments() {
    const Table rows = table("departments.csv");
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
      Unit unit;
      unit.code = rows.at(i, "code");
      unit.kind = kind(unit.code, rows.at(i, "kind"));
      unit.parent = rows.at(i, "parent");
      unit.short_name = rows.at(i, "name_vi");
      unit.name = unit.in_sentence = {rows.at(i, "name_vi"), rows.at(i, "name_en")};
      unit.series = rows.at(i, "series");
      unit.valid_from = date(unit.code, "valid_from", rows.at(i, "valid_from"));
      unit.hours = rows.at(i, "hours");
      add(std::move(unit));
    }
  }

  void read_communes() {
    const Table offices = table("offices.csv");
    const Table rows = table("communes.csv");
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
      Unit unit;
      unit.code = rows.at(i, "code");
      unit.kind = kind(unit.code, rows.at(i, "kind"));
      unit.parent = province_.code;
      unit.short_name = rows.at(i, "name");
      name_territory(unit);
      unit.series = rows.at(i, "series");
      unit.valid_from = date(unit.code, "valid_from", rows.at(i, "valid_from"));
      unit.hours = rows.at(i, "hours");
      unit.seat = rows.at(i, "seat");
      unit.lat = number(unit.code, "lat", rows.at(i, "lat"));
      unit.lon = number(unit.code, "lon", rows.at(i, "lon"));
      unit.area_km2 = number(unit.code, "area_km2", rows.at(i, "area_km2"));
      unit.population = parse_integer(rows.at(i, "population"));
      unit.population_note = rows.at(i, "population_note");
      add_offices(unit, offices);
      add(std::move(unit));
    }
  }

  void add_offices(const Unit& commune, const Table& offices) {
    for (std::size_t i = 0; i < offices.rows.size(); ++i) {
      const auto inside = words(offices.at(i, "inside"));
      if (std::find(inside.begin(), inside.end(), name_of(commune.kind)) == inside.end()) continue;
      Unit unit;
      unit.code = commune.code + "." + offices.at(i, "suffix");
      unit.kind = kind(offices.at(i, "suffix"), offices.at(i, "kind"));
      unit.parent = commune.code;
      unit.name = {with_unit(offices.at(i, "name_vi"), commune.in_sentence.vi),
                   with_unit(offices.at(i, "name_en"), commune.in_sentence.en)};
      unit.short_name = std::string(trim(with_unit(offices.at(i, "name_vi"), "")));
      unit.in_sentence = unit.name;
      unit.valid_from = commune.valid_from;
      unit.hours = offices.at(i, "hours");
      add(std::move(unit));
    }
  }

  static std::string with_unit(std::string text, std::string_view name) {
    constexpr std::string_view hole = "{unit}";
    if (const auto at = text.find(hole); at != std::string::npos) text.replace(at, hole.size(), name);
    return text;
  }

  void read_former() {
    const Table rows = table("former_units.csv");
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
      Unit unit;
      unit.code = rows.at(i, "code");
      unit.kind = kind(unit.code, rows.at(i, "kind"));
      unit.parent = province_.code;
      unit.short_name = rows.at(i, "name");
      name_territory(unit);
      unit.valid_to = date(unit.code, "valid_to", rows.at(i, "valid_to"));
      unit.valid_from = units_.front().valid_from;  // nobody asks since when a unit of the past existed
      unit.district = rows.at(i, "district");
      unit.successor = rows.at(i, "successor");
      add(std::move(unit));
    }
  }

  std::string prefix_, file_;
  Province province_;
  std::vector<Unit> units_;
  std::vector<std::string> faults_;
};

}  // namespace

Organisation load_organisation(std::string_view prefix) {
  Loading loading{std::string(prefix)};
  loading.read_all();
  return loading.finish();
}

Organisation load_organisation() {
  std::string found;
  for (const Resource& file : resources_under("organisation/")) {
    constexpr std::string_view name = "/province.json";
    if (!file.name.ends_with(name)) continue;
    if (!found.empty())
      throw std::runtime_error("One installation serves one province; data/organisation/ has two.");
    found = file.name.substr(0, file.name.size() - name.size());
  }
  if (found.empty()) throw std::runtime_error("data/organisation/ has no province.json.");
  return load_organisation(found);
}

std::string official_date(LocalDate date) {
  const std::chrono::year_month_day day{date};
  const unsigned month = static_cast<unsigned>(day.month());
  return fmt::format("{:02}/{}{}/{}", static_cast<unsigned>(day.day()), month < 3 ? "0" : "", month,
                     static_cast<int>(day.year()));
}

}  // namespace motcua::organisation
