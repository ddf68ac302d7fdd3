#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

// Working time as it is counted. Pure.
namespace motcua::ranking {

// Working minutes rounded up to the step they are counted in: a quarter of an hour up to one working day
// (480), an hour up to ten (4,800), half a day beyond. Less than nothing, of a clock that went back, is 0.
inline constexpr std::int64_t longest_working_time = 240'000;  // 500 working days; more is counted as that
std::int64_t working_step(std::int64_t minutes);

// The least of the counted values that at least `percent` of all dossiers do not exceed (nearest rank).
// `steps`: minutes and how many dossiers, minutes rising. None when there are none. CHECKs 0 < percent ≤ 100.
using Steps = std::vector<std::pair<std::int64_t, std::int64_t>>;
std::optional<std::int64_t> percentile(const Steps& steps, int percent);

}  // namespace motcua::ranking
