#include "documents/date_words.h"

#include <fmt/format.h>

namespace motcua::documents {
namespace {

LocalDate day_of(LocalTime time) { return std::chrono::floor<std::chrono::days>(time); }

}  // namespace

std::string date_in_words(LocalDate date) {
  const std::chrono::year_month_day ymd(date);
  const auto month = static_cast<unsigned>(ymd.month());
  return fmt::format("ngày {:02} tháng {}{} năm {}", static_cast<unsigned>(ymd.day()), month < 3 ? "0" : "",
                     month, static_cast<int>(ymd.year()));
}

std::string weekday_in_words(LocalDate date) {
  static constexpr std::array<const char*, 7> names{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                                    "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
  return names.at(std::chrono::weekday(date).c_encoding());
}

std::string time_in_words(LocalTime time) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time - day_of(time)).count();
  return fmt::format("{:02} giờ {:02} phút", minutes / 60, minutes % 60);
}

std::string moment_in_words(LocalTime time) {
  return fmt::format("{}, {}", time_in_words(time), date_in_words(day_of(time)));
}

std::string moment_with_weekday(LocalTime time) {
  const LocalDate day = day_of(time);
  return fmt::format("{}, {} {}", time_in_words(time), weekday_in_words(day), date_in_words(day));
}

}  // namespace motcua::documents
