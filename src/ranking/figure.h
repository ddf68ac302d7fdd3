#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace motcua::ranking {

// What is counted, by day, unit, procedure and channel (handbook sections 4 and 5). The order is that of the
// columns of ranking_cell and never changes. The flows happen on a day; the changes add up to what stands at
// the end of a day: all of them up to it, added.
enum class Figure {
  received,            // first accepted (status 2); taken_over is not counted
  taken_over,          // carried over from an earlier system
  not_accepted,        // status 3
  early,               // status 9 on a day before the due date
  on_time,             // status 9 on the due date, or without one; withdrawn ones come to it in a table
  overdue,             // status 9 on a day after the due date
  withdrawn,           // status 7 after acceptance
  stopped,             // status 8 stopped, shown apart
  handed_over,         // status 10
  re_appointed,        // the one extension approved (form 04)
  ended_re_appointed,  // status 9 of one that had been re-appointed
  in_process,          // change: in statuses 2 and 4
  supplement,          // change: in status 5 after acceptance
  paused,              // change: in statuses 6 and 8 paused, after acceptance
  late,                // change: in process past its due date; stands on the first day it counts
};
inline constexpr std::size_t figure_count = 15;
inline constexpr std::size_t flow_count = 11;  // the first ones; the others are changes

std::string_view name_of(Figure figure);  // "received"
std::optional<Figure> figure_of(std::string_view name);

// One number for each figure.
struct Counts {
  std::array<std::int64_t, figure_count> of{};
  std::int64_t& operator[](Figure figure) { return of[static_cast<std::size_t>(figure)]; }
  std::int64_t operator[](Figure figure) const { return of[static_cast<std::size_t>(figure)]; }
  Counts& operator+=(const Counts& more) {
    for (std::size_t i = 0; i < figure_count; ++i) of[i] += more.of[i];
    return *this;
  }
  bool operator==(const Counts&) const = default;
};

}  // namespace motcua::ranking
