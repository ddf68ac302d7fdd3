#pragma once
#include <atomic>
#include <iosfwd>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "motcua/parts.h"

namespace motcua::app {

// What `motcua init --demo` knows: "dienbien" is the province's first hundred days, 1 July to 5 October 2025,
// and some hundred dossiers of the last weeks; "small" is the latter alone.
enum class DemoKind { dienbien, small };
std::optional<DemoKind> demo_kind(std::string_view name);

// Where the clock of a demo made at `now` begins: on 1 July 2025, or about five weeks before `now`. The
// Program is composed over a DemoClock that shows this instant. Throws std::runtime_error when `now` lies so
// early that the one would run into the other.
Instant demo_start(DemoKind kind, Instant now);

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

// Synthetic officials for every commune and their dossiers, through the same handlers that people use, dated
// from demo_start() to `now`, where `clock` stands at the end: in 2025 as data/demo/first_hundred_days.tsv
// asks for, in the last weeks in all states. People and courses come from a fixed seed; secrets and the one
// password for all accounts from parts' own generator. Writes DIR/demo-accounts.txt for the owner only and a
// short table to `out`. Throws std::runtime_error with the answer when a handler refuses: then the rules and
// the demo have parted.
void fill_demo(Program::Parts& parts, DemoClock& clock, DemoKind kind, Instant now, std::ostream& out);

}  // namespace motcua::app
