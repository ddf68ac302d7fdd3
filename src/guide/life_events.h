#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace motcua::guide {

// data/guide/life_events.tsv: a tile of the home page. Its name is the sentence "guide.event.<key>", its
// picture the pictogram of the same key.
struct LifeEvent {
  std::string key;
  std::vector<std::string> codes;  // procedures, best known first; some may not be in the catalogue
  std::string words;               // what to search for when none is
};

const std::vector<LifeEvent>& life_events();
const LifeEvent* life_event(std::string_view key);
// The first event that names the procedure; null when none does.
const LifeEvent* event_of_procedure(std::string_view code);

}  // namespace motcua::guide
