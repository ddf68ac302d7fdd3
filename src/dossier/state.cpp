#include "dossier/state.h"

#include "base/check.h"

namespace motcua::dossier {
namespace {

void move(State& s, Move move) {
  const auto next = after(s.position, move);
  CHECK(next.has_value());
  s.position = *next;
}

StepState& step(State& s, const std::string& key) {
  const auto found =
      std::find_if(s.steps.begin(), s.steps.end(), [&](const StepState& each) { return each.key == key; });
  CHECK(found != s.steps.end());
  return *found;
}

void plan(State& s, const std::vector<PlannedStep>& planned) {
  for (const auto& each : planned) s.steps.push_back({each.key, each.due_at, {}, {}, {}, {}, {}, {}});
}

// An absent shift means the clock was not running before the wait began.
void restart_clock(State& s, const std::optional<Shift>& shift, const std::vector<PlannedStep>& moved) {
  s.clock_stopped_since.reset();
  if (shift) s.due_at = shift->due_at;
  for (const auto& each : moved) step(s, each.key).due_at = each.due_at;
}

void ask(State& s, const std::vector<AskedFault>& faults) {
  s.asked_papers.clear();
  s.asked_fields.clear();
  for (const auto& fault : faults) {
    auto& keys = fault.kind == FaultKind::fault_in_field ? s.asked_fields : s.asked_papers;
    if (std::find(keys.begin(), keys.end(), fault.key) == keys.end()) keys.push_back(fault.key);
  }
}

void set_counts(std::vector<PaperCount>& papers, const std::vector<PaperCount>& counted) {
  for (const auto& each : counted) {
    const auto found = std::find_if(papers.begin(), papers.end(),
                                    [&](const PaperCount& p) { return p.paper == each.paper; });
    if (found == papers.end()) {
      papers.push_back(each);
    } else {
      *found = each;
    }
  }
}

// One function per type and no default: a forgotten event does not compile.
struct Apply {
  State& s;
  const Event& event;

