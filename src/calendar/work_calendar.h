#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "base/language_map.h"
#include "base/time.h"

namespace motcua::calendar {

// `ordinary` days are worked if the unit's hours open on that weekday; `worked` ones in any case.
enum class DayKind : std::uint8_t { ordinary, holiday, tentative_holiday, worked };

struct DayFact {
  LocalDate date;
  DayKind kind = DayKind::ordinary;
  LanguageMap name;   // of the holiday, or what a worked day is worked for
  std::string basis;  // the act that says so
};

// The days off and the worked Saturdays between a first and a last day; it does not answer for any other day.
// A value: copies share their content, which never changes.
class WorkCalendar {
 public:
  // Precondition: facts in order of date, each once, all within first…last.
  WorkCalendar(LocalDate first_day, LocalDate last_day, std::vector<DayFact> facts);

  // "2025-07-01..2027-12-31-" and 12 hex digits of the digest of all facts: two files that say the same have
  // one version. Recorded with every promise (DESIGN section 1).
  const std::string& version() const { return content_->version; }
  LocalDate first_day() const { return content_->first_day; }
  LocalDate last_day() const { return content_->last_day; }
  bool covers(LocalDate date) const { return date >= first_day() && date <= last_day(); }
  // CHECKs covers(date).
  DayKind kind(LocalDate date) const;
  // The fact about a day that differs from the ordinary week, else nullptr. CHECKs covers(date).
  const DayFact* fact(LocalDate date) const;
  const std::vector<DayFact>& facts() const { return content_->facts; }

 private:
  struct Content {
    LocalDate first_day;
    LocalDate last_day;
    std::string version;
    std::vector<DayFact> facts;
    std::vector<std::uint16_t> fact_of_day;  // 0 = none, else position in facts + 1
  };
  std::shared_ptr<const Content> content_;
};

// Reads a table with the columns of data/calendar/holidays.csv. Problems, all at once:
// calendar.file_unreadable, calendar.day_unreadable, day_kind_unknown, day_name_missing, day_twice,
// day_outside, range_missing.
Expected<WorkCalendar> load_calendar(std::string_view csv);

}  // namespace motcua::calendar
