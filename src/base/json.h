#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace motcua {

namespace json = boost::json;

// Keys sorted, no white space, UTF-8: one value has one text, so that it can be hashed. Integers only, no
// doubles (CHECK): their text is not unique.
std::string canonical_json(const json::value& value);
// The same, appended: for whoever writes a large text out of parts.
void append_canonical(std::string& out, const json::value& value);
void append_canonical(std::string& out, std::string_view text);

// Two spaces an indent, for people reading a terminal.
std::string pretty_json(const json::value& value);

}  // namespace motcua
