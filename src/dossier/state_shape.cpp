#include "base/bytes.h"
#include "base/check.h"
#include "dossier/shapes.h"
#include "dossier/state.h"

namespace motcua::dossier {

using http::choice;
using http::field;
using http::object;
using http::Shape;

const Shape<Status>& shape_of(const Status*) {
  static const auto shape = choice<Status>({{"submitted", Status::submitted},
                                            {"accepted", Status::accepted},
                                            {"not_accepted", Status::not_accepted},
                                            {"in_process", Status::in_process},
                                            {"supplement_requested", Status::supplement_requested},
                                            {"payment_requested", Status::payment_requested},
                                            {"withdrawn", Status::withdrawn},
                                            {"halted", Status::halted},
                                            {"finished", Status::finished},
                                            {"handed_over", Status::handed_over}});
  return shape;
}

const Shape<Halt>& shape_of(const Halt*) {
  static const auto shape =
      choice<Halt>({{"none", Halt::none}, {"paused", Halt::paused}, {"stopped", Halt::stopped}});
  return shape;
}

const Shape<Position>& shape_of(const Position*) {
  static const auto shape = object<Position>(
      "Position", {field("status", &Position::status, shape_of(static_cast<const Status*>(nullptr))),
                   field("halt", &Position::halt, shape_of(static_cast<const Halt*>(nullptr))),
                   field("came_from", &Position::came_from, shape_of(static_cast<const Status*>(nullptr)))});
  return shape;
}

const Shape<StepState>& shape_of(const StepState*) {
  static const auto shape = object<StepState>(
      "StepState", {field("key", &StepState::key), field("due_at", &StepState::due_at),
                    field("given_to", &StepState::given_to), field("given_at", &StepState::given_at),
                    field("taken_by", &StepState::taken_by), field("taken_at", &StepState::taken_at),
                    field("done_at", &StepState::done_at)});
  return shape;
}

const Shape<ForeignCode>& shape_of(const ForeignCode*) {
  static const auto shape = object<ForeignCode>(
      "ForeignCode", {field("system", &ForeignCode::system), field("code", &ForeignCode::code)});
  return shape;
}

const Shape<ScanState>& shape_of(const ScanState*) {
  static const auto shape = object<ScanState>(
      "ScanState", {field("scan", &ScanState::scan), field("paper", &ScanState::paper),
                    field("media_type", &ScanState::media_type), field("pages", &ScanState::pages),
                    field("attached_at", &ScanState::attached_at), field("version", &ScanState::version)});
  return shape;
}

namespace {

const Shape<State>& state_shape() {
  static const auto shape = object<State>("State", {field("id", &State::id),
                                                    field("version", &State::version),
                                                    field("code", &State::code),
                                                    field("foreign_codes", &State::foreign_codes),
                                                    field("position", &State::position),
                                                    field("procedure", &State::procedure),
                                                    field("catalogue_version", &State::catalogue_version),
                                                    field("channel", &State::channel),
                                                    field("agencies", &State::agencies),
                                                    field("papers", &State::papers),
                                                    field("return_by", &State::return_by),
                                                    field("submitted_at", &State::submitted_at),
                                                    field("received_at", &State::received_at),
                                                    field("promise", &State::promise),
                                                    field("due_at", &State::due_at),
                                                    field("clock_stopped_since", &State::clock_stopped_since),
                                                    field("steps", &State::steps),
                                                    field("asked_papers", &State::asked_papers),
                                                    field("scans", &State::scans),
                                                    field("result", &State::result),
                                                    field("fee_dong", &State::fee_dong),
                                                    field("fee_paid", &State::fee_paid),
                                                    field("ended_at", &State::ended_at),
                                                    field("handed_over_at", &State::handed_over_at),
                                                    field("erased", &State::erased)});
  return shape;
}

}  // namespace

json::value write_state(const State& state) {
  json::value value = state_shape().write(state);
  value.as_object()["last_hash"] = to_hex(state.last_hash);
  return value;
}

State read_state(const json::value& value) {
  json::object object = value.as_object();
  const auto hash = from_hex(json::value_to<std::string>(object.at("last_hash")));
  object.erase("last_hash");
  auto state = state_shape().read(object);
  CHECK(state.has_value() && hash && hash->size() == state->last_hash.size());
  std::copy(hash->begin(), hash->end(), state->last_hash.begin());
  return std::move(*state);
}

}  // namespace motcua::dossier
