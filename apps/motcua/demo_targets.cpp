#include "motcua/demo_targets.h"

#include <algorithm>

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::app {

YearMonth month_of(LocalDate day) {
  const std::chrono::year_month_day date(std::chrono::sys_days(day.time_since_epoch()));
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month())};
}

Targets Targets::shipped() {
  Targets targets;
  const Table table = read_tsv(resource("demo/first_hundred_days.tsv"));
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto from = parse_date(table.at(row, "from")), to = parse_date(table.at(row, "to"));
    const auto value = parse_integer(table.at(row, "value"));
    CHECK(from && to && value);
    targets.rows_.push_back(
        {table.at(row, "figure"), table.at(row, "units"), *from, *to, static_cast<int>(*value)});
  }
  return targets;
}

LocalDate Targets::first_day() const {
  return std::min_element(rows_.begin(), rows_.end(), [](auto& a, auto& b) { return a.from < b.from; })->from;
}
LocalDate Targets::last_day() const {
  return std::max_element(rows_.begin(), rows_.end(), [](auto& a, auto& b) { return a.to < b.to; })->to;
}

Target Targets::group_begins(const std::string& group) const {
  const auto found = of(group, "received");
  CHECK(found.has_value());
  return *found;
}

Target Targets::group_whole(const std::string& group) const {
  for (const auto& row : rows_) {
    if (row.units == group && row.figure == "received" && row.to == last_day()) return row;
  }
  CHECK(false);
}

std::optional<Target> Targets::of(const std::string& unit, const std::string& figure) const {
  for (const auto& row : rows_) {
    if (row.units == unit && row.figure == figure) return row;
  }
  return std::nullopt;
}

std::vector<Target> Targets::places() const {
  std::vector<Target> places;
  std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(places),
               [](const Target& row) { return row.figure == "place"; });
  return places;
}

}  // namespace motcua::app
