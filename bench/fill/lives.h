#pragma once
#include <map>
#include <memory>
#include <vector>

#include "base/random.h"
#include "bench/fill.h"
#include "intake/intake.h"

namespace motcua::bench {

// Where a dossier stands when the filling is done.
enum class Stand {
  handed_over,
  withdrawn,
  stopped,
  refused,
  submitted,
  unassigned,
  given,
  in_hand,
  to_approve,
  approving,
  supplement,
  payment,
  paused,
  finished,
};

// One dossier as planned: what is left to do needs no shared state, so that several threads can do it.
struct Life {
  std::uint64_t index = 0;
  const Staff* staff = nullptr;
  catalogue::VersionRef version;
  dossier::Agencies agencies;
  dossier::Channel channel = dossier::Channel::counter;
  Stand stand = Stand::handed_over;
  Instant received;
  std::shared_ptr<const intake::Promised> promised;
  const calendar::Timetable* timetable = nullptr;
  dossier::Series series;
  std::int64_t serial = 0;
};

// Plans lives one after the other, in order of time; not shared by threads.
class Planner {
 public:
  Planner(const FillPlan& plan, const organisation::Organisation& organisation,
          const catalogue::Catalogue& catalogue, const std::vector<Staff>& staff);
  Life next();

  // The last number given for each series and day.
  using Serials = std::map<std::pair<std::string, LocalDate>, std::int64_t>;
  const Serials& serials() const { return serials_; }

 private:
  Instant moment(const calendar::Timetable& timetable, Stand stand, int limit_days);
  std::shared_ptr<const intake::Promised> promise(const Life& life);

  const FillPlan& plan_;
  const organisation::Organisation& organisation_;
  const workflow::Timetables timetables_;
  const std::vector<Staff>& staff_;
  SeededRandom random_;
  std::vector<catalogue::VersionRef> versions_;
  std::vector<LocalDate> days_;  // worked ones, yesterday last
  std::map<std::tuple<const calendar::Timetable*, std::string, int, Instant>,
           std::shared_ptr<const intake::Promised>>
      promises_;
  LocalDate promises_of_{};
  Serials serials_;
  std::uint64_t done_ = 0;
};

// What Dossiers::begin asks for. `random` is the life's own.
struct Began {
  dossier::Act act;
  dossier::Beginning beginning;
};
Began begin_life(const Life& life, const dossier::Keys& keys, Instant now, Random& random);

}  // namespace motcua::bench
