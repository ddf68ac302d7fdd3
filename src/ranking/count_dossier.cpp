#include "ranking/published.h"

namespace motcua::ranking {

void add_inputs(const Course& course, const Effect& effect, dossier::DayCounts& counts) {
  for (const auto& move : effect.moves) {
    if (static_cast<std::size_t>(move.figure) >= flow_count) continue;  // a stock follows from the events
    counts[input_key({move.day, course.unit, course.channel, move.figure, 0})] += move.amount;
  }
}

dossier::CountDossier counts_inputs(UtcOffset offset) {
  return [offset](const std::vector<dossier::Event>& events,
                  const std::function<dossier::DayCounts*(std::size_t)>& counts_of) {
    Course course;
    for (std::size_t place = 0; place < events.size(); ++place) {
      const Effect effect = follow(course, events[place], offset);
      auto* counts = counts_of(place);
      if (counts != nullptr) add_inputs(course, effect, *counts);
    }
  };
}

}  // namespace motcua::ranking
