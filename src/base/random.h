#pragma once
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"

namespace motcua {

// Randomness is always passed in: whoever needs it takes a Random&. Implementations are safe to share by
// threads.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
  Bytes bytes(std::size_t count);
  // Uniform in [0, bound); bound > 0.
  std::uint32_t below(std::uint32_t bound);
};

// The operating system's generator, for everything secret.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

// Repeatable, for tests, the demo generator and the simulation. Never for secrets of real people.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  ~SeededRandom() override;
  void fill(std::span<std::uint8_t> out) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace motcua
