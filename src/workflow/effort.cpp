#include "workflow/effort.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::workflow {

Efforts Efforts::read(std::string_view tsv) {
  const Table table = read_tsv(tsv);
  Efforts efforts;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto number = [&](std::string_view column) {
      const auto read = parse_integer(table.at(i, column));
      if (!read || *read < 0)
        throw std::runtime_error(fmt::format("effort, row {}: {} is no number", i + 1, column));
      return *read;
    };
    const Effort effort{static_cast<int>(number("hands_on")), number("least"), number("most"),
                        number("wait")};
    if (effort.least > effort.most || effort.hands_on_percent > 100)
      throw std::runtime_error(fmt::format("effort, row {}: least above most, or more than all", i + 1));
    efforts.by_step_[table.at(i, "step")] = effort;
  }
  if (!efforts.by_step_.contains("*")) throw std::runtime_error("effort: the row * is missing");
  return efforts;
}

const Efforts& Efforts::shipped() {
  static const Efforts efforts = read(resource("workflow/effort.tsv"));
  return efforts;
}

const Effort& Efforts::of(std::string_view step) const {
  const auto found = by_step_.find(step);
  return found == by_step_.end() ? by_step_.find("*")->second : found->second;
}

std::int64_t Efforts::work(std::string_view step, int share_percent, std::int64_t limit_minutes) const {
  const Effort& effort = of(step);
  return std::clamp(limit_minutes * share_percent / 100 * effort.hands_on_percent / 100, effort.least,
                    effort.most);
}

std::int64_t working_minutes_of(calendar::Limit limit, const calendar::Hours& hours) {
  switch (limit.kind) {
    case calendar::LimitKind::working_days:
      return limit.amount * hours.working_day.count();
    case calendar::LimitKind::calendar_days:
      return limit.amount * hours.working_day.count() * 5 / 7;
    case calendar::LimitKind::working_hours:
      return limit.amount * 60;
    case calendar::LimitKind::same_day:
      return hours.working_day.count();
    case calendar::LimitKind::none:
      return 0;
  }
  CHECK(false);
}

Remaining remaining(const std::vector<catalogue::Step>& steps, std::string_view step,
                    std::int64_t limit_minutes, const Efforts& efforts) {
  Remaining rest;
  const auto in_hand =
      std::find_if(steps.begin(), steps.end(), [&](const catalogue::Step& each) { return each.key == step; });
  const bool is_known = in_hand != steps.end();
  rest.work_now = efforts.work(step, is_known ? in_hand->share_percent : 0, limit_minutes);
  rest.wait_now = efforts.of(step).wait;
  for (auto next = is_known ? in_hand + 1 : steps.begin(); next != steps.end(); ++next) {
    if (next->key == "return") continue;
    rest.work_after += efforts.work(next->key, next->share_percent, limit_minutes);
    rest.wait_after += efforts.of(next->key).wait;
  }
  return rest;
}

}  // namespace motcua::workflow
