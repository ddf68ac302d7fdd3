#include "ranking/unit_board.h"

#include <fmt/format.h>

#include "base/check.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

Grain grain_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::month:
      return Grain::month;
    case PeriodKind::quarter:
      return Grain::quarter;
    case PeriodKind::year:
      return Grain::year;
    case PeriodKind::day:
    case PeriodKind::week:
    case PeriodKind::range:
      break;
  }
  CHECK(false);
}

// Days of the period after today on which a clock that ran ahead has dated receptions: almost always none.
std::vector<LocalDate> days_ahead(store::Reader& reader, const Period& period, LocalDate today) {
  std::string list;
  for (LocalDate day = std::max(period.from, today + std::chrono::days(1)); day <= period.to;
       day += std::chrono::days(1)) {
    list += fmt::format("{}{}", list.empty() ? "" : ",", day_number(day));
  }
  std::vector<LocalDate> found;
  if (list.empty()) return found;
  for (const auto& row :
       reader.run(sql::days_of, {"[" + list + "]", static_cast<int>(View::all), "", "", 0})) {
    if (row.integer(1) != 0) found.push_back(LocalDate(std::chrono::days(row.integer(0))));
  }
  return found;
}

// Of the units whose codes stand between two.
std::vector<Share> shares_between(store::Reader& reader, const Period& period, LocalDate today,
                                  std::string_view first, std::string_view last) {
  std::vector<Share> shares;
  for (const auto& row : reader.run(
           sql::shares, {static_cast<int>(grain_of(period.kind)), day_number(period.from), first, last})) {
    shares.push_back({row.text(0), row.integer(2), row.integer(1)});
  }
  for (const LocalDate day : days_ahead(reader, period, today)) {
    auto share = shares.begin();
    for (const auto& row :
         reader.run(sql::shares, {static_cast<int>(Grain::day), day_number(day), first, last})) {
      while (share->code != row.text(0)) ++share;  // both are in order of the code
      share->online -= row.integer(2);
      share->received -= row.integer(1);
    }
  }
  return shares;
}

}  // namespace

UnitBoard::Lines UnitBoard::figures(store::Reader& reader, const Asked& asked) {
  const auto all = [&] { return figures_by_unit(reader, asked); };
  const auto one = [&](const std::string& unit) -> std::optional<Keyed> {
    Asked of_unit = asked;
    of_unit.unit = unit;
    of_unit.procedure.clear();
    const Figures figures = counts_of(reader, of_unit);
    if (figures == Figures{}) return std::nullopt;
    return Keyed{unit, figures, {}};
  };
  return kept_.get(reader, {asked.period.from, asked.period.to, asked.channel}, asked.today, all, one);
}

ShareBoard::Lines ShareBoard::shares(store::Reader& reader, const Period& period, LocalDate today) {
  const auto all = [&] { return shares_between(reader, period, today, first_unit, last_unit); };
  const auto one = [&](const std::string& unit) -> std::optional<Share> {
    auto found = shares_between(reader, period, today, unit, unit);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  };
  return kept_.get(reader, {period.from, period.to, all_channels}, today, all, one);
}

}  // namespace motcua::ranking
