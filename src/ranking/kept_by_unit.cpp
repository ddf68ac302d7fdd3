#include "ranking/kept_by_unit.h"

#include "dossier/dossier.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

constexpr std::int64_t most_events = 200;  // as units_between.sql
constexpr std::size_t most_units = 40;

}  // namespace

SumsSeen sums_seen(store::Reader& reader) {
  return {reader.one(sql::state)->integer(0), dossier::EventReader("ranking").position(reader)};
}

std::optional<std::vector<std::string>> units_touched(store::Reader& reader, std::int64_t after,
                                                      std::int64_t upto) {
  if (upto - after > most_events) return std::nullopt;
  const auto rows = reader.run(sql::units_between, {after, upto});
  if (rows.size() > most_units) return std::nullopt;
  std::vector<std::string> units;
  for (const auto& row : rows) units.push_back(row.text(0));
  return units;
}

}  // namespace motcua::ranking