  void operator()(const Submitted& p) const {
    CHECK(event.version == 1);
    s.id = event.dossier;
    s.code = p.code;
    s.procedure = p.procedure;
    s.catalogue_version = p.catalogue_version;
    s.channel = p.channel;
    s.agencies = p.agencies;
    s.papers = p.papers;
    s.return_by = p.return_by;
    s.submitted_at = event.occurred_at;
    s.accept_by = p.accept_by;
  }
  void operator()(const TakenOver& p) const {
    CHECK(event.version == 1);
    s.id = event.dossier;
    s.code = p.code;
    s.foreign_codes.push_back({p.source, p.foreign_code});
    s.procedure = p.procedure;
    s.catalogue_version = p.catalogue_version;
    s.channel = p.channel;
    s.agencies = p.agencies;
    s.received_at = p.received_at;
    s.promise = p.promise;
    s.due_at = p.promise.due_at;
    s.position = {Status::accepted, Halt::none, std::nullopt};
    plan(s, p.steps);
  }
  void operator()(const Accepted& p) const {
    move(s, Move::accept);
    s.received_at = p.received_at;
    s.promise = p.promise;
    s.due_at = p.promise.due_at;
    s.fee_dong = p.fee_dong;
    s.fee_paid = p.fee_paid;
    set_counts(s.papers, p.papers);
    plan(s, p.steps);
  }
  void operator()(const NotAccepted&) const {
    move(s, Move::not_accept);
    s.ended_at = event.occurred_at;
  }
  void operator()(const StepAssigned& p) const {
    auto& current = step(s, p.step);
    current.given_to = p.to;
    current.given_at = event.occurred_at;
  }
  void operator()(const StepTaken& p) const {
    auto& current = step(s, p.step);
    current.taken_by = p.by;
    current.taken_for = event.actor.covers ? Uuid::parse(*event.actor.covers) : std::nullopt;
    current.taken_at = event.occurred_at;
    if (s.position.status == Status::accepted && &current != &s.steps.front()) move(s, Move::start);
  }
  void operator()(const StepCompleted& p) const {
    auto& current = step(s, p.step);
    if (!p.returned) {
      current.done_at = event.occurred_at;
      return;
    }
    CHECK(&current != &s.steps.front());
    // Sent back: this step waits for a new giver, the one before it is open again in the same hands.
    current.given_to.reset();
    current.given_at.reset();
    current.taken_by.reset();
    current.taken_at.reset();
    current.taken_for.reset();
    (&current - 1)->done_at.reset();
  }
  void operator()(const ScanAttached& p) const {
    s.scans.push_back({p.scan, p.paper, p.media_type, p.pages, event.occurred_at, event.version});
  }
  void operator()(const SupplementRequested& p) const {
    move(s, Move::request_supplement);
    ask(s, p.faults);
    s.clock_stopped_since = event.occurred_at;
  }
  void operator()(const SupplementReceived& p) const {
    move(s, Move::receive_supplement);
    set_counts(s.papers, p.papers);
    ask(s, {});
    restart_clock(s, p.shift, p.steps);
    if (p.accept_by) s.accept_by = p.accept_by;
  }
  void operator()(const PaymentRequested& p) const {
    move(s, Move::request_payment);
    s.fee_dong = p.fee_dong;
    s.fee_paid = false;
    s.clock_stopped_since = event.occurred_at;
  }
  void operator()(const PaymentSettled& p) const {
    move(s, Move::settle_payment);
    s.fee_paid = true;
    restart_clock(s, p.shift, p.steps);
  }
  void operator()(const Paused& p) const {
    move(s, Move::pause);
    s.awaited = p.agency;
    s.clock_stopped_since = event.occurred_at;
  }
  void operator()(const Resumed& p) const {
    move(s, Move::resume);
    s.awaited.reset();
    restart_clock(s, p.shift, p.steps);
  }
  void operator()(const Withdrawn&) const {
    move(s, Move::withdraw);
    s.ended_at = event.occurred_at;
    s.clock_stopped_since.reset();
    s.awaited.reset();
  }
  void operator()(const Stopped&) const {
    move(s, Move::stop);
    s.ended_at = event.occurred_at;
    s.awaited.reset();
  }
  void operator()(const ResultAttached& p) const {
    s.result = ScanState{p.scan, "", p.media_type, p.pages, event.occurred_at, event.version};
  }
  void operator()(const Finished&) const {
    move(s, Move::finish);
    s.ended_at = event.occurred_at;
  }
  void operator()(const HandedOver&) const {
    move(s, Move::hand_over);
    s.handed_over_at = event.occurred_at;
  }
  void operator()(const ForeignCodeAdded& p) const { s.foreign_codes.push_back({p.system, p.code}); }
  void operator()(const PrivateErased&) const { s.erased = true; }
  void operator()(const ExtensionProposed& p) const {
    CHECK(clock_runs(s.position));
    s.proposed_due = p.due_at;
  }
  void operator()(const Extended& p) const {
    CHECK(clock_runs(s.position) && !s.extended_at);
    s.due_at = p.due_at;
    s.proposed_due.reset();
    s.extended_at = event.occurred_at;
    for (const auto& moved : p.steps) step(s, moved.key).due_at = moved.due_at;
  }
};

}  // namespace

const StepState* State::current_step() const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [](const StepState& each) { return !each.done_at; });
  return found == steps.end() ? nullptr : &*found;
}

std::optional<Uuid> State::holder() const {
  if (is_final(position)) return std::nullopt;
  const StepState* current = current_step();
  return current == nullptr ? std::nullopt : current->taken_by;
}

void apply(State& state, const Event& event) {
  CHECK(event.version == state.version + 1);
  CHECK(state.version == 0 || event.dossier == state.id);
  std::visit(Apply{state, event}, event.payload);
  state.version = event.version;
  state.last_hash = event.hash;
}

State fold(const std::vector<Event>& events) {
  State state;
  for (const auto& event : events) apply(state, event);
  return state;
}

}  // namespace motcua::dossier
