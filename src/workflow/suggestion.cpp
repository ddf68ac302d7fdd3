#include "workflow/suggestion.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace motcua::workflow {

std::string_view name_of(Why why) {
  switch (why) {
    case Why::knows_and_free:
      return "knows_and_free";
    case Why::knows:
      return "knows";
    case Why::free:
      return "free";
    case Why::none:
      return "none";
  }
  CHECK(false);
}

std::vector<Suggestion> suggest(const std::vector<Candidate>& candidates, std::int64_t work_minutes) {
  const auto done_in = [&](const Candidate& each) {
    return each.load_minutes + (each.solved > 0 ? work_minutes : work_minutes * 3 / 2);
  };
  std::vector<const Candidate*> order;
  for (const auto& each : candidates) order.push_back(&each);
  std::stable_sort(order.begin(), order.end(), [&](const Candidate* a, const Candidate* b) {
    return std::pair(done_in(*a), -a->solved) < std::pair(done_in(*b), -b->solved);
  });
  std::vector<Suggestion> all;
  for (const auto* each : order) all.push_back({each->post, done_in(*each), Why::none});
  if (order.size() < 2) return all;
  const Candidate& first = *order.front();
  const bool has_least = std::all_of(order.begin(), order.end(), [&](const Candidate* each) {
    return first.load_minutes <= each->load_minutes;
  });
  all.front().why = first.solved > 0 ? (has_least ? Why::knows_and_free : Why::knows)
                    : has_least      ? Why::free
                                     : Why::none;
  return all;
}

}  // namespace motcua::workflow
