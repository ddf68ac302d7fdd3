#pragma once
#include <string>
#include <vector>

#include "http/shape.h"
#include "tracking/tracked.h"

namespace motcua::tracking {

// What anybody who knows the code may read as JSON: the stages and dates of the public page. No office, no
// person.
struct StageAnswer {
  std::string key, name;
  Progress progress = Progress::ahead;
  std::optional<Instant> since, until;
};
struct TrackingAnswer {
  std::string code, procedure;
  State state = State::running;
  std::optional<Instant> due_at, first_due_at, due_if_answered_now, clock_stopped_since;
  std::optional<std::int64_t> working_minutes;  // until the promise, negative past it
  bool without_due_date = false;
  std::vector<StageAnswer> stages;
};

TrackingAnswer tracking_answer(Language language, const TrackedDossier& dossier);

const http::Shape<State>& shape_of(const State*);
const http::Shape<Progress>& shape_of(const Progress*);
const http::Shape<StageAnswer>& shape_of(const StageAnswer*);
const http::Shape<TrackingAnswer>& shape_of(const TrackingAnswer*);

}  // namespace motcua::tracking
