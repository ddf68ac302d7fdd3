#include "invariants.h"

#include <fmt/format.h>

#include <set>

#include "account.h"
#include "broken.h"
#include "documents/verify_files.h"
#include "dossier/sql.h"
#include "figures.h"
#include "intake/batch.h"

namespace motcua::sim {
namespace {

using dossier::Event;
using dossier::State;
using dossier::Status;

// The law's table, written anew and not taken from the program: from → to by number (handbook section 4).
bool lawful(int from, int to) {
  static const std::map<int, std::vector<int>> moves{
      {0, {1}},          {1, {2, 3, 5, 6, 7}}, {2, {4, 7}}, {4, {5, 6, 7, 8, 9}},
      {5, {1, 3, 4, 7}}, {6, {1, 3, 4, 7}},    {8, {4, 7}}, {9, {10}}};
  const auto found = moves.find(from);
  return from == to || (found != moves.end() &&
                        std::find(found->second.begin(), found->second.end(), to) != found->second.end());
}

bool closed(const State& state) { return dossier::is_final(state.position); }

std::string fold_equals_state(World&, const Touched& it) {
  return dossier::fold(it.events) == it.state ? "" : "the stored state is not what the events amount to";
}

std::string chain_is_unbroken(World&, const Touched& it) {
  Digest previous{};
  for (const auto& event : it.events) {
    if (dossier::chain_hash(previous, event) != event.hash)
      return fmt::format("hash of version {} does not follow", event.version);
    previous = event.hash;
  }
  return "";
}

std::string private_parts_open(World& world, const Touched& it) {
  std::string wrong;
  world.program().store().read([&](store::Reader& reader) {
    for (const auto& event : it.events) {
      if (!event.commitment) continue;
      const bool opens = world.parts().dossiers.private_part(reader, it.state.id, event.version).has_value();
      if (opens == it.state.erased) wrong = fmt::format("private part of version {}", event.version);
    }
  });
  return wrong;
}

std::string history_only_grows(World&, const Touched& it) {
  for (const auto& [version, hash] : it.known.hashes) {
    if (version > static_cast<std::int64_t>(it.events.size()) ||
        it.events[static_cast<std::size_t>(version) - 1].hash != hash) {
      // What nobody was told of may be gone with a crash, and another event stand there.
      if (version > it.known.acknowledged) continue;
      return fmt::format("version {} was acknowledged and is gone or another", version);
    }
  }
  return "";
}

std::string acknowledged_acts_survive(World&, const Touched& it) {
  if (it.state.version >= it.known.acknowledged) return "";
  return fmt::format("version {} was acknowledged, {} is stored", it.known.acknowledged, it.state.version);
}

std::string events_answer_a_request(World&, const Touched& it) {
  for (const auto& event : it.events) {
    if (!it.known.keys.contains(event.idempotency_key))
      return fmt::format("version {} was asked for by nobody", event.version);
  }
  return "";
}

// An act's events stand together, and nothing of another act between them.
std::string acts_are_whole(World& world, const Touched& it) {
  std::set<Uuid> done;
  for (std::size_t i = 0; i < it.events.size(); ++i) {
    const Uuid& key = it.events[i].idempotency_key;
    if (i > 0 && key == it.events[i - 1].idempotency_key) continue;
    if (!done.insert(key).second) return "an act's events are torn apart";
  }
  const auto& last = it.events.back();
  const auto repeated = world.program().store().read([&](store::Reader& reader) {
    const auto row = reader.one(dossier::sql::act_by_key, {last.idempotency_key});
    return row ? row->integer(1) : 0;
  });
  if (repeated != it.state.version) return "the last act does not end with the last event";
  return "";
}

std::string promise_is_never_made_again(World&, const Touched& it) {
  if (it.known.promise && it.state.promise != it.known.promise) return "the promise changed";
  std::optional<Instant> due;
  int promises = 0, extensions = 0;
  const auto shifted = [&](const std::optional<dossier::Shift>& shift) {
    if (shift) due = shift->due_at;
  };
  for (const auto& event : it.events) {
    if (const auto* accepted = std::get_if<dossier::Accepted>(&event.payload))
      due = accepted->promise.due_at, ++promises;
    if (const auto* each = std::get_if<dossier::SupplementReceived>(&event.payload)) shifted(each->shift);
    if (const auto* each = std::get_if<dossier::PaymentSettled>(&event.payload)) shifted(each->shift);
    if (const auto* each = std::get_if<dossier::Resumed>(&event.payload)) {
      if (each->shift && due && each->shift->due_at < due) return "a pause made the due date earlier";
      shifted(each->shift);
    }
    if (const auto* each = std::get_if<dossier::Extended>(&event.payload)) {
      if (++extensions > 1) return "extended twice";
      if (!due || each->due_at <= *due || local_date(event.occurred_at) >= local_date(*due))
        return "an extension that the law does not know";
      due = each->due_at;
    }
  }
  if (promises > 1) return "promised twice";
  return due == it.state.due_at ? "" : "the due date is neither the promise nor what a wait made of it";
}

// What is asked for is a paper or an entry, each once with its basis, and only that comes back.
std::string supplements_answer_their_requests(World&, const Touched& it) {
  std::set<std::string> papers, fields;
  for (const auto& event : it.events) {
    if (const auto* asked = std::get_if<dossier::SupplementRequested>(&event.payload)) {
      papers.clear(), fields.clear();
      for (const auto& fault : asked->faults) {
        if (fault.basis.empty()) return fmt::format("version {} asks without a basis", event.version);
        const bool field = fault.kind == dossier::FaultKind::fault_in_field;
        if (!(field ? fields : papers).insert(fault.key).second)
          return fmt::format("version {} asks twice for {}", event.version, fault.key);
      }
      if (papers.empty() && fields.empty()) return fmt::format("version {} asks for nothing", event.version);
    }
    const auto* given = std::get_if<dossier::SupplementReceived>(&event.payload);
    if (given == nullptr) continue;
    std::set<std::string> brought;
    for (const auto& each : given->papers) brought.insert(each.paper);
    if (brought != papers || std::set(given->fields.begin(), given->fields.end()) != fields)
      return fmt::format("version {} takes other than what was asked for", event.version);
  }
  return "";
}

// No step is later than the promise, and the last step that is bound by it ends with it, waits and one
// extension included.
std::string steps_keep_to_the_promise(World&, const Touched& it) {
  if (!it.state.due_at || closed(it.state)) return "";
  for (const auto& step : it.state.steps) {
    if (!step.done_at && step.due_at && *step.due_at > *it.state.due_at)
      return step.key + " is due after the dossier";
  }
  return "";
}

std::string waits_for_agencies_only_while_paused(World&, const Touched& it) {
  const bool paused = it.state.position.halt == dossier::Halt::paused;
  return it.state.awaited && !paused && !closed(it.state) ? "an agency is waited for without a pause" : "";
}

// Whoever acted for another was asked to, for that day.
std::string covers_act_on_their_days(World& world, const Touched& it) {
  for (const auto& event : it.events) {
    if (!event.actor.covers) continue;
    const auto day = local_date(event.recorded_at);
    const bool asked = std::any_of(world.covers.begin(), world.covers.end(), [&](const AskedCover& each) {
      return each.post.text() == *event.actor.covers && each.by.text() == event.actor.id &&
             each.from <= day && day <= each.to;
    });
    if (!asked) return fmt::format("version {} was done for a post that nobody covered", event.version);
  }
  return "";
}

std::string statuses_move_by_the_law(World&, const Touched& it) {
  int from = 0;
  State state;
  for (const auto& event : it.events) {
    dossier::apply(state, event);
    const int to = static_cast<int>(state.position.status);
    if (!lawful(from, to)) return fmt::format("{} → {} at version {}", from, to, event.version);
    from = to;
  }
  return "";
}

std::string holder_is_known(World& world, const Touched& it) {
  if (closed(it.state) || it.state.position.status == Status::submitted) return "";
  if (it.state.position.status == Status::in_process && !it.state.holder()) {
    const auto* step = it.state.current_step();
    if (step == nullptr || !step->given_to) return "in process and with nobody";
  }
  for (const auto& post : {it.state.holder(), it.state.current_step() ? it.state.current_step()->given_to
                                                                      : std::optional<Uuid>{}}) {
    if (!post) continue;
    const auto holder = world.program().store().read(
        [&](store::Reader& reader) { return identity::find_post(reader, *post); });
    if (!holder) return "held by a post that is not there";
  }
  return "";
}

// Of a closed dossier nothing is asked: one refused while papers were missing keeps the moment.
std::string clock_stands_only_while_waiting(World&, const Touched& it) {
  if (closed(it.state)) return "";
  const int status = static_cast<int>(it.state.position.status);
  const bool waits =
      status == 5 || status == 6 || (status == 8 && it.state.position.halt == dossier::Halt::paused);
  return it.state.clock_stopped_since.has_value() == waits
             ? ""
             : "the clock stands and should not, or the reverse";
}

std::string erased_leaves_nobody(World& world, const Touched& it) {
  if (!it.state.erased) return "";
  const auto left = world.program().store().read([&](store::Reader& reader) {
    const auto row = dossier::lookup_row(world.parts().dossiers.keys(), dossier::LookupKind::id_number,
                                         it.known.applicant.id_number);
    const auto found = world.parts().dossiers.find(reader, row, 50);
    const bool listed = std::find(found.begin(), found.end(), it.state.id) != found.end();
    return listed || world.parts().dossiers.submission(reader, it.state.id).has_value();
  });
  return left ? "the applicant can still be found or read" : "";
}

std::string every_dossier_is_known(World& world) {
  if (!world.unanswered.empty() || !world.late.empty()) return "";
  const auto report = dossier::verify(world.program().store(), world.parts().dossiers.keys());
  const auto known = static_cast<std::int64_t>(world.ledger.all().size());
  return report.dossiers == known ? "" : fmt::format("{} stored, {} known", report.dossiers, known);
}

std::string no_code_twice(World& world) {
  std::set<std::string> codes;
  for (const auto& each : world.ledger.all()) {
    if (!codes.insert(each.code).second) return each.code;
  }
  return "";
}

// How many dossiers each post has in hand, beside a count over all that is known.
std::string open_dossiers_equal_a_recount(World& world) {
  std::map<Uuid, std::int64_t> recount;
  std::set<std::string> units;
  for (const auto& each : world.ledger.all()) {
    units.insert(each.state.agencies.solving);
    const int status = static_cast<int>(each.state.position.status);
    if (status != 2 && status != 4) continue;
    const auto* step = each.state.current_step();
    const auto post = each.state.holder() ? each.state.holder() : step ? step->given_to : std::nullopt;
    if (post) ++recount[*post];
  }
  std::map<Uuid, std::int64_t> told;
  for (const auto& unit : units) {
    for (const auto& [post, count] : workflow::open_dossiers(world.parts().installation, unit)) {
      if (count != 0) told[post] += count;
    }
  }
  if (told == recount) return "";
  for (const auto& [post, count] : recount) {
    if (told[post] != count)
      return fmt::format("post {}: {} told, {} counted", post.text(), told[post], count);
  }
  return "a post is said to hold what it does not";
}

std::string tallies_equal_a_recount(World& world) {
  const auto wrong =
      world.program().store().read([](store::Reader& reader) { return workflow::wrong_tallies(reader); });
  return wrong.empty() ? "" : wrong.front();
}

std::string clocks_equal_their_states(World& world) {
  const auto wrong =
      world.program().store().read([](store::Reader& reader) { return workflow::wrong_clocks(reader); });
  return wrong.empty() ? "" : wrong.front();
}

std::string batches_are_taken_whole(World& world) {
  for (const auto& batch : world.batches) {
    const auto taken = world.program().store().read([&](store::Reader& reader) {
      std::size_t count = 0;
      for (std::size_t i = 0; i < batch.items; ++i)
        count += reader.one(dossier::sql::act_by_key, {intake::key_of_item(batch.key, i)}) ? 1U : 0U;
      return count;
    });
    if (taken == batch.items || (taken == 0 && !batch.answered)) continue;
    return fmt::format("{}: {} of {} are there", batch.key.text(), taken, batch.items);
  }
  return "";
}

std::string positions_follow(World& world) {
  return world.program().store().read(
      [](store::Reader& reader) { return dossier::fault_in_positions(reader); });
}

std::string versions_of_procedures_stay(World& world) {
  for (const auto& each : world.ledger.all()) {
    const auto id = each.state.procedure + "/" + std::to_string(each.state.catalogue_version);
    if (!world.parts().shelf.current()->version(id)) return id + " is no longer known";
  }
  return "";
}

}  // namespace

const std::vector<DossierTruth>& truths_of_a_dossier() {
  static const std::vector<DossierTruth> truths{
      {"acknowledged_acts_survive", acknowledged_acts_survive},
      {"history_only_grows", history_only_grows},
      {"fold_equals_state", fold_equals_state},
      {"chain_is_unbroken", chain_is_unbroken},
      {"private_parts_open", private_parts_open},
      {"events_answer_a_request", events_answer_a_request},
      {"acts_are_whole", acts_are_whole},
      {"promise_is_never_made_again", promise_is_never_made_again},
      {"supplements_answer_their_requests", supplements_answer_their_requests},
      {"steps_keep_to_the_promise", steps_keep_to_the_promise},
      {"waits_for_agencies_only_while_paused", waits_for_agencies_only_while_paused},
      {"covers_act_on_their_days", covers_act_on_their_days},
      {"every_hour_has_one_holder", every_hour_has_one_holder},
      {"statuses_move_by_the_law", statuses_move_by_the_law},
      {"holder_is_known", holder_is_known},
      {"clock_stands_only_while_waiting", clock_stands_only_while_waiting},
      {"erased_leaves_nobody", erased_leaves_nobody}};
  return truths;
}

const std::vector<WorldTruth>& truths_of_the_world() {
  static const std::vector<WorldTruth> truths{
      {"every_dossier_is_known", every_dossier_is_known},
      {"batches_are_taken_whole", batches_are_taken_whole},
      {"no_code_twice", no_code_twice},
      {"open_dossiers_equal_a_recount", open_dossiers_equal_a_recount},
      {"tallies_equal_a_recount", tallies_equal_a_recount},
      {"clocks_equal_their_states", clocks_equal_their_states},
      {"positions_follow", positions_follow},
      {"figures_equal_a_recount", figures_equal_a_recount},
      {"figures_are_what_lives_amount_to", figures_are_what_lives_amount_to},
      {"places_equal_a_recount", places_equal_a_recount},
      {"closed_days_equal_a_recount", closed_days_equal_a_recount},
      {"days_add_up_to_the_figures", days_add_up_to_the_figures},
      {"versions_of_procedures_stay", versions_of_procedures_stay}};
  return truths;
}

void require_dossier(World& world, const Touched& touched) {
  for (const auto& truth : truths_of_a_dossier()) {
    const std::string wrong = truth.wrong(world, touched);
    if (!wrong.empty()) throw Broken(truth.name, touched.state.code + " " + wrong);
  }
}

void require_world(World& world) {
  for (const auto& truth : truths_of_the_world()) {
    const std::string wrong = truth.wrong(world);
    if (!wrong.empty()) throw Broken(truth.name, wrong);
  }
}

void require_verified(World& world) {
  auto report = dossier::verify(world.program().store(), world.parts().dossiers.keys());
  const auto files =
      documents::verify_files(world.program().store(), world.parts().scans, world.parts().blobs);
  report.faults.insert(report.faults.end(), files.faults.begin(), files.faults.end());
  if (report.faults.empty()) return;
  const auto& fault = report.faults.front();
  throw Broken(fault.invariant, fault.dossier + " " + fault.detail);
}

}  // namespace motcua::sim
