#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "organisation/registry.h"

namespace motcua::organisation {

// A unit somebody meant, and the unit that does its work today.
struct UnitMatch {
  const Unit* matched = nullptr;  // of today or former
  const Unit* today = nullptr;
  LanguageMap note;  // "xã Xuân Lao nhập vào từ 01/7/2025"; empty when the name is still the same

  bool former() const { return matched->former(); }
};

// What a person typed as a unit's name, with the word for its kind taken off: "TT. Mường Chà" → township,
// "muong cha".
struct NameAsked {
  std::string accented, plain;
  std::optional<UnitKind> kind;  // from "xã", "phường", "thị trấn"
  bool empty() const { return plain.empty(); }
};

// All readings of a text, the one without words for a kind first, the text itself last; "Xa Dung" is a name,
// "xã Dung" is not. Precondition: valid UTF-8.
std::vector<NameAsked> names_asked(std::string_view text);

// Units by their names of today or before July 2025, with or without accents and words such as "xã"; a name
// of a former district gives the units that lie in it. Best first: whole name with its accents, whole name
// without, beginning, words inside, district; then units of today, then alphabetical. One line per unit of
// today. A comma means an address ("Xuân Lao, Mường Ảng"). Departments are found too, offices inside a
// commune are not.
std::vector<UnitMatch> search_units(const Organisation& organisation, std::string_view query,
                                    std::size_t limit);

// The match for `matched` with its note; `matched` may be a unit of today.
UnitMatch match_of(const Organisation& organisation, const Unit& matched);

}  // namespace motcua::organisation
