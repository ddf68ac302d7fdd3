#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http_talk.h"

namespace motcua::bench {

// One counter in each of the 45 communes and wards.
inline constexpr std::size_t counters = 45;

// For a while, so many connections are busy.
struct Phase {
  std::size_t connections = counters;
  std::chrono::milliseconds length{0};
};

// Keeps connections busy from one thread: each sends its next request when its last was answered, or, at a
// pace, when its turn has come: then a request's time begins with its turn, sent late or not. One that is
// told to come back later (503) waits a second.
struct Load {
  std::uint16_t port = 0;
  std::vector<Phase> warm_up{{counters, std::chrono::milliseconds(1000)}};
  std::vector<Phase> measured{{counters, std::chrono::milliseconds(8000)}};
  double pace = 0;           // requests a second of all connections together; 0: as fast as they are answered
  bool may_be_busy = false;  // a 503 and a closed connection are part of what is measured
  std::function<std::string(std::size_t connection)> next_request;
  // Whether the answer is the one that was wanted; `body` only counts then.
  std::function<bool(std::size_t connection, int status, std::string_view body)> on_answer =
      [](std::size_t, int status, std::string_view) { return status == 200; };
  std::function<void()> on_begin = [] {};  // the measured time begins, ends
  std::function<void()> on_end = [] {};
};

struct Measured {
  std::vector<std::uint32_t> micros;    // of each request answered in the measured time, in order of size
  std::vector<std::uint32_t> by_tenth;  // answered as wanted in each tenth of a second of it
  std::size_t refused = 0;              // answered otherwise, in all
  std::string refusal;                  // the first of them
  std::size_t busy = 0;                 // 503 with Retry-After
  std::size_t broken = 0;               // connections closed before an answer
  double seconds = 0;
  double client_cpu_seconds = 0;

  double per_second() const { return seconds > 0 ? static_cast<double>(micros.size()) / seconds : 0; }
  double percentile_ms(double share) const;
};

// Waits at the end for every request that was sent. Throws std::runtime_error when a connection breaks that
// must not, or an answer stays out for half a minute.
Measured run(const Load& load);

// What follows `mark` in a JSON text, up to the next quote, comma or brace: "\"id\":\"" → the id.
std::string_view text_after(std::string_view body, std::string_view mark);

}  // namespace motcua::bench
