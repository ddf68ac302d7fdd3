#pragma once
#include <string>
#include <string_view>

#include "base/expected.h"

namespace motcua::feedback {

// As signs a reader counts, line ends included (length_in_signs).
inline constexpr std::size_t shortest_opinion = 5;
inline constexpr std::size_t longest_opinion = 500;

// What someone typed as it is kept: NFC, line ends as \n, no other control characters, white space around it
// dropped. Faults, at /text: http.invalid_utf8, feedback.too_short, feedback.too_long with min, max and
// length.
Expected<std::string> read_opinion(std::string_view typed);

// The page an opinion is about, as it is kept: the path without its query, which may name a person; of a
// tracking page only that it is one. "" when it is no path of this site, or longer than 200 bytes.
std::string read_about(std::string_view path);

}  // namespace motcua::feedback
