#pragma once
#include <string>

#include "base/random.h"
#include "base/time.h"

namespace motcua::app {

// A person that does not exist: names as they are common in the province, a number built as the real ones
// are, a telephone from the unused 0900 block.
struct DemoPerson {
  std::string full_name;
  bool female = false;
  LocalDate birth_date;
  std::string id_number;
  std::string phone;
};

DemoPerson make_person(Random& random);
// "Bản Hua Ná": one of a few dozen names of hamlets.
std::string make_hamlet(Random& random);

template <class List>
const auto& pick(Random& random, const List& list) {
  return list[random.below(static_cast<std::uint32_t>(list.size()))];
}
// True `percent` times in a hundred.
bool chance(Random& random, std::uint32_t percent);

}  // namespace motcua::app
