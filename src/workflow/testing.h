#pragma once
// For the tests of this folder.
#include <gtest/gtest.h>

#include <mutex>

#include "all_sql.h"
#include "base/clock.h"
#include "store/testing.h"
#include "workflow/clocks.h"
#include "workflow/installation.h"
#include "workflow/tally.h"

namespace motcua::workflow {

using dossier::State;
using identity::Role;

inline Instant november(const std::string& text) { return parse_instant("2026-11-" + text).value(); }

// A commune with its people, and dossiers that move on, on either engine.
class OfficeTest : public ::testing::TestWithParam<store::EngineParam> {
 protected:
  OfficeTest() {
    keep_clocks(dossiers, timetables);
    count_moves(dossiers);
    counter = join("Lò Thị Hạnh", Role::counter_officer, "03313.HCC");
    solver = join("Quàng Văn Thắng", Role::specialist, "03313.VHXH");
    other = join("Vàng A Páo", Role::specialist, "03313.KT");
    approver = join("Mùa A Dình", Role::approver, "");
    director = join("Lường Văn Sơn", Role::centre_director, "03313.HCC");
  }

  Uuid join(const std::string& name, Role role, const std::string& inside) {
    const identity::Official official{new_id(), "a" + std::to_string(callers.size()), name, false, now()};
    const identity::Post post{
        new_id(), official.id, role, "03313", inside, "Chuyên viên", *parse_date("2025-07-01"), {}};
    store->write([&](store::Writer& w) {
      identity::insert_official(w, official, "-");
      identity::insert_post(w, post);
    });
    callers.emplace(post.id, identity::Caller(official, {post}, "", now() + std::chrono::hours(90), units));
    return post.id;
  }
  Instant now() const { return clock.now(); }
  Uuid new_id() {
    const std::lock_guard lock(mutex);
    return Uuid::v7(now(), random);
  }
  static dossier::Submitted submitted() {
    return {"", "1.004884", 1, dossier::Channel::counter, {"03313", "03313", "03313"}, {}, {}};
  }
  State begin(const std::optional<dossier::Accepted>& accepted, std::optional<Instant> accept_by = {}) {
    const dossier::Actor by{dossier::Actor::Kind::post, counter.text(), {}};
    dossier::Beginning beginning{new_id(), by, {"H18.036"}, local_date(now()), {}, {}};
    auto first = submitted();
    first.accept_by = accept_by;
    beginning.events.push_back({first, now(), {}});
    if (accepted) beginning.events.push_back({*accepted, now(), {}});
    return store->write([&](store::Writer& w) {
                  return dossiers.begin(w, {new_id(), now(), {}}, beginning);
                })
        .value();
  }
  // Received now; the step "solve" is due on the 20th at 15:10, the dossier at 17:00.
  State file() {
    dossier::Accepted accepted;
    accepted.received_at = now();
    accepted.promise.due_at = november("20T17:00");
    accepted.steps = {{"assign", november("19T10:00")},
                      {"solve", november("20T15:10")},
                      {"approve", november("20T17:00")},
                      {"return", november("20T17:00")}};
    return begin(accepted);
  }
  State act(const State& state, const Uuid& by, std::vector<dossier::Payload> payloads) {
    std::vector<dossier::NewEvent> events;
    for (auto& each : payloads) events.push_back({std::move(each), now(), {}});
    const dossier::Actor actor{dossier::Actor::Kind::post, by.text(), {}};
    return store
        ->write([&](store::Writer& w) {
          return dossiers.change(w, {new_id(), now(), {}}, state.id, state.version,
                                 [&](const State&) -> Expected<dossier::Decision> {
                                   return dossier::Decision{actor, events};
                                 });
        })
        .value();
  }
  State assign(const State& state, const Uuid& to) {
    std::vector<dossier::Payload> all;
    if (state.current_step()->key == "assign")
      all = {dossier::StepTaken{"assign", director}, dossier::StepCompleted{"assign", false}};
    all.push_back(dossier::StepAssigned{"solve", to, "03313"});
    return act(state, director, all);
  }
  State in_hand() { return act(assign(file(), solver), solver, {dossier::StepTaken{"solve", solver}}); }

  std::mutex mutex;
  SeededRandom random{7};
  ManualClock clock{november("18T07:00")};
  store::TestStore store{GetParam(), all_migrations()};
  dossier::Keys keys{SecretKey::make(random)};
  dossier::Dossiers dossiers{keys, random};
  organisation::Organisation units = organisation::load_organisation();
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  Timetables timetables{units, calendar::shipped_calendar()};
  Installation office{*store, dossiers, units, shelf, timetables, clock, random};
  std::map<Uuid, identity::Caller> callers;
  Uuid counter, solver, other, approver, director;
};

}  // namespace motcua::workflow
