#pragma once
#include <stdexcept>
#include <string>

namespace motcua::sim {

// A truth that does not hold: the seed has found something.
class Broken : public std::runtime_error {
 public:
  Broken(std::string invariant, const std::string& detail)
      : std::runtime_error(invariant + ": " + detail), invariant_(std::move(invariant)) {}
  const std::string& invariant() const { return invariant_; }

 private:
  std::string invariant_;
};

}  // namespace motcua::sim
