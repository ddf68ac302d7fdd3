#pragma once
// What every fuzz target of this folder shares: raw bytes as text, and what holds for every refusal. A broken
// CHECK throws, nobody catches it, and libFuzzer keeps the input that did it.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/expected.h"
#include "base/message.h"
#include "base/text.h"

namespace motcua::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Every problem has a code with a status and a sentence in both languages: message() throws on an unknown
// one.
inline void check_problems(const Problems& problems) {
  CHECK(!problems.empty());
  for (const Problem& problem : problems) {
    CHECK(!problem.code.empty());
    CHECK(problem_status(problem) >= 400 && problem_status(problem) < 500);
    for (const Language language : {Language::vi, Language::en}) {
      CHECK(!problem_message(language, problem).empty());
    }
  }
}

// The first byte chooses among several readers of one target; the rest is what they read.
inline std::size_t choose(std::string_view& input, std::size_t count) {
  if (input.empty()) return 0;
  const auto chosen = static_cast<unsigned char>(input.front()) % count;
  input.remove_prefix(1);
  return chosen;
}

}  // namespace motcua::fuzz
