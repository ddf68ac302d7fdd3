#include "base/time.h"

#include <fmt/format.h>

namespace motcua {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Reads exactly `width` digits at `pos` and moves on.
std::optional<int> digits(std::string_view text, std::size_t& pos, std::size_t width) {
  if (pos + width > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const char c = text[pos + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  pos += width;
  return value;
}

// The last `width` digits of a number that is not negative: answers are full of times.
void append_digits(std::string& text, std::size_t width, std::int64_t value) {
  text.append(width, '0');
  for (std::size_t i = 0; i < width; ++i, value /= 10) {
    text[text.size() - 1 - i] = static_cast<char>('0' + value % 10);
  }
}

bool literal(std::string_view text, std::size_t& pos, char expected) {
  if (pos >= text.size() || text[pos] != expected) return false;
  ++pos;
  return true;
}

std::optional<LocalDate> date_at(std::string_view text, std::size_t& pos) {
  const auto y = digits(text, pos, 4);
  if (!y || !literal(text, pos, '-')) return std::nullopt;
  const auto m = digits(text, pos, 2);
  if (!m || !literal(text, pos, '-')) return std::nullopt;
  const auto d = digits(text, pos, 2);
  if (!d) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                         std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return LocalDate{date};
}

std::optional<milliseconds> fraction_at(std::string_view text, std::size_t& pos) {
  if (!literal(text, pos, '.')) return milliseconds{0};
  const auto ms = digits(text, pos, 3);
  if (!ms) return std::nullopt;
  while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') ++pos;  // finer than we keep
  return milliseconds{*ms};
}

std::optional<milliseconds> time_of_day_at(std::string_view text, std::size_t& pos) {
  const auto h = digits(text, pos, 2);
  if (!h || *h > 23 || !literal(text, pos, ':')) return std::nullopt;
  const auto m = digits(text, pos, 2);
  if (!m || *m > 59) return std::nullopt;
  if (!literal(text, pos, ':')) return hours{*h} + minutes{*m};
  const auto s = digits(text, pos, 2);
  if (!s || *s > 59) return std::nullopt;
  const auto ms = fraction_at(text, pos);
  if (!ms) return std::nullopt;
  return hours{*h} + minutes{*m} + seconds{*s} + *ms;
}

std::optional<UtcOffset> offset_at(std::string_view text, std::size_t& pos, UtcOffset otherwise) {
  if (pos == text.size()) return otherwise;
  if (literal(text, pos, 'Z')) return UtcOffset{minutes{0}};
  const bool negative = text[pos] == '-';
  if (!negative && text[pos] != '+') return std::nullopt;
  ++pos;
  const auto h = digits(text, pos, 2);
  if (!h || *h > 14 || !literal(text, pos, ':')) return std::nullopt;
  const auto m = digits(text, pos, 2);
  if (!m || *m > 59) return std::nullopt;
  const minutes value = hours{*h} + minutes{*m};
  return UtcOffset{negative ? -value : value};
}

}  // namespace

LocalTime to_local(Instant instant, UtcOffset offset) {
  return LocalTime{instant.time_since_epoch() + offset.value};
}

Instant to_instant(LocalTime local, UtcOffset offset) {
  return Instant{local.time_since_epoch() - offset.value};
}

LocalDate local_date(Instant instant, UtcOffset offset) {
  return std::chrono::floor<days>(to_local(instant, offset));
}

std::string format_iso(LocalDate date) {
  const std::chrono::year_month_day ymd{date};
  const int year = static_cast<int>(ymd.year());
  if (year < 0 || year > 9999) {
    return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
  }
  std::string text;
  append_digits(text, 4, year);
  text += '-';
  append_digits(text, 2, static_cast<unsigned>(ymd.month()));
  text += '-';
  append_digits(text, 2, static_cast<unsigned>(ymd.day()));
  return text;
}

std::string format_iso(Instant instant, UtcOffset offset) {
  const LocalTime local = to_local(instant, offset);
  const LocalDate date = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss<milliseconds> time{local - date};
  std::string text = format_iso(date);
  text.reserve(sizeof "2026-11-22T09:42:00.000+07:00");
  text += 'T';
  append_digits(text, 2, time.hours().count());
  text += ':';
  append_digits(text, 2, time.minutes().count());
  text += ':';
  append_digits(text, 2, time.seconds().count());
  if (time.subseconds().count() != 0) {
    text += '.';
    append_digits(text, 3, time.subseconds().count());
  }
  if (offset.value.count() == 0) return text += 'Z';
  const auto off = std::chrono::abs(offset.value);
  text += offset.value.count() < 0 ? '-' : '+';
  append_digits(text, 2, off.count() / 60);
  text += ':';
  append_digits(text, 2, off.count() % 60);
  return text;
}

std::optional<LocalDate> parse_date(std::string_view text) {
  std::size_t pos = 0;
  const auto date = date_at(text, pos);
  return pos == text.size() ? date : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text, UtcOffset offset) {
  std::size_t pos = 0;
  const auto date = date_at(text, pos);
  if (!date || !literal(text, pos, 'T')) return std::nullopt;
  const auto time = time_of_day_at(text, pos);
  if (!time) return std::nullopt;
  const auto zone = offset_at(text, pos, offset);
  if (!zone || pos != text.size()) return std::nullopt;
  return to_instant(LocalTime{*date} + *time, *zone);
}

}  // namespace motcua
