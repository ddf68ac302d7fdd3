#include "tracking/dossier_source.h"

#include "base/text.h"

namespace motcua::tracking {
namespace {

using dossier::Halt;
using dossier::Status;

LanguageMap both(std::string_view id) { return {message(Language::vi, id), message(Language::en, id)}; }

State ended_or_waiting(const dossier::Position& position) {
  switch (position.status) {
    case Status::submitted:
      return State::received;
    case Status::not_accepted:
      return State::refused;
    case Status::supplement_requested:
      return State::waiting;
    case Status::payment_requested:
      return State::paused;
    case Status::withdrawn:
      return State::withdrawn;
    case Status::halted:
      return position.halt == Halt::stopped ? State::stopped : State::paused;
    case Status::finished:
      return State::done;
    case Status::handed_over:
      return State::handed_over;
    case Status::accepted:
    case Status::in_process:
      return State::running;
  }
  return State::running;
}

State clocked_state(workflow::Urgency urgency) {
  if (urgency == workflow::Urgency::overdue) return State::overdue;
  return urgency == workflow::Urgency::due_today ? State::due_today : State::running;
}

const char* ending_id(State state) {
  if (state == State::refused) return "tracking.state.refused";
  return state == State::withdrawn ? "tracking.state.withdrawn" : "tracking.state.stop";
}

// One dossier on its way to being shown.
class Telling {
 public:
  Telling(const workflow::Installation& installation, store::Reader& reader, const dossier::State& state,
          Instant now, Depth depth)
      : installation_(installation),
        reader_(reader),
        state_(state),
        now_(now),
        depth_(depth),
        version_(installation.shelf.current()->version(state.procedure + "/" +
                                                       std::to_string(state.catalogue_version))) {}

  TrackedDossier tell() {
    told_.code = state_.code;
    told_.procedure_name = version_ ? version_->name : LanguageMap{state_.procedure, {}};
    tell_clock();
    tell_stages();
    if (depth_ == Depth::whole) tell_confidential();
    return std::move(told_);
  }

 private:
  const calendar::Timetable& timetable() const {
    const auto* known = installation_.organisation.find(state_.agencies.received);
    return known == nullptr ? installation_.timetables.usual() : installation_.timetables.of(known->code);
  }

  LanguageMap unit(const std::string& code) const {
    const auto* found = installation_.organisation.find(code);
    return found == nullptr ? LanguageMap{} : found->name;
  }

  // Where citizens go: the service centre of a commune, else the agency itself.
  LanguageMap counter() const {
    const auto* centre = installation_.organisation.centre_of(state_.agencies.received);
    return centre == nullptr ? unit(state_.agencies.received) : centre->name;
  }

  void tell_clock() {
    told_.state = ended_or_waiting(state_.position);
    if (told_.state == State::running) {
      const workflow::Clocked clocked{state_.position.status, state_.position.halt, state_.due_at};
      told_.state = clocked_state(workflow::urgency(clocked, now_, timetable().offset()));
      told_.working_minutes = workflow::remaining_working_minutes(clocked, now_, timetable());
    }
    told_.due_at = state_.due_at;
    told_.without_due_date = state_.promise && !state_.promise->due_at;
    if (state_.promise) told_.first_due_at = state_.promise->due_at;
    const bool stands = told_.state == State::waiting || told_.state == State::paused;
    if (!stands || !state_.clock_stopped_since) return;
    told_.clock_stopped_since = state_.clock_stopped_since;
    const auto shift = workflow::shift_after_wait(state_, timetable(), now_);
    if (shift && *shift) told_.due_if_answered_now = (*shift)->due_at;
  }

  LanguageMap office_of(const dossier::StepState& step) {
    if (step.key == "receive" || step.key == "return") return counter();
    const auto post = step.taken_by ? step.taken_by : step.given_to;
    const auto holder = post ? identity::find_post(reader_, *post) : std::nullopt;
    if (!holder) return unit(state_.agencies.solving);
    return unit(holder->post.office.empty() ? holder->post.unit : holder->post.office);
  }

  LanguageMap name_of_step(const std::string& key) const {
    if (version_) {
      for (const auto& step : version_->steps) {
        if (step.key == key) return step.name;
      }
    }
    return has_message("step." + key) ? both("step." + key) : LanguageMap{key, {}};
  }

  void tell_stages() {
    const bool ended =
        told_.state == State::refused || told_.state == State::withdrawn || told_.state == State::stopped;
    const auto* current = ended ? nullptr : state_.current_step();
    auto reached = state_.received_at;
    for (const auto& step : state_.steps) {
      const bool done = step.done_at.has_value(), now = &step == current;
      if (!done && ended) break;
      // Handing out work is nothing a citizen waits for, unless that is where the dossier lies.
      if (step.key != "assign" || now) {
        TrackedStage stage{step.key, name_of_step(step.key), {}, Progress::ahead, {}, step.done_at};
        if (done || now) {
          stage.progress = done ? Progress::done : Progress::now;
          if (depth_ == Depth::whole) stage.office = office_of(step);
          stage.since = step.taken_at ? step.taken_at : reached;
        }
        told_.stages.push_back(std::move(stage));
      }
      if (done) reached = step.done_at;
    }
    if (state_.steps.empty() && !ended) {
      told_.stages.push_back(
          {"submitted", both("tracking.stage.submitted"), counter(), Progress::now, state_.submitted_at, {}});
    }
    if (ended) {
      told_.stages.push_back(
          {"ended", both(ending_id(told_.state)), {}, Progress::done, state_.ended_at, {}});
    }
  }

