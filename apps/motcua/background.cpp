#include "motcua/background.h"

namespace motcua::app {

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
  // A step's clock calls its people: within seconds, once.
  parts.jobs.add("calls", std::chrono::seconds(5),
                 [&parts](Instant now) { return workflow::look_at_clocks(parts.installation, now); });
  // Another process on this database may have imported.
  parts.jobs.add_for_each_process("catalogue", std::chrono::seconds(2),
                                  [&parts, seen = std::optional<catalogue::Mark>()](Instant) mutable {
                                    const auto mark = catalogue::mark_of(*parts.store);
                                    if (seen != mark)
                                      parts.shelf.replace(catalogue::load_catalogue(*parts.store));
                                    seen = mark;
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
