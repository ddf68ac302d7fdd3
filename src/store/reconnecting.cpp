#include "store/reconnecting.h"

namespace motcua::store {

std::chrono::milliseconds pause_after(int failures, std::minstd_rand& generator) {
  constexpr int first_ms = 100, most_ms = 5000, most_doublings = 6;
  const int most = std::min(most_ms, first_ms << std::min(failures, most_doublings));
  return std::chrono::milliseconds(std::uniform_int_distribution<int>(0, most)(generator));
}

}  // namespace motcua::store
