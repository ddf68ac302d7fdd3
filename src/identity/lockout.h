#pragma once
#include <chrono>
#include <optional>

#include "base/time.h"

namespace motcua::identity {

// Wrong passwords in a row, of one account or from one address.
struct Failures {
  int count = 0;
  Instant last{};
};

struct LockoutRule {
  int free_tries;                    // wrong tries without any delay
  std::chrono::minutes first_delay;  // doubles with each further wrong try
  std::chrono::minutes longest_delay;
  std::chrono::hours forgotten_after;  // the count begins anew
};

// An account locks early and never for long, so that a stranger cannot keep an officer from work; an address
// may belong to a whole office behind one router, so it locks late and longer.
inline constexpr LockoutRule account_lockout{5, std::chrono::minutes{1}, std::chrono::minutes{15},
                                             std::chrono::hours{24}};
inline constexpr LockoutRule address_lockout{30, std::chrono::minutes{1}, std::chrono::minutes{60},
                                             std::chrono::hours{24}};

// When the next try is allowed; nothing when it is allowed now.
std::optional<Instant> locked_until(const LockoutRule& rule, const Failures& failures, Instant now);

}  // namespace motcua::identity
