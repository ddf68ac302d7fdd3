#include <array>

#include "base/bytes.h"
#include "base/check.h"
#include "base/text.h"
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
                    field("done_at", &StepState::done_at), field("taken_for", &StepState::taken_for)});
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

class DigestSchema final : public http::Schema {
 public:
  void read(const json::value& value, http::Faults& faults, void* out) const override {
    auto& digest = *static_cast<Digest*>(out);
    const auto* text = value.if_string();
    const auto bytes = text == nullptr ? std::nullopt : from_hex({text->data(), text->size()});
    if (!bytes || bytes->size() != digest.size())
      return faults.add("http.wrong_type", {{"expected", "string"}});
    std::copy(bytes->begin(), bytes->end(), digest.begin());
  }
  // Always as long: 64 digits between two quotation marks.
  bool read_canonical(std::string_view& rest, void* out) const override {
    auto& digest = *static_cast<Digest*>(out);
    const auto length = 2 * digest.size() + 2;
    if (rest.size() < length || rest.front() != '"' || rest[length - 1] != '"') return false;
    const auto bytes = from_hex(rest.substr(1, length - 2));
    if (!bytes) return false;
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    rest.remove_prefix(length);
    return true;
  }
  json::value write(const void* in) const override {
    return json::string(to_hex(*static_cast<const Digest*>(in)));
  }
  json::object describe(http::Components&) const override { return {{"type", "string"}}; }
};

const Shape<State>& state_shape() {
  static const auto shape = object<State>(
      "State", {field("id", &State::id),
                field("version", &State::version),
                field("last_hash", &State::last_hash, Shape<Digest>(std::make_shared<DigestSchema>())),
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
                field("proposed_due", &State::proposed_due),
                field("extended_at", &State::extended_at),
                field("clock_stopped_since", &State::clock_stopped_since),
                field("steps", &State::steps),
                field("accept_by", &State::accept_by),
                field("awaited", &State::awaited),
                field("asked_papers", &State::asked_papers),
                field("asked_fields", &State::asked_fields).or_default(),
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

json::value write_state(const State& state) { return state_shape().write(state); }
std::string state_text(const State& state) { return state_shape().canonical(state); }

State read_state(const json::value& value) {
  auto state = state_shape().read(value);
  CHECK(state.has_value());
  return std::move(*state);
}

State read_state_text(std::string_view text) {
  if (auto state = state_shape().read_canonical(text)) return std::move(*state);
  std::array<unsigned char, 16 * 1024> here;  // most states fit, and nothing is freed one by one
  json::monotonic_resource memory(here.data(), here.size());
  return read_state(json::parse({text.data(), text.size()}, &memory));
}

// Inside a text each quotation mark stands behind a backslash, so that only a member's name can match.
std::int64_t catalogue_version_of(std::string_view state_text) {
  constexpr std::string_view member = "\"catalogue_version\":";
  const auto at = state_text.find(member);
  CHECK(at != std::string_view::npos);
  const auto digits = state_text.substr(at + member.size());
  const auto version = parse_integer(digits.substr(0, digits.find_first_not_of("0123456789")));
  CHECK(version.has_value());
  return *version;
}

}  // namespace motcua::dossier
