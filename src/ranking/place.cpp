#include "ranking/place.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace motcua::ranking {
namespace {

// Sorted fractions, the greatest first, without those of nobody.
class Field {
 public:
  explicit Field(const std::vector<Share>& shares) {
    for (const auto& share : shares) {
      if (share.received > 0) sorted_.push_back({share.online, share.received});
    }
    std::sort(sorted_.begin(), sorted_.end(), [](const auto& a, const auto& b) { return greater(a, b); });
  }
  // The place of a share among the others; `own` is the one of the field that it replaces.
  int place(const Share& share, const Share& own) const {
    const auto before = std::lower_bound(sorted_.begin(), sorted_.end(), share,
                                         [](const auto& a, const auto& b) { return greater(a, b); }) -
                        sorted_.begin();
    return 1 + static_cast<int>(before) - (own.received > 0 && greater(own, share) ? 1 : 0);
  }
  // Counts are far below 2^31, so their products fit.
  template <class A, class B>
  static bool greater(const A& a, const B& b) {
    return a.online * b.received > b.online * a.received;
  }

 private:
  struct Counts {
    std::int64_t online, received;
  };
  std::vector<Counts> sorted_;
};

using ByCode = std::unordered_map<std::string_view, const Share*>;
ByCode by_code(const std::vector<Share>& shares) {
  ByCode found;
  found.reserve(shares.size());
  for (const auto& share : shares) found.emplace(share.code, &share);
  return found;
}

}  // namespace

std::optional<double> value_of(const Share& share) {
  if (share.received == 0) return std::nullopt;
  return static_cast<double>(share.online) / static_cast<double>(share.received);
}

std::vector<std::optional<int>> places(const std::vector<Share>& shares) {
  const Field field(shares);
  std::vector<std::optional<int>> found;
  found.reserve(shares.size());
  for (const auto& share : shares) {
    found.push_back(share.received > 0 ? std::optional(field.place(share, share)) : std::nullopt);
  }
  return found;
}

std::vector<std::optional<Movement>> movements(const std::vector<Share>& now,
                                               const std::vector<Share>& before) {
  const ByCode known = by_code(before);
  const Field field_now(now), field_before(before);
  std::vector<std::optional<Movement>> found;
  found.reserve(now.size());
  for (const auto& share : now) {
    const auto own = known.find(share.code);
    if (share.received == 0 || own == known.end() || own->second->received == 0) {
      found.emplace_back();
      continue;
    }
    const Share& then = *own->second;
    const Share online_only{share.code, share.online, then.received};
    Movement movement;
    movement.previous_place = field_before.place(then, then);
    const int after_online = field_before.place(online_only, then);
    const int after_own = field_before.place(share, then);
    const int place = field_now.place(share, share);
    movement.up = movement.previous_place - place;
    movement.by_own_online = movement.previous_place - after_online;
    movement.by_own_received = after_online - after_own;
    movement.by_others = after_own - place;
    found.emplace_back(movement);
  }
  return found;
}

Crossings crossings(std::string_view code, const std::vector<Share>& now, const std::vector<Share>& before) {
  const ByCode known_now = by_code(now), known_before = by_code(before);
  const auto own_now = known_now.find(code), own_before = known_before.find(code);
  Crossings found;
  if (own_now == known_now.end() || own_before == known_before.end()) return found;
  const Share &is = *own_now->second, &was = *own_before->second;
  if (is.received == 0 || was.received == 0) return found;
  for (const auto& other : now) {
    const auto then = known_before.find(other.code);
    if (other.received == 0 || then == known_before.end() || then->second->received == 0) continue;
    if (Field::greater(*then->second, was) && Field::greater(is, other)) found.passed.push_back(other.code);
    if (Field::greater(was, *then->second) && Field::greater(other, is))
      found.passed_by.push_back(other.code);
  }
  return found;
}

}  // namespace motcua::ranking
