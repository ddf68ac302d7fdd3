#include "ranking/working_step.h"

#include <algorithm>

#include "base/check.h"

namespace motcua::ranking {

std::int64_t working_step(std::int64_t minutes) {
  if (minutes <= 0) return 0;
  const std::int64_t step = minutes <= 480 ? 15 : minutes <= 4800 ? 60 : 240;
  return std::min((minutes + step - 1) / step * step, longest_working_time);
}

std::optional<std::int64_t> percentile(const Steps& steps, int percent) {
  CHECK(percent > 0 && percent <= 100);
  std::int64_t all = 0;
  for (const auto& [minutes, dossiers] : steps) all += dossiers;
  std::int64_t left = (all * percent + 99) / 100;
  for (const auto& [minutes, dossiers] : steps) {
    left -= dossiers;
    if (left <= 0 && dossiers > 0) return minutes;
  }
  return std::nullopt;
}

}  // namespace motcua::ranking
