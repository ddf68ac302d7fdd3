#include "calendar/account.h"

#include <numeric>

#include "base/check.h"

namespace motcua::calendar {
namespace {

std::string place(std::size_t index) { return "/pauses/" + std::to_string(index); }

// "18/11/2026 10:00": the same in every language.
std::string moment(Instant instant) {
  const std::string iso = format_iso(instant);
  return iso.substr(8, 2) + '/' + iso.substr(5, 2) + '/' + iso.substr(0, 4) + ' ' + iso.substr(11, 5);
}

std::vector<std::size_t> in_order_of_time(const std::vector<Pause>& pauses) {
  std::vector<std::size_t> order(pauses.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(pauses[a].from, pauses[a].until) < std::pair(pauses[b].from, pauses[b].until);
  });
  return order;
}

}  // namespace

Expected<std::vector<Pause>> ordered_pauses(Instant received, const std::vector<Pause>& pauses) {
  Problems wrong;
  for (std::size_t i = 0; i < pauses.size(); ++i) {
    const auto refused = [&](const char* code) {
      wrong.push_back(
          {code, place(i), {{"from", moment(pauses[i].from)}, {"until", moment(pauses[i].until)}}});
    };
    if (pauses[i].until < pauses[i].from) refused("calendar.pause_ends_before_start");
    if (pauses[i].from < received) refused("calendar.pause_before_reception");
  }
  std::vector<Pause> ordered;
  for (const std::size_t i : in_order_of_time(pauses)) {
    const Pause& pause = pauses[i];
    if (!ordered.empty() && pause.from < ordered.back().until) {
      wrong.push_back({"calendar.pauses_overlap",
                       place(i),
                       {{"from", moment(pause.from)}, {"earlier", moment(ordered.back().until)}}});
    }
    ordered.push_back(pause);
  }
  if (!wrong.empty()) return refuse(std::move(wrong));
  return ordered;
}

std::vector<Stint> divide(Instant received, Instant until, const std::vector<Pause>& pauses) {
  std::vector<Stint> stints;
  Instant reached = received;
  const auto add = [&](Instant end, bool paused) {
    if (end > reached) stints.push_back({reached, end, paused});
    reached = std::max(reached, end);
  };
  for (const auto& pause : pauses) {
    CHECK(pause.from >= reached && pause.until >= pause.from);
    add(pause.from, false);
    add(pause.until, true);
  }
  add(until, false);
  return stints;
}

Expected<std::vector<std::int64_t>> working_minutes(const std::vector<Instant>& ends,
                                                    const Timetable& timetable) {
  std::vector<std::int64_t> minutes;
  std::int64_t before = 0;
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const auto worked = timetable.working_time_between(ends.front(), ends[i]);
    if (!worked) return refuse(worked.error());
    const std::int64_t until_here = std::chrono::floor<std::chrono::minutes>(*worked).count();
    minutes.push_back(until_here - before);
    before = until_here;
  }
  return minutes;
}

}  // namespace motcua::calendar
