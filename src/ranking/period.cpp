#include "ranking/period.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"

namespace motcua::ranking {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weeks;
using std::chrono::year_month;
using std::chrono::year_month_day;

LocalDate first_of(year_month month) { return LocalDate(month / 1); }
year_month month_of(LocalDate day) {
  const year_month_day date(day);
  return date.year() / date.month();
}

// Whole months from the first of one.
Period of_months(PeriodKind kind, year_month first, int count) {
  return {kind, first_of(first), first_of(first + months(count)) - days(1)};
}

// The Monday of the first ISO week: the one that holds 4 January.
LocalDate first_monday(int year) {
  const LocalDate fourth(std::chrono::year(year) / std::chrono::January / 4);
  return fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
}

std::optional<int> digits(std::string_view text, std::size_t length) {
  if (text.size() != length || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return static_cast<int>(*parse_integer(text));
}

std::optional<Period> week_of(int year, std::string_view text) {
  const auto week = digits(text, 2);
  if (!week || *week < 1) return std::nullopt;
  const LocalDate monday = first_monday(year) + weeks(*week - 1);
  if (monday >= first_monday(year + 1)) return std::nullopt;
  return Period{PeriodKind::week, monday, monday + days(6)};
}

std::optional<Period> named_period(std::string_view text) {
  if (const auto day = parse_date(text)) return Period{PeriodKind::day, *day, *day};
  const auto year = digits(text.substr(0, 4), 4);
  if (!year) return std::nullopt;
  const auto january = std::chrono::year(*year) / std::chrono::January;
  if (text.size() == 4) return of_months(PeriodKind::year, january, 12);
  if (text[4] != '-') return std::nullopt;
  const auto rest = text.substr(5);
  if (rest.starts_with('W')) return week_of(*year, rest.substr(1));
  if (rest.starts_with('Q')) {
    const auto quarter = digits(rest.substr(1), 1);
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return of_months(PeriodKind::quarter, january + months(3 * (*quarter - 1)), 3);
  }
  const auto month = digits(rest, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return of_months(PeriodKind::month, january + months(*month - 1), 1);
}

int year_of(LocalDate day) { return int(year_month_day(day).year()); }

std::string week_text(LocalDate monday) {
  const int year = year_of(monday + days(3));  // a week belongs to the year of its Thursday
  return fmt::format("{:04}-W{:02}", year, (monday - first_monday(year)).count() / 7 + 1);
}

// How far a start of this grain reaches.
LocalDate after(Grain grain, LocalDate start) {
  switch (grain) {
    case Grain::day:
      return start + days(1);
    case Grain::month:
      return first_of(month_of(start) + months(1));
    case Grain::quarter:
      return first_of(month_of(start) + months(3));
    case Grain::year:
      return first_of(month_of(start) + months(12));
  }
  CHECK(false);
}

// The fewest that follow one another from `from` to `to`.
std::vector<Piece> side_by_side(LocalDate from, LocalDate to, Grain widest) {
  std::vector<Piece> found;
  for (LocalDate day = from; day <= to;) {
    Grain fits = Grain::day;
    for (const Grain grain : {Grain::month, Grain::quarter, Grain::year}) {
      if (grain <= widest && start_of(grain, day) == day && after(grain, day) <= to + days(1)) fits = grain;
    }
    found.push_back({fits, day});
    day = after(fits, day);
  }
  return found;
}

void take_away(std::vector<Piece>& whole, LocalDate from, LocalDate to, Grain widest) {
  for (Piece piece : side_by_side(from, to, widest)) {
    piece.sign = -1;
    whole.push_back(piece);
  }
}

}  // namespace

std::string_view name_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::day:
      return "day";
    case PeriodKind::week:
      return "week";
    case PeriodKind::month:
      return "month";
    case PeriodKind::quarter:
      return "quarter";
    case PeriodKind::year:
      return "year";
    case PeriodKind::range:
      return "range";
  }
  CHECK(false);
}

