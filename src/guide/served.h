#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

namespace motcua::guide {

// Where a procedure is handed in, as far as the catalogue says who handles it.
enum class ServedAt { centre, police, elsewhere };
ServedAt served_at(const catalogue::ProcedureVersion& procedure);

// Who decides it, in words: "Ủy ban nhân dân xã, phường".
std::string handler_text(Language language, const catalogue::ProcedureVersion& procedure);

// The procedures of one sector in force on a day, in alphabetical order.
struct Sector {
  std::string key;  // "ho-tich": stands in its address
  LanguageMap name;
  std::vector<catalogue::VersionRef> procedures;
};
// All of them in alphabetical order of their Vietnamese names; those that nobody can hand in at a commune
// (customs, tax) too, unless `here_only`.
std::vector<Sector> sectors(const catalogue::Catalogue& catalogue, LocalDate day, bool here_only);

std::string sector_key(const catalogue::ProcedureVersion& procedure);

}  // namespace motcua::guide
