#include "organisation/routes.h"

#include "base/text.h"
#include "organisation/unit_search.h"

namespace motcua::organisation {

struct UnitName {
  std::string code, name;
};
struct UnitFound {
  std::string code, name, kind;
  bool former = false;
  UnitName today;
  std::string note;
};
struct UnitsFound {
  std::vector<UnitFound> units;
};
struct OfficeShown {
  std::string code, name, kind;
};
struct UnitShown {
  std::string code, name, kind, parent, seat;
  std::vector<OfficeShown> offices;
  std::vector<std::string> formerly;
};

static const http::Shape<UnitName>& shape_of(const UnitName*) {
  static const auto shape = http::object<UnitName>(
      "UnitName", {http::field("code", &UnitName::code), http::field("name", &UnitName::name)});
  return shape;
}

static const http::Shape<UnitFound>& shape_of(const UnitFound*) {
  static const auto shape = http::object<UnitFound>(
      "UnitFound", {http::field("code", &UnitFound::code), http::field("name", &UnitFound::name),
                    http::field("kind", &UnitFound::kind), http::field("former", &UnitFound::former),
                    http::field("today", &UnitFound::today).means("The unit that does its work today."),
                    http::field("note", &UnitFound::note)
                        .means("Why another unit is meant; empty when the name is the same.")});
  return shape;
}

static const http::Shape<UnitsFound>& shape_of(const UnitsFound*) {
  static const auto shape =
      http::object<UnitsFound>("UnitsFound", {http::field("units", &UnitsFound::units)});
  return shape;
}

static const http::Shape<OfficeShown>& shape_of(const OfficeShown*) {
  static const auto shape = http::object<OfficeShown>(
      "OfficeShown", {http::field("code", &OfficeShown::code), http::field("name", &OfficeShown::name),
                      http::field("kind", &OfficeShown::kind)});
  return shape;
}

static const http::Shape<UnitShown>& shape_of(const UnitShown*) {
  static const auto shape = http::object<UnitShown>(
      "UnitShown", {http::field("code", &UnitShown::code), http::field("name", &UnitShown::name),
                    http::field("kind", &UnitShown::kind), http::field("parent", &UnitShown::parent),
                    http::field("seat", &UnitShown::seat), http::field("offices", &UnitShown::offices),
                    http::field("formerly", &UnitShown::formerly).means("Names of the former units in it.")});
  return shape;
}

namespace {

constexpr long long most_units = 50;

UnitFound found(const UnitMatch& match, Language language) {
  return {match.matched->code,
          match.matched->name.in(language),
          std::string(name_of(match.matched->kind)),
          match.former(),
          {match.today->code, match.today->name.in(language)},
          match.note.in(language)};
}

Expected<UnitsFound> find_units(const Organisation& organisation, const http::Request& request) {
  const std::string_view query = request.query_value("q");
  if (!valid_utf8(query)) return refuse("organisation.query_unreadable", "?q");
  const std::string_view asked = request.query_value("limit");
  const auto limit = asked.empty() ? std::optional(most_units) : parse_integer(asked);
  if (!limit || *limit < 1 || *limit > most_units) {
    return refuse("organisation.limit_wrong", "?limit", {{"limit", std::string(asked)}});
  }
  UnitsFound answer;
  if (trim(query).empty()) {
    for (const Unit* unit : organisation.communes()) {
      if (answer.units.size() == static_cast<std::size_t>(*limit)) break;
      answer.units.push_back(found(match_of(organisation, *unit), request.language));
    }
    return answer;
  }
  for (const auto& match : search_units(organisation, query, static_cast<std::size_t>(*limit))) {
    answer.units.push_back(found(match, request.language));
  }
  return answer;
}

Expected<UnitShown> show_unit(const Organisation& organisation, const http::Request& request) {
  const Unit* unit = organisation.find(request.param("code"));
  if (unit == nullptr) return refuse("organisation.unit_unknown", {}, {{"code", request.param("code")}});
  UnitShown shown{unit->code,
                  unit->name.in(request.language),
                  std::string(name_of(unit->kind)),
                  unit->parent,
                  unit->seat,
                  {},
                  {}};
  for (const Unit* office : organisation.offices_of(unit->code)) {
    shown.offices.push_back(
        {office->code, office->name.in(request.language), std::string(name_of(office->kind))});
  }
  for (const Unit* former : organisation.predecessors_of(unit->code)) {
    shown.formerly.push_back(former->name.in(request.language));
  }
  return shown;
}

}  // namespace

void add_routes(http::Router& router, const Organisation& organisation) {
  router.add(http::json_route<UnitsFound>(
      {.method = http::Method::get,
       .path = "/api/units",
       .access = "public",
       .summary = "Find a unit by its name of today or before July 2025; without q, all communes.",
       .handler = {},
       .in = {},
       .out = {},
       .query = {{"q", "Name, with or without accents, or an address with commas."},
                 {"limit", "At most this many, 1 to 50.", false, "integer"}}},
      [&organisation](const http::Request& request) { return find_units(organisation, request); }));
  router.add(http::json_route<UnitShown>(
      {.method = http::Method::get,
       .path = "/api/units/{code}",
       .access = "public",
       .summary = "One unit of today with its offices and the former units in it.",
       .handler = {},
       .in = {},
       .out = {}},
      [&organisation](const http::Request& request) { return show_unit(organisation, request); }));
}

}  // namespace motcua::organisation