Expected<Period> parse_period(std::string_view text) {
  const auto unreadable = [&] {
    return refuse(Problems{{"ranking.period_unreadable", "", {{"text", std::string(text)}}}});
  };
  const auto dots = text.find("..");
  if (dots == text.npos) {
    const auto period = named_period(text);
    if (!period) return unreadable();
    return *period;
  }
  const auto from = parse_date(text.substr(0, dots)), to = parse_date(text.substr(dots + 2));
  if (!from || !to) return unreadable();
  if (*to < *from) {
    return refuse(
        Problems{{"ranking.period_reversed", "", {{"from", format_iso(*from)}, {"to", format_iso(*to)}}}});
  }
  return Period{PeriodKind::range, *from, *to};
}

std::string text_of(const Period& period) {
  const year_month_day from(period.from);
  const int year = int(from.year());
  const unsigned month = unsigned(from.month());
  switch (period.kind) {
    case PeriodKind::day:
      return format_iso(period.from);
    case PeriodKind::week:
      return week_text(period.from);
    case PeriodKind::month:
      return fmt::format("{:04}-{:02}", year, month);
    case PeriodKind::quarter:
      return fmt::format("{:04}-Q{}", year, (month + 2) / 3);
    case PeriodKind::year:
      return fmt::format("{:04}", year);
    case PeriodKind::range:
      return format_iso(period.from) + ".." + format_iso(period.to);
  }
  CHECK(false);
}

Period previous(const Period& period) {
  switch (period.kind) {
    case PeriodKind::day:
    case PeriodKind::week:
    case PeriodKind::range: {
      const auto length = period.to - period.from + days(1);
      return {period.kind, period.from - length, period.to - length};
    }
    case PeriodKind::month:
      return of_months(period.kind, month_of(period.from) - months(1), 1);
    case PeriodKind::quarter:
      return of_months(period.kind, month_of(period.from) - months(3), 3);
    case PeriodKind::year:
      return of_months(period.kind, month_of(period.from) - months(12), 12);
  }
  CHECK(false);
}

Expected<void> must_have_begun(const Period& period, LocalDate today) {
  if (period.from <= today) return {};
  return refuse(Problems{
      {"ranking.period_in_future", "", {{"period", text_of(period)}, {"today", format_iso(today)}}}});
}

LocalDate judged_on(const Period& period, LocalDate today) { return std::min(period.to, today); }

LocalDate start_of(Grain grain, LocalDate day) {
  const year_month month = month_of(day);
  const auto into_quarter = months((unsigned(month.month()) - 1) % 3);
  switch (grain) {
    case Grain::day:
      return day;
    case Grain::month:
      return first_of(month);
    case Grain::quarter:
      return first_of(month - into_quarter);
    case Grain::year:
      return first_of(month.year() / std::chrono::January);
  }
  CHECK(false);
}

// Either end may be that of the month, quarter or year around it, less what is too much.
std::vector<Piece> pieces(LocalDate from, LocalDate to, Grain widest) {
  std::vector<Piece> fewest = side_by_side(from, to, widest);
  if (fewest.size() < 2) return fewest;
  for (int front = 1; front <= static_cast<int>(widest); ++front) {
    const LocalDate first = start_of(static_cast<Grain>(front), from);
    if (front > 1 && first == from) continue;
    for (int back = 1; back <= static_cast<int>(widest); ++back) {
      const auto grain = static_cast<Grain>(back);
      const LocalDate last = after(grain, start_of(grain, to)) - days(1);
      if (back > 1 && last == to) continue;
      auto tried = side_by_side(first, last, widest);
      take_away(tried, first, from - days(1), widest);
      take_away(tried, to + days(1), last, widest);
      if (tried.size() < fewest.size()) fewest = std::move(tried);
    }
  }
  return fewest;
}

}  // namespace motcua::ranking
