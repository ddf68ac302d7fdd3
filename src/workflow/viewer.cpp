#include "workflow/viewer.h"

#include "base/check.h"

namespace motcua::workflow {
namespace {

bool at_either(const identity::Caller& caller, std::string_view permission,
               const dossier::Agencies& agencies) {
  return caller.may(permission, agencies.received) || caller.may(permission, agencies.solving);
}

// The permission behind an act when the step's owner does not decide.
std::string_view permission_of(Act act) {
  switch (act) {
    case Act::accept:
    case Act::refuse:
    case Act::attach_scan:
    case Act::receive_supplement:
    case Act::settle_payment:
    case Act::withdraw:
    case Act::add_foreign_code:
      return "dossier.receive";
    case Act::assign:
      return "dossier.assign";
    case Act::take:
    case Act::request_supplement:
    case Act::request_payment:
    case Act::pause:
    case Act::resume:
    case Act::propose_extension:
    case Act::solve:
    case Act::attach_result:
      return "dossier.work";
    case Act::return_for_correction:
    case Act::approve:
    case Act::extend:
    case Act::stop:
      return "dossier.approve";
    case Act::hand_over:
      return "dossier.hand_over";
    case Act::erase:
      return "dossier.erase";
  }
  CHECK(false);
}

const identity::Post* own(const identity::Caller& caller, const std::optional<Uuid>& id) {
  const auto& posts = caller.posts();
  const auto found =
      std::find_if(posts.begin(), posts.end(), [&](const identity::Post& post) { return id == post.id; });
  if (found != posts.end()) return &*found;
  for (const auto& covered : caller.covered()) {
    if (id == covered.post.id) return &covered.post;
  }
  return nullptr;
}

}  // namespace

Viewer viewer_of(const identity::Caller& caller, const dossier::State& state) {
  const auto& agencies = state.agencies;
  Viewer viewer;
  for (const auto& post : caller.posts()) viewer.posts.push_back(post.id);
  for (const auto& each : caller.covered()) viewer.covered.push_back(each.post.id);
  viewer.receives = caller.may("dossier.receive", agencies.received);
  viewer.works = caller.may("dossier.work", agencies.solving);
  viewer.assigns = at_either(caller, "dossier.assign", agencies);
  viewer.approves = caller.may("dossier.approve", agencies.solving);
  viewer.hands_over = caller.may("dossier.hand_over", agencies.received);
  viewer.erases = at_either(caller, "dossier.erase", agencies);
  return viewer;
}

bool may_read(const identity::Caller& caller, const dossier::State& state) {
  return caller.may_read_dossiers_of(state.agencies.received) ||
         caller.may_read_dossiers_of(state.agencies.solving) ||
         caller.may_read_dossiers_of(state.agencies.help);
}

dossier::Actor actor_of(const identity::Caller& caller, const identity::Post& post) {
  dossier::Actor actor{dossier::Actor::Kind::post, caller.acting_id(post).text(), {}};
  if (caller.covers(post.id)) actor.covers = post.id.text();
  return actor;
}

namespace {

// Acts of whoever has the step in hand; the others are done by right.
bool is_the_holders(Act act) {
  const auto permission = permission_of(act);
  return act != Act::stop && act != Act::extend &&
         (permission == "dossier.work" || permission == "dossier.approve");
}

const identity::Post* by_right(const identity::Caller& caller, const dossier::State& state, Act act) {
  // What is missing before acceptance is asked for by whoever receives.
  const bool asks_at_reception =
      act == Act::request_supplement && state.position.status == dossier::Status::submitted;
  const std::string_view permission = asks_at_reception ? "dossier.receive" : permission_of(act);
  if (const auto* post = caller.post_for(permission, state.agencies.received)) return post;
  return caller.post_for(permission, state.agencies.solving);
}

}  // namespace

const identity::Post* acting_post(const identity::Caller& caller, const dossier::State& state, Act act) {
  const auto* step = state.current_step();
  if (step == nullptr) return by_right(caller, state, act);
  if (act == Act::take) {
    const auto* asked = own(caller, step->given_to);
    return asked != nullptr ? asked : own(caller, step->taken_by);
  }
  const auto* in_hand = own(caller, step->taken_by);
  if (in_hand == nullptr) in_hand = own(caller, step->given_to);
  if (in_hand == nullptr) return by_right(caller, state, act);
  // What a cover may do by a post of its own is done in that post.
  if (caller.covers(in_hand->id) && !is_the_holders(act)) {
    const auto* post = by_right(caller, state, act);
    if (post != nullptr && !caller.covers(post->id)) return post;
  }
  return in_hand;
}

}  // namespace motcua::workflow
