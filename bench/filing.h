#pragma once
#include <string>
#include <string_view>

#include "base/random.h"
#include "installation.h"

namespace motcua::bench {

// What is filed: a birth registered anew (5 working days) with five of its papers.
inline constexpr std::string_view procedure = "1.004884";

// A request that files one dossier of a made-up person; no two are alike.
std::string filing_request(const Clerk& clerk, Random& random);

}  // namespace motcua::bench
