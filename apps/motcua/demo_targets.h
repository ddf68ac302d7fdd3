#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace motcua::app {

using YearMonth = std::pair<int, unsigned>;  // 2025, 7
YearMonth month_of(LocalDate day);

// A row of data/demo/first_hundred_days.tsv, which says what each figure means.
struct Target {
  std::string figure, units;
  LocalDate from{}, to{};
  int value = 0;
};

class Targets {
 public:
  // Throws std::runtime_error when the table cannot be read: it ships with the program.
  static Targets shipped();

  LocalDate first_day() const;
  LocalDate last_day() const;
  // What a whole group, "communes" or "departments", receives in its first days, and in all. CHECKs that the
  // table says so.
  Target group_begins(const std::string& group) const;
  Target group_whole(const std::string& group) const;
  // A figure of one unit; all of them begin on the first day. Not for places.
  std::optional<Target> of(const std::string& unit, const std::string& figure) const;
  std::vector<Target> places() const;

 private:
  std::vector<Target> rows_;
};

}  // namespace motcua::app
