#pragma once
#include <atomic>
#include <iosfwd>

#include "base/clock.h"
#include "motcua/parts.h"

namespace motcua::app {

// Where the clock of a demo made at `now` begins: about five weeks earlier. The Program is composed over a
// DemoClock that shows this instant.
Instant demo_start(Instant now);

// Shows each thread the time that thread has set, so that several play the past at once and share the commits
// of the store; to all others the time set for all.
class DemoClock final : public Clock {
 public:
  explicit DemoClock(Instant start) : for_all_(start) {}
  Instant now() const override;
  void set(Instant instant);  // for this thread; one DemoClock at a time
  void set_for_all(Instant instant) { for_all_ = instant; }

 private:
  std::atomic<Instant> for_all_;
};

// Synthetic officials for every commune and a few hundred dossiers in all states, through the same handlers
// that people use, dated from demo_start(now) to `now`, where `clock` stands at the end. People and courses
// come from a fixed seed; secrets and the one password for all accounts from parts' own generator. Writes
// DIR/demo-accounts.txt for the owner only and a short table to `out`. Throws std::runtime_error with the
// answer when a handler refuses: then the rules and the demo have parted.
void fill_demo(Program::Parts& parts, DemoClock& clock, Instant now, std::ostream& out);

}  // namespace motcua::app
