#include "base/random.h"

#include <sodium.h>
#include <algorithm>
#include <array>
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

namespace {

// Asking the system costs more than most of what is asked for: a thread fetches some ahead. Each byte is
// given out once and wiped here. The program never forks without becoming another one, so no two processes
// share any.
class FetchedAhead {
 public:
  ~FetchedAhead() { sodium_memzero(bytes_.data(), bytes_.size()); }
  bool give(std::span<std::uint8_t> out) {
    if (out.size() > bytes_.size()) return false;
    if (out.size() > bytes_.size() - used_) {
      randombytes_buf(bytes_.data(), bytes_.size());
      used_ = 0;
    }
    const auto given = std::span(bytes_).subspan(used_, out.size());
    std::copy(given.begin(), given.end(), out.begin());
    sodium_memzero(given.data(), given.size());
    used_ += out.size();
    return true;
  }

 private:
  std::array<std::uint8_t, 256> bytes_{};
  std::size_t used_ = 256;
};

}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> out) {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
  thread_local FetchedAhead ahead;
  if (!ahead.give(out)) randombytes_buf(out.data(), out.size());
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
