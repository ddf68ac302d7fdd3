#include "workflow/act.h"

#include <array>

#include "base/check.h"

namespace motcua::workflow {
namespace {

using dossier::Move;
using dossier::State;
using dossier::Status;

constexpr std::array<std::string_view, 22> names{"acceptance",   "refusal",
                                                 "scan",         "assignment",
                                                 "taking",       "supplement_request",
                                                 "supplement",   "payment_request",
                                                 "payment",      "pause",
                                                 "resumption",   "extension_proposal",
                                                 "extension",    "solution",
                                                 "result",       "correction",
                                                 "approval",     "hand_over",
                                                 "withdrawal",   "stop",
                                                 "foreign_code", "erasure"};

Verdict yes() { return {true, ""}; }
Verdict no(std::string reason, std::optional<Act> cure = {}) { return {false, std::move(reason), cure}; }

bool is_own(const Viewer& viewer, const std::optional<Uuid>& post) {
  return post && std::find(viewer.posts.begin(), viewer.posts.end(), *post) != viewer.posts.end();
}

bool has(const Viewer& viewer, const std::optional<Uuid>& post) {
  return is_own(viewer, post) ||
         (post && std::find(viewer.covered.begin(), viewer.covered.end(), *post) != viewer.covered.end());
}

bool in_step(const State& state, std::string_view key) {
  const auto* step = state.current_step();
  return step != nullptr && step->key == key;
}

bool held_by(const State& state, const Viewer& viewer) {
  const auto* step = state.current_step();
  return step != nullptr && has(viewer, step->taken_by);
}

// Asked to take the step and not yet holding it; whoever holds it keeps it until then. What a cover took for
// the one who was asked is that one's to take back, not the cover's to take twice.
bool given_to(const State& state, const Viewer& viewer) {
  const auto* step = state.current_step();
  return step != nullptr && step->taken_by != step->given_to && has(viewer, step->given_to) &&
         !is_own(viewer, step->taken_by);
}

// What a post under cover holds, its cover may take over, and from then on answers for by name.
bool may_take_over(const dossier::StepState& step, const Viewer& viewer) {
  return step.taken_by && !is_own(viewer, step.taken_by) && has(viewer, step.taken_by);
}

// "This move is not known from here": says which status the dossier has, and what leads out of it.
std::optional<Verdict> unlawful(const State& state, Move move) {
  if (dossier::after(state.position, move)) return std::nullopt;
  if (dossier::is_final(state.position)) return no("workflow.closed");
  if (state.position.status == Status::submitted) return no("workflow.not_yet_accepted", Act::accept);
  if (state.position.status == Status::accepted) return no("workflow.not_yet_taken", Act::take);
  if (state.position.status == Status::supplement_requested)
    return no("workflow.waits_for_supplement", Act::receive_supplement);
  if (state.position.status == Status::payment_requested) {
    return no("workflow.waits_for_payment", Act::settle_payment);
  }
  if (state.position.status == Status::halted) return no("workflow.paused", Act::resume);
  if (state.position.status == Status::finished) return no("workflow.already_finished", Act::hand_over);
  return no("workflow.not_in_this_state");
}

// What somebody took as the cover of another role stays in that name when the cover is over; the right to
// work on it does not.
bool has_right_to_step(const State& state, const Viewer& viewer) {
  if (in_step(state, "solve")) return viewer.works;
  return !in_step(state, "approve") || viewer.approves;
}

Verdict needs_holder(const State& state, const Viewer& viewer) {
  if (held_by(state, viewer))
    return has_right_to_step(state, viewer) ? yes() : no("workflow.cover_over", Act::assign);
  if (given_to(state, viewer)) return no("workflow.take_first", Act::take);
  return no("workflow.not_the_holder");
}

Verdict judge_assign(const State& state, const Viewer& viewer) {
  if (!dossier::clock_runs(state.position)) return *unlawful(state, Move::finish);
  if (!in_step(state, "assign") && !in_step(state, "solve")) return no("workflow.past_assigning");
  return viewer.assigns || held_by(state, viewer) ? yes() : no("workflow.not_the_assigner");
}

Verdict judge_take(const State& state, const Viewer& viewer) {
  const auto* step = state.current_step();
  if (dossier::is_final(state.position)) return no("workflow.closed");
  if (step == nullptr) return no("workflow.not_yet_accepted", Act::accept);
  if (may_take_over(*step, viewer)) return yes();
  if (step->taken_by &&
      (!step->given_to || step->taken_by == step->given_to || is_own(viewer, step->taken_by)))
    return no("workflow.already_taken");
  if (!step->given_to) return no("workflow.nobody_asked", Act::assign);
  return given_to(state, viewer) ? yes() : no("workflow.given_to_another");
}

Verdict judge_supplement(const State& state, const Viewer& viewer) {
  if (auto verdict = unlawful(state, Move::request_supplement)) return *verdict;
  if (state.position.status == Status::submitted)
    return viewer.receives ? yes() : no("workflow.not_the_receiver");
  if (!in_step(state, "solve")) return no("workflow.past_solving", Act::return_for_correction);
  return needs_holder(state, viewer);
}

Verdict judge_payment(const State& state, const Viewer& viewer) {
  if (auto verdict = unlawful(state, Move::request_payment)) return *verdict;
  if (state.position.status == Status::submitted) return no("workflow.not_yet_accepted", Act::accept);
  if (!in_step(state, "solve")) return no("workflow.past_solving", Act::return_for_correction);
  return needs_holder(state, viewer);
}

Verdict judge_pause(const State& state, const Viewer& viewer) {
  if (auto verdict = unlawful(state, Move::pause)) return *verdict;
  if (!in_step(state, "solve")) return no("workflow.past_solving", Act::return_for_correction);
  return held_by(state, viewer) ? needs_holder(state, viewer) : no("workflow.not_the_holder");
}

Verdict judge_resume(const State& state, const Viewer& viewer) {
  if (auto verdict = unlawful(state, Move::resume)) return *verdict;
  return held_by(state, viewer) ? needs_holder(state, viewer) : no("workflow.not_the_holder");
}

// Form 04 of TT 03/2025/TT-VPCP: while the clock runs, at least one day before the due date, once only.
std::optional<Verdict> too_late_to_extend(const State& state, Instant now) {
  if (!dossier::clock_runs(state.position)) return *unlawful(state, Move::finish);
  if (!state.due_at) return no("workflow.no_due_date");
  if (state.extended_at) return no("workflow.extended_already");
  if (local_date(now) >= local_date(*state.due_at)) return no("workflow.extension_too_late");
  return std::nullopt;
}

Verdict judge_propose_extension(const State& state, const Viewer& viewer, Instant now) {
  if (auto verdict = too_late_to_extend(state, now)) return *verdict;
  if (state.position.status == Status::accepted) return no("workflow.not_yet_taken", Act::take);
  if (!in_step(state, "solve") && !in_step(state, "approve")) return no("workflow.another_step");
  return needs_holder(state, viewer);
}

Verdict judge_extend(const State& state, const Viewer& viewer, Instant now) {
  if (auto verdict = too_late_to_extend(state, now)) return *verdict;
  if (!state.proposed_due) return no("workflow.no_extension_proposed", Act::propose_extension);
  // A pause since then may have moved the due date past what was asked for.
  if (*state.proposed_due <= *state.due_at) return no("workflow.extension_not_later", Act::propose_extension);
  return viewer.approves ? yes() : no("workflow.not_the_approver");
}

Verdict judge_step(const State& state, const Viewer& viewer, std::string_view key) {
  if (auto verdict = unlawful(state, Move::finish)) return *verdict;
  if (!in_step(state, key)) return no("workflow.another_step");
  return needs_holder(state, viewer);
}

Verdict judge_attach_result(const State& state, const Viewer& viewer) {
  if (auto verdict = unlawful(state, Move::finish)) return *verdict;
  if (!in_step(state, "solve") && !in_step(state, "approve")) return no("workflow.another_step");
  return needs_holder(state, viewer);
}

Verdict judge_approve(const State& state, const Viewer& viewer) {
  const Verdict step = judge_step(state, viewer, "approve");
  if (!step.allowed) return step;
  if (!viewer.approves) return no("workflow.not_the_approver");
  return state.result ? yes() : no("workflow.no_result_yet", Act::attach_result);
}

Verdict by_move(const State& state, Move move, bool right_person, std::string_view reason) {
  if (auto verdict = unlawful(state, move)) return *verdict;
  return right_person ? yes() : no(std::string(reason));
}

Verdict judge_erase(const State& state, const Viewer& viewer) {
  if (state.erased) return no("dossier.erased");
  if (!dossier::is_final(state.position)) return no("dossier.still_open");
  return viewer.erases ? yes() : no("workflow.not_the_controller");
}

Verdict judge_scan(const State& state, const Viewer& viewer) {
  if (state.erased) return no("dossier.erased");
  if (dossier::is_final(state.position)) return no("workflow.closed");
  return viewer.receives || held_by(state, viewer) ? yes() : no("workflow.not_the_receiver");
}

}  // namespace

std::string_view name_of(Act act) { return names.at(static_cast<std::size_t>(act)); }

std::optional<Act> act_of(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Act>(found - names.begin());
}

const std::vector<Act>& all_acts() {
  static const std::vector<Act> acts = [] {
    std::vector<Act> list;
    for (std::size_t i = 0; i < names.size(); ++i) list.push_back(static_cast<Act>(i));
    return list;
  }();
  return acts;
}

Verdict judge(const State& state, Act act, const Viewer& viewer, Instant now) {
  switch (act) {
    case Act::accept:
      return by_move(state, Move::accept, viewer.receives, "workflow.not_the_receiver");
    case Act::refuse:
      return by_move(state, Move::not_accept, viewer.receives, "workflow.not_the_receiver");
    case Act::attach_scan:
      return judge_scan(state, viewer);
    case Act::assign:
      return judge_assign(state, viewer);
    case Act::take:
      return judge_take(state, viewer);
    case Act::request_supplement:
      return judge_supplement(state, viewer);
    case Act::receive_supplement:
      return by_move(state, Move::receive_supplement, viewer.receives || held_by(state, viewer),
                     "workflow.not_the_receiver");
    case Act::request_payment:
      return judge_payment(state, viewer);
    case Act::settle_payment:
      return by_move(state, Move::settle_payment, viewer.receives || held_by(state, viewer),
                     "workflow.not_the_receiver");
    case Act::pause:
      return judge_pause(state, viewer);
    case Act::resume:
      return judge_resume(state, viewer);
    case Act::propose_extension:
      return judge_propose_extension(state, viewer, now);
    case Act::extend:
      return judge_extend(state, viewer, now);
    case Act::solve:
      return judge_step(state, viewer, "solve");
    case Act::attach_result:
      return judge_attach_result(state, viewer);
    case Act::return_for_correction:
      return judge_step(state, viewer, "approve");
    case Act::approve:
      return judge_approve(state, viewer);
    case Act::hand_over:
      return by_move(state, Move::hand_over, viewer.hands_over, "workflow.not_at_the_counter");
    case Act::withdraw:
      return by_move(state, Move::withdraw, viewer.receives, "workflow.not_the_receiver");
    case Act::stop:
      return by_move(state, Move::stop, viewer.approves, "workflow.not_the_approver");
    case Act::add_foreign_code:
      return viewer.receives ? yes() : no("workflow.not_the_receiver");
    case Act::erase:
      return judge_erase(state, viewer);
  }
  CHECK(false);
}

std::optional<Act> next_act(const State& state, const Viewer& viewer) {
  static constexpr std::array order{Act::accept,        Act::hand_over,     Act::take,
                                    Act::approve,       Act::attach_result, Act::solve,
                                    Act::assign,        Act::resume,        Act::receive_supplement,
                                    Act::settle_payment};
  for (const Act act : order) {
    if (act == Act::attach_result && (state.result || in_step(state, "approve"))) continue;
    if (act == Act::assign && !in_step(state, "assign")) continue;
    if (judge(state, act, viewer, Instant{}).allowed) return act;  // none of these asks for the date
  }
  return std::nullopt;
}

}  // namespace motcua::workflow
