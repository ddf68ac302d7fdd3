#include "ranking/climb.h"

namespace motcua::ranking {
namespace {

// The share as a fraction, so that equal ones are equal.
bool greater(const Share& a, const Share& b) { return a.online * b.received > b.online * a.received; }

// With how many more online it has at least the share of another: (online + n) ÷ (received + n).
std::optional<std::int64_t> needed(const Share& own, const Share& other) {
  const std::int64_t rest = other.received - other.online;
  if (rest == 0) return std::nullopt;  // all of the other's are online: never reached but by all
  const std::int64_t gap = other.online * own.received - own.online * other.received;
  return (gap + rest - 1) / rest;
}

}  // namespace

std::optional<Climb> climb(const std::vector<Share>& shares, std::size_t unit) {
  const Share& own = shares.at(unit);
  if (own.received == 0) return std::nullopt;
  const Share* next = nullptr;  // the least share above its own
  for (const auto& each : shares) {
    if (each.received > 0 && greater(each, own) && (next == nullptr || greater(*next, each))) next = &each;
  }
  if (next == nullptr) return std::nullopt;
  const auto more = needed(own, *next);
  if (!more) return std::nullopt;
  auto then = shares;
  then[unit].online += *more;
  then[unit].received += *more;
  return Climb{*more, places(then)[unit].value()};
}

}  // namespace motcua::ranking
