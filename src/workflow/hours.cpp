#include "workflow/hours.h"

#include <set>

namespace motcua::workflow {

std::vector<Tenure> cut(const std::vector<Tenure>& tenures, Instant from, Instant until) {
  std::vector<Tenure> inside;
  for (Tenure each : tenures) {
    each.from = std::max(each.from, from);
    each.until = std::min(each.until, until);
    if (each.from < each.until) inside.push_back(each);
  }
  return inside;
}

Expected<void> HoursBook::add(const std::vector<Tenure>& tenures) {
  const auto inside = cut(tenures, from_, until_);
  const auto minutes = working_minutes(inside, timetable_);
  if (!minutes) return refuse(minutes.error());
  std::set<Uuid> posts;
  std::set<Holder::Kind> kinds;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const Holder& holder = inside[i].holder;
    all_[holder.kind].minutes += (*minutes)[i];
    if (kinds.insert(holder.kind).second) ++all_[holder.kind].dossiers;
    if (!holder.post) continue;
    officers_[*holder.post].minutes += (*minutes)[i];
    if (posts.insert(*holder.post).second) ++officers_[*holder.post].dossiers;
  }
  return {};
}

}  // namespace motcua::workflow
