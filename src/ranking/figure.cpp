#include "ranking/figure.h"

#include <algorithm>

namespace motcua::ranking {
namespace {

constexpr std::array<std::string_view, figure_count> names{"received",
                                                           "taken_over",
                                                           "not_accepted",
                                                           "early",
                                                           "on_time",
                                                           "overdue",
                                                           "withdrawn",
                                                           "stopped",
                                                           "handed_over",
                                                           "re_appointed",
                                                           "ended_re_appointed",
                                                           "in_process",
                                                           "supplement",
                                                           "paused",
                                                           "late"};

}  // namespace

std::string_view name_of(Figure figure) { return names[static_cast<std::size_t>(figure)]; }

std::optional<Figure> figure_of(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Figure>(found - names.begin());
}

}  // namespace motcua::ranking
