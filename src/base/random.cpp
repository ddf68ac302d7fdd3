#include "base/random.h"

#include <sodium.h>
#include <mutex>
#include <random>

#include "base/check.h"

namespace motcua {

Bytes Random::bytes(std::size_t count) {
  Bytes out(count);
  fill(out);
  return out;
}

std::uint32_t Random::below(std::uint32_t bound) {
  CHECK(bound > 0);
  // Numbers of the last, incomplete range are drawn again, else low results would be likelier.
  const std::uint32_t limit = UINT32_MAX - (UINT32_MAX % bound + 1) % bound;
  std::uint32_t value = 0;
  do {
    std::array<std::uint8_t, 4> raw{};
    fill(raw);
    value = raw[0] | raw[1] << 8U | raw[2] << 16U | static_cast<std::uint32_t>(raw[3]) << 24U;
  } while (value > limit);
  return value % bound;
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
  randombytes_buf(out.data(), out.size());
}

struct SeededRandom::State {
  std::mutex mutex;
  std::mt19937_64 engine;
};

SeededRandom::SeededRandom(std::uint64_t seed) : state_(std::make_unique<State>()) {
  state_->engine.seed(seed);
}
SeededRandom::~SeededRandom() = default;

void SeededRandom::fill(std::span<std::uint8_t> out) {
  const std::lock_guard lock(state_->mutex);
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i % 8 == 0) word = state_->engine();
    out[i] = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
  }
}

}  // namespace motcua
