#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace motcua::bench {

// Keeps `connections` busy from one thread: each sends its next request when its last was answered.
struct Load {
  std::uint16_t port = 0;
  std::size_t connections = 64;
  std::chrono::milliseconds warm_up{2000};
  std::chrono::milliseconds measured{15000};
  int expected_status = 200;
  std::function<std::string(std::size_t connection)> next_request;
  std::function<void()> on_begin = [] {};  // the measured time begins, ends
  std::function<void()> on_end = [] {};
};

struct Measured {
  std::vector<std::uint32_t> micros;  // of each request answered in the measured time, in order of size
  std::size_t before = 0;             // answered in the time of warming up
  std::size_t refused = 0;            // answered with another status, in all
  std::string refusal;                // the first of them
  double seconds = 0;
  double client_cpu_seconds = 0;

  double per_second() const { return static_cast<double>(micros.size()) / seconds; }
  double percentile_ms(double share) const;
};

// Waits at the end for every request that was sent. Throws std::runtime_error when a connection breaks.
Measured run(const Load& load);

}  // namespace motcua::bench