  // The newest event of this type; null without one.
  template <class Payload>
  const dossier::Event* newest() {
    if (events_.empty()) events_ = installation_.dossiers.events(reader_, state_.id);
    for (auto event = events_.rbegin(); event != events_.rend(); ++event) {
      if (std::holds_alternative<Payload>(event->payload)) return &*event;
    }
    return nullptr;
  }

  json::value private_part(const dossier::Event* event) const {
    const auto part = event == nullptr
                          ? std::nullopt
                          : installation_.dossiers.private_part(reader_, state_.id, event->version);
    return part && part->is_object() ? *part : json::value(json::object());
  }

  // What the officer wrote with the newest event of this type.
  template <class Payload>
  std::string reason(std::string_view field = "reason") {
    const auto part = private_part(newest<Payload>());
    const auto* text = part.as_object().if_contains(field);
    return text != nullptr && text->is_string() ? std::string(text->as_string()) : std::string();
  }

  void tell_needed() {
    if (told_.state != State::waiting) return;
    const auto* event = newest<dossier::SupplementRequested>();
    if (event == nullptr) return;
    const auto& faults = std::get<dossier::SupplementRequested>(event->payload).faults;
    const auto reasons = workflow::reasons_of(private_part(event), faults.size());
    auto& ours = told_.confidential;
    ours.needed_reason = reasons.whole;
    for (std::size_t i = 0; i < faults.size(); ++i) {
      ours.needed.push_back({both("fault." + std::string(workflow::name_of(faults[i].kind))),
                             {workflow::name_of_asked(faults[i], version_.get(), Language::vi),
                              workflow::name_of_asked(faults[i], version_.get(), Language::en)},
                             reasons.each[i],
                             faults[i].basis});
    }
  }

  void tell_pause() {
    if (state_.position.halt != Halt::paused) return;
    auto& ours = told_.confidential;
    ours.pause_reason = reason<dossier::Paused>();
    if (!state_.awaited) return;
    const std::string named = reason<dossier::Paused>("agency");
    ours.awaited_agency = state_.awaited->empty() ? LanguageMap{named, named} : unit(*state_.awaited);
  }

  void tell_confidential() {
    auto& ours = told_.confidential;
    if (const auto post = state_.holder()) {
      if (const auto holder = identity::find_post(reader_, *post)) {
        ours.owner_initials = initials_of(holder->display_name);
      }
    }
    tell_needed();
    tell_pause();
    if (told_.state == State::refused) ours.ending_reason = reason<dossier::NotAccepted>();
    if (told_.state == State::stopped) ours.ending_reason = reason<dossier::Stopped>();
    ours.bring_to = counter();
    if (state_.promise) {
      for (const auto& day : state_.promise->explanation) ours.explanation.push_back(day.text);
    }
    const bool has_result = told_.state == State::done || told_.state == State::handed_over;
    if (!has_result || !state_.ended_at) return;
    const bool posted = state_.return_by == dossier::ReturnBy::post;
    ours.result = TrackedResult{version_ ? version_->result_name : LanguageMap{}, *state_.ended_at,
                                state_.handed_over_at, posted ? LanguageMap{} : counter()};
  }

  const workflow::Installation& installation_;
  store::Reader& reader_;
  const dossier::State& state_;
  const Instant now_;
  const Depth depth_;
  const catalogue::VersionRef version_;
  std::vector<dossier::Event> events_;  // read when asked for
  TrackedDossier told_;
};

}  // namespace

std::string initials_of(std::string_view name) {
  std::string initials;
  for (const auto& word : words(name)) {
    std::size_t bytes = 1;
    while (bytes < word.size() && (static_cast<unsigned char>(word[bytes]) & 0xC0) == 0x80) ++bytes;
    initials += word.substr(0, bytes) + ".";
  }
  return initials;
}

std::optional<TrackedDossier> DossierSource::find(std::string_view code, Instant now, Depth depth) const {
  return installation_.store.read([&](store::Reader& reader) -> std::optional<TrackedDossier> {
    const auto state = installation_.dossiers.state_of_code(reader, code);
    if (!state) return std::nullopt;
    return Telling(installation_, reader, *state, now, depth).tell();
  });
}

bool DossierSource::check_secret(std::string_view code, std::string_view secret) const {
  return installation_.store.read([&](store::Reader& reader) {
    const auto id = installation_.dossiers.id_of_code(reader, code);
    const auto submission = id ? installation_.dossiers.submission(reader, *id) : std::nullopt;
    return submission && !submission->secret.empty() &&
           same_in_constant_time(as_bytes(submission->secret), as_bytes(secret));
  });
}

}  // namespace motcua::tracking
