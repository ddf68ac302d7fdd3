#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/time.h"

namespace motcua::tracking {

// What the cookie of a tracking page holds: proof, good for a while, that the secret of this dossier was
// given. It is made from the installation's key, so that nothing is stored, and the secret cannot be computed
// from it.
inline constexpr std::chrono::minutes pass_lifetime{30};

std::string make_pass(const SecretKey& key, std::string_view code, Instant now);
bool pass_is_good(const SecretKey& key, std::string_view code, std::string_view pass, Instant now);

}  // namespace motcua::tracking
