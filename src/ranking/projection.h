#pragma once
#include <memory>
#include <string>
#include <vector>

#include "ranking/making.h"

namespace motcua::ranking {

// Keeps the figures: reads the events in the order of their positions and adds what each says. Whoever reads
// figures sees all events up to one position and no others. One step at a time; by the process that holds the
// lease, but two at once do no harm.
class Projection {
 public:
  Projection(store::Store& store, const Counting& counting);

  // One short step. True: more waits. Counts everything anew when nothing was counted yet, or by another rule
  // or calendar; meanwhile the old figures stay readable and fresh.
  bool step();
  // Counts everything anew from the first event, whatever is there. For who has time.
  void rebuild();

 private:
  struct Folded;
  bool fold_some(std::int64_t making);
  Folded fold(store::Writer& writer, std::int64_t making, std::int64_t after, std::int64_t upto);
  bool make_some();
  bool show(std::int64_t making);
  bool sweep(std::int64_t making);
  void keep(std::int64_t after, Folded folded);

  store::Store& store_;
  const Counting counting_;
  const std::string rule_;
  // Good as long as nobody else read on: as of cached_position_ of cached_making_.
  Courses cached_;
  std::int64_t cached_position_ = 0;
  std::unique_ptr<Making> making_;
};

// Whether figures were ever counted here. Until then there is nothing to show.
bool is_counted(store::Reader& reader);

// The invariant figures_equal_recount: all figures counted again from the events that the projection has
// read, and compared with what is kept. One sentence for each difference, at most 100. Scans everything.
std::vector<std::string> wrong_figures(store::Reader& reader, const Counting& counting);

}  // namespace motcua::ranking
