#pragma once
#include <string>

#include "base/random.h"
#include "base/time.h"

namespace motcua::bench {

// A person that does not exist: a name as they are common in the province, a number built as the real ones
// are.
struct MadeUp {
  std::string full_name;
  std::string id_number;  // 12 digits
  LocalDate birth_date;
  bool female = false;
  std::string phone;
};

MadeUp make_up(Random& random);

}  // namespace motcua::bench
