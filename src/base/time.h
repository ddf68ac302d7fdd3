#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace motcua {

// A point in time, UTC, to the millisecond. Stored as INTEGER/BIGINT milliseconds since 1970.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Wall-clock time and date in the province. The province's offset is data (data/organisation/province.json).
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;
using LocalDate = std::chrono::local_days;

// Vietnam has had one offset and no summer time since 1975, so a fixed offset stands for a time zone here.
struct UtcOffset {
  std::chrono::minutes value{7 * 60};
};

inline constexpr UtcOffset province_offset{};

LocalTime to_local(Instant instant, UtcOffset offset = province_offset);
Instant to_instant(LocalTime local, UtcOffset offset = province_offset);
LocalDate local_date(Instant instant, UtcOffset offset = province_offset);

// "2026-02-25T15:30:00+07:00"; milliseconds only when there are any.
std::string format_iso(Instant instant, UtcOffset offset = province_offset);
// "2026-02-25"
std::string format_iso(LocalDate date);

// Accepts YYYY-MM-DDTHH:MM[:SS[.mmm]][Z|±HH:MM]; without zone the offset given is meant. nullopt if
// unreadable or impossible (2026-02-30, 24:00).
std::optional<Instant> parse_instant(std::string_view text, UtcOffset offset = province_offset);
// Accepts YYYY-MM-DD.
std::optional<LocalDate> parse_date(std::string_view text);

}  // namespace motcua
