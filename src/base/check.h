#pragma once
#include <stdexcept>

namespace motcua {

// A broken promise of our own code, never of a person or a machine. Caught at one boundary: roll back, 500,
// alarm.
class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace motcua

// Alive in release builds. A function-like macro because the message needs the condition's text and place.
#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::motcua::check_failed(#condition, __FILE__, __LINE__))
