#pragma once
#include <string_view>

#include "http/shape.h"

// What a text from outside may consist of. Private to http.
namespace motcua::http {

bool matches(Pattern pattern, std::string_view text);

struct PatternFacts {
  const char* problem;
  const char* regex;  // for the API document
};
PatternFacts facts_of(Pattern pattern);

// NUL cannot be stored by PostgreSQL, and the other control characters hide what a reader sees.
bool has_control_character(std::string_view text);

// The id of the problem with this text wherever it stands; null without one. `scanned`: Pattern::scanned.
const char* fault_of_text(std::string_view text, bool scanned);

}  // namespace motcua::http
