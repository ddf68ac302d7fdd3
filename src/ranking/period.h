#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "base/time.h"

namespace motcua::ranking {

enum class PeriodKind { day, week, month, quarter, year, range };

std::string_view name_of(PeriodKind kind);  // "month"

// Days of the province's calendar, both ends included.
struct Period {
  PeriodKind kind = PeriodKind::day;
  LocalDate from{}, to{};
  bool operator==(const Period&) const = default;
};

// Reads "2025-07-28", "2025-W31" (ISO week, Monday to Sunday), "2025-09", "2025-Q3", "2025" and
// "2025-07-01..2025-07-28". Problems: ranking.period_unreadable, ranking.period_reversed.
Expected<Period> parse_period(std::string_view text);
// The same text back; a range of one day stays a range.
std::string text_of(const Period& period);

// The period of its kind that ends the day before this one begins; before a range, as many days.
Period previous(const Period& period);

// A period that begins after today has no figures: ranking.period_in_future.
Expected<void> must_have_begun(const Period& period, LocalDate today);
// What is judged at the end of a period is judged today while it lasts.
LocalDate judged_on(const Period& period, LocalDate today);

// How figures are kept: for each day, and added up for each month, quarter and year of the calendar.
enum class Grain { day = 1, month = 2, quarter = 3, year = 4 };
LocalDate start_of(Grain grain, LocalDate day);

// A clock that was never set shows a day before this one; whatever it dates counts on it.
inline constexpr LocalDate first_counted_day{
    std::chrono::local_days(std::chrono::year(2000) / std::chrono::January / 1)};

struct Piece {
  Grain grain = Grain::day;
  LocalDate start{};
  int sign = 1;  // -1: taken away from what the others are together
  bool operator==(const Piece&) const = default;
};
// The fewest days, months, quarters and years, up to `widest`, whose sum is from…to: 1 to 27 November is the
// month without its last three days. Those taken away come last; else in order of time. Nothing when `to` is
// before `from`.
std::vector<Piece> pieces(LocalDate from, LocalDate to, Grain widest = Grain::year);

}  // namespace motcua::ranking
