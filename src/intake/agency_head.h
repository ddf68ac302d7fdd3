#pragma once
#include <string>

#include "organisation/organisation.h"

namespace motcua::intake {

// Upper left of every official letter of a receiving agency, in Vietnamese.
struct AgencyHead {
  std::string authority;  // "UBND XÃ MƯỜNG LẠN"
  std::string centre;     // "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
  std::string place;      // "Mường Lạn"
};

// Of a unit's code; only the centre for a unit that does not exist today.
AgencyHead agency_head(const organisation::Organisation& organisation, const std::string& unit);

// Who solves dossiers of a unit, in Vietnamese: "UBND xã Mường Lạn" of a commune, else the unit's name.
std::string agency_name(const organisation::Unit& unit);

// "Phó Chủ tịch" → "PHÓ CHỦ TỊCH". Precondition: valid UTF-8.
std::string upper_case(const std::string& text);

}  // namespace motcua::intake
