#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "base/json.h"
#include "base/language_map.h"
#include "base/message.h"
#include "base/time.h"
#include "calendar/limit.h"
#include "calendar/working_time.h"

namespace motcua::calendar {

// Why a day was skipped, or the counting or the due date moved on from it.
enum class DayReason { weekend, holiday, tentative_holiday, after_hours, after_cut_off };

// "weekend", "holiday", "tentative-holiday", "after-hours", "after-cut-off".
std::string_view to_text(DayReason reason);
std::optional<DayReason> parse_day_reason(std::string_view text);

// Facts, so that they can be recorded with the promise; explain() says them in words.
struct Explained {
  LocalDate date;
  DayReason kind = DayReason::weekend;
  LanguageMap name = {};  // of the holiday, else empty
  bool operator==(const Explained&) const = default;
};

// "Thứ Ba 24/11/2026: nghỉ lễ (Ngày Văn hóa Việt Nam)".
std::string explain(Language language, const Explained& explained);

// [{"date","kind","text"}]: what the command line and the API answer.
json::array to_json(const std::vector<Explained>& explanation, Language language);

struct Due {
  std::optional<Instant> due;          // none for LimitKind::none
  std::vector<Explained> explanation;  // in order of date, a date once
  bool operator==(const Due&) const = default;
};

// The due date of something received at `received` (handbook section 5, NĐ 118/2025):
// - working days and hours: that much working time after `received`; received while closed counts from the
// next
//   opening; an instant that ends a stretch of work is that end;
// - calendar days: that many dates after the date of reception, at closing time;
// - same day: that date at closing time; received after the cut-off of the hours, or with nothing left to
// work
//   that day: the next working day. The cut-off instant itself still counts as that day;
// - a date that is not worked moves to the next that is.
// The explanation names each day off from reception to the due date for working limits, each day off the date
// was moved over for the others; a worked Saturday is no day off. Problems: calendar.before_first_day,
// calendar.after_last_day.
Expected<Due> due_date(Instant received, Limit limit, const Timetable& timetable);

// The same for a single question; builds the index each time.
Expected<Due> due_date(Instant received, Limit limit, const WorkCalendar& calendar, const Hours& hours);

}  // namespace motcua::calendar
