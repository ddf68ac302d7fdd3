#include "ranking/successors.h"

#include <algorithm>
#include <unordered_map>

namespace motcua::ranking {

const organisation::Unit* unit_of_today(const organisation::Organisation& organisation, std::string_view code,
                                        LocalDate day) {
  if (const auto* unit = organisation.unit_on(code, day)) return &organisation.successor_of(*unit);
  if (const auto* unit = organisation.find(code)) return unit;
  const auto& all = organisation.all();
  const auto former =
      std::find_if(all.begin(), all.end(), [&](const auto& unit) { return unit.code == code; });
  return former == all.end() ? nullptr : &organisation.successor_of(*former);
}

std::string successor_note(const organisation::Organisation& organisation, std::string_view code,
                           const organisation::Unit& today, Language language) {
  if (today.code == code) return "";
  const auto& all = organisation.all();
  const auto former =
      std::find_if(all.begin(), all.end(), [&](const auto& unit) { return unit.code == code; });
  if (former == all.end()) return "";
  return message(language, "ranking.note.successor",
                 {{"former", former->name.in(language)}, {"today", today.name.in(language)}});
}

std::vector<Share> shares_of_communes(const organisation::Organisation& organisation,
                                      const std::vector<Share>& by_code, LocalDate day) {
  std::vector<Share> shares;
  std::unordered_map<const organisation::Unit*, std::size_t> place_of;
  for (const auto* unit : organisation.communes()) {
    place_of.emplace(unit, shares.size());
    shares.push_back({unit->code, 0, 0});
  }
  for (const auto& share : by_code) {
    const auto place = place_of.find(unit_of_today(organisation, share.code, day));
    if (place == place_of.end()) continue;
    shares[place->second].online += share.online;
    shares[place->second].received += share.received;
  }
  return shares;
}

}  // namespace motcua::ranking
