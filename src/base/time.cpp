#include "base/time.h"

#include <fmt/format.h>

#include <array>

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

// A time on its way to being written, without a string for each of its parts: answers are full of times.
class Writing {
 public:
  // The last `width` digits of a number that is not negative.
  Writing& digits(std::size_t width, std::int64_t value) {
    for (std::size_t i = width; i-- > 0; value /= 10)
      text_[length_ + i] = static_cast<char>('0' + value % 10);
    length_ += width;
    return *this;
  }
  Writing& sign(char c) {
    text_[length_++] = c;
    return *this;
  }
  std::string text() const { return {text_.data(), length_}; }

 private:
  std::array<char, sizeof "2026-11-22T09:42:00.000+07:00"> text_{};
  std::size_t length_ = 0;
};

// Years of four digits only.
void write_date(Writing& out, const std::chrono::year_month_day& date) {
  out.digits(4, static_cast<int>(date.year())).sign('-');
  out.digits(2, static_cast<unsigned>(date.month())).sign('-').digits(2, static_cast<unsigned>(date.day()));
}

bool has_four_digits(std::chrono::year year) {
  return static_cast<int>(year) >= 0 && static_cast<int>(year) <= 9999;
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
  if (!has_four_digits(ymd.year())) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
  }
  Writing out;
  write_date(out, ymd);
  return out.text();
}

std::string format_iso(Instant instant, UtcOffset offset) {
  const LocalTime local = to_local(instant, offset);
  const LocalDate date = std::chrono::floor<days>(local);
  const std::chrono::year_month_day ymd{date};
  const std::chrono::hh_mm_ss<milliseconds> time{local - date};
  Writing out;
  const bool usual = has_four_digits(ymd.year());
  if (usual) write_date(out, ymd);
  out.sign('T').digits(2, time.hours().count()).sign(':').digits(2, time.minutes().count());
  out.sign(':').digits(2, time.seconds().count());
  if (time.subseconds().count() != 0) out.sign('.').digits(3, time.subseconds().count());
  if (offset.value.count() == 0) {
    out.sign('Z');
  } else {
    const auto off = std::chrono::abs(offset.value);
    out.sign(offset.value.count() < 0 ? '-' : '+').digits(2, off.count() / 60);
    out.sign(':').digits(2, off.count() % 60);
  }
  return usual ? out.text() : format_iso(date) + out.text();
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
