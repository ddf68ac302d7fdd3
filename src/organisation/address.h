#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "organisation/unit_search.h"

namespace motcua::organisation {

struct AddressMatch {
  std::vector<UnitMatch> candidates;  // best first; empty: not in this province, or not readable
  // The unit of today when all candidates agree on it; else null, and a person has to choose.
  const Unit* unit() const;
};

// The unit of today for an address as printed on an identity card or typed: "hamlet, commune[, district][,
// province]" (handbook section 9). A card issued before the commune's reform prints units of then with their
// district, which tells apart former units of one name; a later card prints a unit of today. Without a date a
// district that fits decides, else both are candidates. An address that ends with something that is neither
// this province nor a unit or district of it gives no candidate. Precondition: valid UTF-8.
AddressMatch unit_of_address(const Organisation& organisation, std::string_view address,
                             std::optional<LocalDate> issued_on);

}  // namespace motcua::organisation
