#include "guide/life_events.h"

#include <algorithm>

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::guide {

const std::vector<LifeEvent>& life_events() {
  static const std::vector<LifeEvent> all = [] {
    std::vector<LifeEvent> events;
    const Table table = read_tsv(resource("guide/life_events.tsv"));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      events.push_back({table.at(row, "key"), words(table.at(row, "codes")), table.at(row, "words")});
    }
    return events;
  }();
  return all;
}

const LifeEvent* life_event(std::string_view key) {
  const auto& all = life_events();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const LifeEvent& event) { return event.key == key; });
  return found == all.end() ? nullptr : &*found;
}

const LifeEvent* event_of_procedure(std::string_view code) {
  for (const auto& event : life_events()) {
    if (std::find(event.codes.begin(), event.codes.end(), code) != event.codes.end()) return &event;
  }
  return nullptr;
}

}  // namespace motcua::guide
