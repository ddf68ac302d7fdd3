#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The places of units by the share of dossiers that came online (handbook section 6): accepted dossiers of
// the period that came through channel 2 ÷ all accepted in the period. Pure, and exact: shares are compared
// as fractions, never as rounded numbers.
namespace motcua::ranking {

// What a unit accepted in a period.
struct Share {
  std::string code;
  std::int64_t online = 0;
  std::int64_t received = 0;
  bool operator==(const Share&) const = default;
};

// Fewer than these are tagged on the page, since one dossier moves the share by more than three points. Their
// place stays as it is.
inline constexpr std::int64_t few_dossiers = 30;
inline bool has_few(const Share& share) { return share.received < few_dossiers; }

// 0 to 1, unrounded; nothing when nothing was accepted.
std::optional<double> value_of(const Share& share);

// The place of each share, in their order: 1 for the greatest; equal ones share a place and the next ones are
// left out; no place for who accepted nothing.
std::vector<std::optional<int>> places(const std::vector<Share>& shares);

// Why a place is another one than in the period before. Changed one after the other, and in this order: the
// unit's own online count, its own count of all received, the figures of all others. The three add up to
// `up`.
struct Movement {
  int previous_place = 0;
  int up = 0;  // places gained; negative: lost
  int by_own_online = 0;
  int by_own_received = 0;
  int by_others = 0;
  bool operator==(const Movement&) const = default;
};

// In the order of `now`; nothing for who has no place in one of the two periods. `before` may hold other
// units: one that is missing accepted nothing then.
std::vector<std::optional<Movement>> movements(const std::vector<Share>& now,
                                               const std::vector<Share>& before);

// The others that changed sides with one unit, in the order of `now`; nobody when the unit has no place in
// one of the two periods, and never one that has none.
struct Crossings {
  std::vector<std::string> passed;     // stood before it and now stand behind
  std::vector<std::string> passed_by;  // stood behind it and now stand before
  bool operator==(const Crossings&) const = default;
};
Crossings crossings(std::string_view code, const std::vector<Share>& now, const std::vector<Share>& before);

}  // namespace motcua::ranking
