#include "calendar/date_text.h"

#include <fmt/format.h>

namespace motcua::calendar {

std::string long_date(Language language, LocalDate date) {
  static constexpr std::array<std::string_view, 7> ids{
      "calendar.sunday",   "calendar.monday", "calendar.tuesday", "calendar.wednesday",
      "calendar.thursday", "calendar.friday", "calendar.saturday"};
  const std::chrono::year_month_day ymd{date};
  return message(language, "calendar.long_date",
                 {{"weekday", message(language, ids[std::chrono::weekday{date}.c_encoding()])},
                  {"day", fmt::format("{:02}", static_cast<unsigned>(ymd.day()))},
                  {"month", fmt::format("{:02}", static_cast<unsigned>(ymd.month()))},
                  {"year", fmt::format("{}", static_cast<int>(ymd.year()))}});
}

std::string long_date_time(Language language, Instant instant, UtcOffset offset) {
  const LocalDate date = local_date(instant, offset);
  const std::chrono::hh_mm_ss<std::chrono::milliseconds> time{to_local(instant, offset) - date};
  return message(language, "calendar.long_date_time",
                 {{"date", long_date(language, date)},
                  {"time", fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count())}});
}

}  // namespace motcua::calendar
