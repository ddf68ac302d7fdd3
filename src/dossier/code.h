#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace motcua::dossier {

// The series that gives a dossier its number: "<province>.<three digits>", "H18.036". One per receiving
// agency (TT 03/2025/TT-VPCP; handbook section 3).
struct Series {
  std::string name;
};

// "H18.036-261120-0018": series, day of the number, serial of that day (four digits or more).
std::string format_code(const Series& series, LocalDate day, std::int64_t serial);

// Lenient, for what people type or another system wrote: spaces dropped, letters in upper case, then
// ^[A-Z]?\d{2,3}(\.\w+)*-\d{6,8}-\d{4,}$. Nothing when it is not a dossier code.
std::optional<std::string> read_code(std::string_view text);

// Four signs without 0/O, 1/I/L and vowels, so that it is read out over a telephone without a mistake and
// spells nothing. 21^4 = 194,481: protected by limited attempts, not by length.
std::string make_secret(Random& random);
// As people type it: case and spaces do not matter.
std::string normal_secret(std::string_view text);

}  // namespace motcua::dossier
