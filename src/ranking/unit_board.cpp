#include "ranking/unit_board.h"

#include <algorithm>

#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

constexpr std::size_t most_kept = 12;
constexpr std::int64_t most_events = 200;  // as units_between.sql; after more, all is added up anew
constexpr std::size_t most_units = 40;

// The lines with those of the units that had an event in between added up anew; nothing when that is not
// worth it.
UnitBoard::Lines brought_up(store::Reader& reader, const Asked& asked, const std::vector<Keyed>& lines,
                            std::int64_t from, std::int64_t to) {
  const auto touched = reader.run(sql::units_between, {from, to});
  if (touched.size() > most_units) return nullptr;
  auto fresh = std::make_shared<std::vector<Keyed>>(lines);
  for (const auto& row : touched) {
    Asked of_unit = asked;
    of_unit.unit = row.text(0);
    of_unit.procedure.clear();
    auto line = std::lower_bound(fresh->begin(), fresh->end(), of_unit.unit,
                                 [](const Keyed& each, const std::string& key) { return each.key < key; });
    if (line != fresh->end() && line->key == of_unit.unit) line = fresh->erase(line);
    const Figures figures = counts_of(reader, of_unit);
    if (figures != Figures{}) fresh->insert(line, {of_unit.unit, figures, {}});
  }
  return fresh;
}

}  // namespace

UnitBoard::Lines UnitBoard::figures(store::Reader& reader, const Asked& asked) {
  const Key key{asked.period.from, asked.period.to, asked.channel};
  const std::int64_t making = reader.one(sql::state)->integer(0);
  const std::int64_t position = dossier::EventReader("ranking").position(reader);
  const Kept before = kept(key);
  const bool is_usable = before.lines != nullptr && before.making == making && before.today == asked.today &&
                         before.position <= position && position - before.position <= most_events;
  if (is_usable && before.position == position) return before.lines;
  Lines lines = is_usable ? brought_up(reader, asked, *before.lines, before.position, position) : nullptr;
  if (lines == nullptr) lines = std::make_shared<const std::vector<Keyed>>(figures_by_unit(reader, asked));
  keep(key, {making, position, asked.today, 0, lines});
  return lines;
}

UnitBoard::Kept UnitBoard::kept(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end()) return {};
  found->second.used = ++uses_;
  return found->second;
}

void UnitBoard::keep(const Key& key, Kept fresh) {
  const std::lock_guard lock(mutex_);
  fresh.used = ++uses_;
  kept_.insert_or_assign(key, std::move(fresh));
  if (kept_.size() <= most_kept) return;
  kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                               [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
}

}  // namespace motcua::ranking
