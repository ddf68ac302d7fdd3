#pragma once
// An office with a store of its own in which stories are told: for tests, never part of the program.
#include "all_sql.h"
#include "base/clock.h"
#include "ranking/ranking.h"
#include "ranking/testing/stories.h"
#include "store/testing.h"

namespace motcua::ranking {

using dossier::State;

class TestingOffice {
 protected:
  explicit TestingOffice(const store::EngineParam& engine) : store(engine, all_migrations()) {}

  Uuid new_id() { return Uuid::v7(now, random); }
  Period period(const char* text) { return parse_period(text).value(); }

  // Records a story; the first word begins the dossier, each other one is an act of its own.
  State tell(const std::string& story, const std::string& unit = "03325",
             Channel channel = Channel::counter) {
    std::optional<State> state;
    for (const auto& word : split(story, ' ')) {
      const auto told = testing_word(word);
      now = told.at;
      state = record(state, testing_payload(told, unit, channel));
    }
    return *state;
  }
  State record(const std::optional<State>& before, const dossier::Payload& payload) {
    const dossier::Act act{new_id(), now, {}};
    return store
        ->write([&](store::Writer& w) -> Expected<State> {
          if (!before) {
            dossier::Beginning beginning{new_id(),        clerk, {"H18.036"},
                                         local_date(now), {},    {{payload, now, {}}}};
            return dossiers.begin(w, act, beginning);
          }
          return dossiers.change(w, act, before->id, before->version,
                                 [&](const State&) -> Expected<dossier::Decision> {
                                   return dossier::Decision{clerk, {{payload, now, {}}}};
                                 });
        })
        .value();
  }

  void catch_up(Projection& projection) {
    while (dossier::append_positions(*store)) {
    }
    while (projection.step()) {
    }
  }
  void catch_up() { catch_up(figures); }
  std::vector<std::string> wrong() {
    return store->read([&](store::Reader& r) { return wrong_figures(r, counting); });
  }
  Figures of(const char* text, const char* today, const std::string& unit = "03325",
             const std::string& procedure = "") {
    return store->read([&](store::Reader& r) {
      return figures_of(r, {unit, procedure, 0, period(text), *parse_date(today)});
    });
  }
  // A few lives of every kind, at two units.
  void tell_lives() {
    for (const std::string unit : {"03325", "03316"}) {
      tell(
          "submitted@2026-07-01 accepted@2026-07-01,due=2026-07-03 step_taken@2026-07-02 finished@2026-07-02 "
          "handed_over@2026-07-20",
          unit);
      tell(
          "submitted@2026-07-01 accepted@2026-07-02,due=2026-07-06 step_taken@2026-07-06 finished@2026-07-06",
          unit, Channel::online);
      tell(
          "submitted@2026-07-03 accepted@2026-07-03,due=2026-07-07 step_taken@2026-07-06 finished@2026-07-09",
          unit);
      tell(
          "submitted@2026-07-03 accepted@2026-07-03,due=2026-07-07 step_taken@2026-07-06 paused@2026-07-06 "
          "resumed@2026-07-10,due=2026-07-13,wait=1920",
          unit);
      tell(
          "submitted@2026-07-03 accepted@2026-07-03,due=2026-07-07 step_taken@2026-07-06 "
          "supplement_requested@2026-07-06",
          unit, Channel::online);
      tell(
          "submitted@2026-07-03 accepted@2026-07-03,due=2026-07-07 step_taken@2026-07-06 "
          "extended@2026-07-06,due=2026-07-15",
          unit);
      tell("submitted@2026-07-03 accepted@2026-07-03 withdrawn@2026-07-06", unit);
      tell("submitted@2026-07-03 not_accepted@2026-07-06", unit, Channel::online);
      tell("taken_over@2026-07-01,due=2026-06-30 step_taken@2026-07-01", unit);
      tell("submitted@2026-07-30", unit, Channel::online);
    }
  }

  SeededRandom random{11};
  Instant now = parse_instant("2026-07-01T09:00").value();
  dossier::Actor clerk{dossier::Actor::Kind::post, "0193a1b2-0000-7000-8000-00000000000a", {}};
  dossier::Keys keys{SecretKey::make(random)};
  dossier::Dossiers dossiers{keys, random};
  store::TestStore store;
  organisation::Organisation units = organisation::load_organisation();
  workflow::Timetables timetables{units, calendar::shipped_calendar()};
  Counting counting{units, timetables};
  Projection figures{*store, counting};
};

}  // namespace motcua::ranking
