#pragma once
// For tests only: chance that can be repeated, and how often a fault is tried.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace motcua::app {

// Printed when it is made; MOTCUA_SEED=N in the environment takes the same way again.
class Chance {
 public:
  Chance() : Chance(chosen()) { std::cout << "MOTCUA_SEED=" << seed_ << std::endl; }
  explicit Chance(std::uint64_t seed) : seed_(seed), engine_(seed) {}
  std::uint64_t seed() const { return seed_; }
  std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
  // For a thread of its own.
  Chance child() { return Chance(engine_()); }

 private:
  static std::uint64_t chosen() {
    const char* text = std::getenv("MOTCUA_SEED");
    return text == nullptr ? std::random_device{}() : std::stoull(text);
  }
  std::uint64_t seed_;
  std::mt19937_64 engine_;
};

// MOTCUA_LONG=1, as ./dev test --long sets it.
inline bool long_run() { return std::getenv("MOTCUA_LONG") != nullptr; }
inline int rounds() { return long_run() ? 100 : 20; }

}  // namespace motcua::app
