#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace motcua::bench {

double number_in(const json::object& object, std::string_view name);  // 0 when it is not there
std::string text_in(const json::object& object, std::string_view name);

// What the table has no column for: the spike, the share of authentication, signing in.
std::string apart_of(const json::object& piece);

// One line for each target that the pieces say something of: reached or NOT reached, and by how much.
std::string targets(const std::vector<json::object>& pieces);

}  // namespace motcua::bench
