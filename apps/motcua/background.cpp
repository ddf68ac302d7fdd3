#include "motcua/background.h"

#include "motcua/own_words.h"
#include "motcua/signing.h"
#include "ranking/ranking.h"

namespace motcua::app {
namespace {

constexpr std::size_t events_closed_at_once = 10'000;

}  // namespace

dossier::Closing closing_of(Program::Parts& parts) {
  auto signer = signer_of(parts.directory, *parts.store, parts.installation.random);
  const auto& province = parts.organisation.province();
  return {province.code, province.offset, std::move(signer.key), signer.change,
          ranking::counts_inputs(province.offset)};
}

void add_jobs(Program::Parts& parts) {
  using std::chrono::milliseconds;
  auto& store = *parts.store;
  // Whoever reads events by position is never more than a second behind.
  parts.jobs.add("positions", milliseconds(500),
                 [&store](Instant) { return dossier::append_positions(store); });
  parts.jobs.add("tallies", std::chrono::seconds(1), [&store](Instant) {
    workflow::fold_moves(store);
    return false;
  });
  parts.jobs.add("figures", milliseconds(250), [&parts](Instant) { return parts.figures.step(); });
  // Clocks that an earlier program or calendar made say what was right then.
  parts.jobs.add_once("clocks_" + workflow::clock_rule(parts.timetables), [&store](Instant) {
    workflow::make_clocks_anew(store);
    return false;
  });
  // A step's clock calls its people: within seconds, once.
  parts.jobs.add("calls", std::chrono::seconds(5),
                 [&parts](Instant now) { return workflow::look_at_clocks(parts.installation, now); });
  // In short steps, since the jobs above wait for it: a new installation may have years to close.
  parts.jobs.add("days", std::chrono::minutes(5), [&parts](Instant now) {
    return dossier::close_days(*parts.store, closing_of(parts), now, events_closed_at_once);
  });
  // Another process may have imported procedures, or people's words.
  using Seen = std::optional<std::pair<catalogue::Mark, std::string>>;
  parts.jobs.add_for_each_process(
      "catalogue", std::chrono::seconds(2), [&parts, seen = Seen()](Instant) mutable {
        const auto now = std::pair(catalogue::mark_of(*parts.store), stamp_of_own_words(parts.directory));
        if (seen != now)
          parts.shelf.replace(catalogue::load_catalogue(*parts.store, people_words(parts.directory)));
        seen = now;
        return false;
      });
  // Nobody can use them any more; this only frees the room.
  parts.jobs.add("sessions", std::chrono::hours(1), [&parts](Instant now) {
    const auto& settings = parts.identity.settings;
    parts.store->write([&](store::Writer& writer) {
      identity::delete_sessions_before(writer, now - settings.absolute);
      identity::forget_failures_before(writer, now - identity::address_lockout.forgotten_after);
    });
    return false;
  });
}

}  // namespace motcua::app
