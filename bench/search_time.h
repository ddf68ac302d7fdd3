#pragma once
#include "load.h"

namespace motcua::bench {

struct SearchTimes {
  std::size_t procedures = 0;
  double index_ms = 0;  // until the index stood, by the clock; the best of three
  Measured searches = {};
};
// The search for a procedure, in this process, each time with another of some questions: over what ships with
// the published records beside it where they lie beside the tree, or, for `at_least` more, over copies of
// them.
SearchTimes time_searches(std::size_t at_least, int count);

}  // namespace motcua::bench
