#include "guide/served.h"

#include <algorithm>

#include "base/text.h"
#include "organisation/organisation.h"

namespace motcua::guide {
namespace {

std::string spaces_as_dashes(std::string key) {
  std::replace(key.begin(), key.end(), ' ', '-');
  return key;
}

}  // namespace

ServedAt served_at(const catalogue::ProcedureVersion& procedure) {
  if (procedure.handled_by.empty() || procedure.handled_by == "ubnd_xa") return ServedAt::centre;
  return procedure.handled_by == "cong_an_xa" ? ServedAt::police : ServedAt::elsewhere;
}

std::string handler_text(Language language, const catalogue::ProcedureVersion& procedure) {
  const auto id = "guide.handler." + (procedure.handled_by.empty() ? "ubnd_xa" : procedure.handled_by);
  return message(language, has_message(id) ? id : "guide.handler.other");
}

std::string sector_key(const catalogue::ProcedureVersion& procedure) {
  return spaces_as_dashes(search_key(procedure.sector.vi));
}

std::vector<Sector> sectors(const catalogue::Catalogue& catalogue, LocalDate day, bool here_only) {
  std::map<std::string, Sector> by_key;
  for (auto& version : catalogue.all(day)) {
    if (here_only && served_at(*version) == ServedAt::elsewhere) continue;
    auto key = sector_key(*version);
    if (key.empty()) continue;
    auto& sector = by_key[key];
    sector.key = std::move(key);
    // A curated name has its English; an imported one of the same sector may not.
    if (sector.name.vi.empty() || sector.name.en.empty()) sector.name = version->sector;
    sector.procedures.push_back(std::move(version));
  }
  std::vector<std::pair<std::string, Sector>> sorted;
  for (auto& [key, sector] : by_key) {
    auto& list = sector.procedures;
    std::vector<std::pair<std::string, catalogue::VersionRef>> named;
    for (auto& each : list) named.emplace_back(organisation::vietnamese_sort_key(each->name.vi), each);
    std::sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = named[i].second;
    sorted.emplace_back(organisation::vietnamese_sort_key(sector.name.vi), std::move(sector));
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Sector> all;
  for (auto& [key, sector] : sorted) all.push_back(std::move(sector));
  return all;
}

}  // namespace motcua::guide
