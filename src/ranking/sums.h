#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>

#include "ranking/course.h"
#include "ranking/period.h"
#include "store/store.h"
#include "workflow/workflow.h"

namespace motcua::ranking {

// How figures are laid out: all procedures together, by procedure, by the post of an officer.
enum class View { all = 1, procedure = 2, officer = 3 };

// Under which sums a figure of a day stands: the unit's and the province's, or those of an officer.
struct SumKey {
  View view = View::all;
  Grain grain = Grain::day;
  int start = 0;      // days since 1970
  std::string scope;  // unit; "" for the province
  std::string item;   // "", procedure or post
  int channel = 1;
  auto operator<=>(const SumKey&) const = default;
};
struct TimeKey {
  SumKey sum;
  std::int64_t minutes = 0;  // working_step
  auto operator<=>(const TimeKey&) const = default;
};

// The grains that sums are kept in, from narrowest to widest.
struct Grains {
  Grain narrowest = Grain::day, widest = Grain::year;
  bool hold(Grain grain) const { return grain >= narrowest && grain <= widest; }
};
// Of cells, of a unit or an officer, or of the province; officers have no sums of the province.
inline Grains grains_of_cells(View view, bool is_province) {
  return {Grain::day, is_province || view == View::all ? Grain::year : Grain::month};
}
// Of working times. A dossier that ended is a row of its own in nearly each of them, but for the province's:
// of a unit only the days by procedure and the months of all are kept, since the others follow from these.
inline Grains grains_of_times(View view, bool is_province) {
  if (is_province) return {Grain::day, Grain::year};
  return view == View::all ? Grains{Grain::month, Grain::month} : Grains{Grain::day, Grain::day};
}
// Working times of the province are also kept for all channels together: half as many rows to read.
inline constexpr int all_channels = 0;
inline int day_number(LocalDate day) { return static_cast<int>(day.time_since_epoch().count()); }

// What counting stands on; made once.
struct Counting {
  const organisation::Organisation& organisation;
  const workflow::Timetables& timetables;

  UtcOffset offset() const { return organisation.province().offset; }
  // Names the rule and the calendar, which decide what a working time is.
  std::string rule() const;
  // Working minutes as they are counted; nothing when the calendar does not cover them.
  std::optional<std::int64_t> minutes(const Course& course, const Effect& effect) const;
};

// What some events add, brought together before it is written.
class Sums {
 public:
  void add(const Course& course, const Effect& effect, std::optional<std::int64_t> minutes);
  void write(store::Writer& writer, std::int64_t making) const;
  bool empty() const { return days_.empty() && times_.empty(); }

 private:
  // Of a day, in the view of procedures or officers: the others follow from it.
  std::map<SumKey, Counts> days_;
  std::map<TimeKey, std::int64_t> times_;
};

// Rows of a making that has none of these keys yet.
void put_new_cells(store::Writer& writer, std::int64_t making,
                   std::span<const std::pair<SumKey, Counts>> cells);
void put_new_times(store::Writer& writer, std::int64_t making,
                   std::span<const std::pair<TimeKey, std::int64_t>> times);

}  // namespace motcua::ranking
