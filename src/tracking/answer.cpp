#include "tracking/answer.h"

namespace motcua::tracking {

using http::choice;
using http::field;
using http::object;
using http::Shape;

TrackingAnswer tracking_answer(Language language, const TrackedDossier& dossier) {
  TrackingAnswer answer;
  answer.code = dossier.code;
  answer.procedure = dossier.procedure_name.in(language);
  answer.state = dossier.state;
  answer.due_at = dossier.due_at;
  answer.first_due_at = dossier.first_due_at;
  answer.due_if_answered_now = dossier.due_if_answered_now;
  answer.clock_stopped_since = dossier.clock_stopped_since;
  answer.working_minutes = dossier.working_minutes;
  answer.without_due_date = dossier.without_due_date;
  for (const auto& stage : dossier.stages) {
    answer.stages.push_back({stage.key, stage.name.in(language), stage.progress, stage.since, stage.until});
  }
  return answer;
}

const Shape<State>& shape_of(const State*) {
  static const auto shape = choice<State>({{"overdue", State::overdue},
                                           {"due_today", State::due_today},
                                           {"running", State::running},
                                           {"received", State::received},
                                           {"waiting", State::waiting},
                                           {"paused", State::paused},
                                           {"done", State::done},
                                           {"handed_over", State::handed_over},
                                           {"stopped", State::stopped},
                                           {"withdrawn", State::withdrawn},
                                           {"refused", State::refused}});
  return shape;
}

const Shape<Progress>& shape_of(const Progress*) {
  static const auto shape =
      choice<Progress>({{"done", Progress::done}, {"now", Progress::now}, {"ahead", Progress::ahead}});
  return shape;
}

const Shape<StageAnswer>& shape_of(const StageAnswer*) {
  static const auto shape = object<StageAnswer>(
      "TrackingStage", {field("key", &StageAnswer::key), field("name", &StageAnswer::name),
                        field("progress", &StageAnswer::progress), field("since", &StageAnswer::since),
                        field("until", &StageAnswer::until)});
  return shape;
}

const Shape<TrackingAnswer>& shape_of(const TrackingAnswer*) {
  static const auto shape = object<TrackingAnswer>(
      "Tracking", {field("code", &TrackingAnswer::code), field("procedure", &TrackingAnswer::procedure),
                   field("state", &TrackingAnswer::state), field("due_at", &TrackingAnswer::due_at),
                   field("first_due_at", &TrackingAnswer::first_due_at),
                   field("due_if_answered_now", &TrackingAnswer::due_if_answered_now),
                   field("clock_stopped_since", &TrackingAnswer::clock_stopped_since),
                   field("working_minutes", &TrackingAnswer::working_minutes),
                   field("without_due_date", &TrackingAnswer::without_due_date),
                   field("stages", &TrackingAnswer::stages)});
  return shape;
}

}  // namespace motcua::tracking
