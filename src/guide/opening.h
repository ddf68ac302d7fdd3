#pragma once
#include <optional>
#include <string>

#include "base/message.h"
#include "base/time.h"
#include "calendar/calendar.h"

namespace motcua::guide {

// Whether an office is open at `now`, in words for a citizen.
struct Opening {
  bool open = false;
  std::string state;  // "Đang mở cửa"
  std::string until;  // "đến 11:30", "mở lại Thứ Hai 23/11/2026, 07:00"; empty past the calendar's end
};
Opening opening_at(Language language, Instant now, const calendar::Timetable& timetable);

// "Thứ Hai – Thứ Sáu" and "07:00–11:30 và 13:30–17:00"; days with other hours than the first are named apart.
struct HoursText {
  std::string days;
  std::string hours;
};
HoursText hours_text(Language language, const calendar::Hours& hours);

// The next day or run of days off that begins within a week, today's included: "Nghỉ lễ: Thứ Ba 24/11/2026".
// Empty when there is none.
std::string next_holiday(Language language, Instant now, const calendar::Timetable& timetable);

// "07:00"
std::string clock_text(std::chrono::minutes since_midnight);
// "09:42", of the wall clock in the province.
std::string clock_text(Instant instant, UtcOffset offset);

}  // namespace motcua::guide
