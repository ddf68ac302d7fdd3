#pragma once
#include <string>
#include <string_view>

namespace motcua::identity {

// What a browser says it is, short enough to know one's own devices by: "Chrome, Windows" (cases in
// device_cases.tsv). Empty when it says nothing that is known. A client can say what it likes: this is for
// the eye, never for a decision.
std::string device_of(std::string_view user_agent);

}  // namespace motcua::identity
