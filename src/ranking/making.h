#pragma once
#include <cstdint>
#include <functional>
#include <future>
#include <unordered_map>
#include <vector>

#include "ranking/recount.h"

namespace motcua::ranking {

// The dossiers whose next event can still count, as their events so far left them.
using Courses = std::unordered_map<Uuid, Course>;

// Lets the events follow one another, in the order of their positions and from the first one on, into
// `recount`; courses that are closed are forgotten.
void recount_events(const std::vector<dossier::Event>& events, const Counting& counting, Courses& courses,
                    Recount& recount);

// All figures counted anew from the first event, in small steps and beside the ones that readers look at,
// which they do until these are shown. Kept in memory until they are written: what dies on the way is begun
// again.
class Making {
 public:
  Making(store::Store& store, const Counting& counting);

  // One short step. False: all is written, up to position(); what came since has to be added before it is
  // shown.
  bool step();
  // All of it at once and by several threads, for who has time.
  void run();
  std::int64_t number() const { return number_; }
  std::int64_t position() const { return position_; }
  Courses take_courses() { return std::move(courses_); }

 private:
  // The rows of one level of Recount.
  struct Rows {
    std::vector<Recount::Packed> cells, times;
  };
  bool read_some();
  void read_all();
  bool write_some(int most_rows);
  Rows rows_of(std::size_t level) const;
  bool take_level();

  store::Store& store_;
  const Counting& counting_;
  const std::int64_t number_;
  std::int64_t position_ = 0;
  Courses courses_;
  Recount recount_;
  bool is_reading_ = true;
  bool is_running_ = false;
  std::size_t level_ = 0, at_cell_ = 0, at_time_ = 0;  // the next level; the next rows of this one
  Rows rows_;
  std::future<Rows> next_rows_;  // while running; after what it reads, so that it ends before that does
};

}  // namespace motcua::ranking
