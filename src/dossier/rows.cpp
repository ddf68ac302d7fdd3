#include "dossier/rows.h"

#include "base/check.h"
#include "dossier/sql.h"

namespace motcua::dossier {

void insert_event(store::Writer& writer, const Event& event, std::string_view payload) {
  const std::string_view type = type_of(event.payload);
  writer.execute(sql::insert_event,
                 {event.dossier, event.version, type, payload_version(type), payload,
                  static_cast<int>(event.actor.kind), event.actor.id, event.actor.helper, event.occurred_at,
                  event.recorded_at, event.idempotency_key, event.commitment, event.hash});
}

std::vector<Event> read_events(store::Reader& reader, const Uuid& dossier) {
  std::vector<Event> events;
  for (const auto& row : reader.run(sql::events_of, {dossier, 0})) {
    Event event;
    event.dossier = dossier;
    event.version = row.integer(0);
    event.payload = read_payload(row.text(1), static_cast<int>(row.integer(2)), json::parse(row.text(3)));
    event.actor = {static_cast<Actor::Kind>(row.integer(4)), row.text(5), row.text_or_null(6)};
    event.occurred_at = row.instant(7);
    event.recorded_at = row.instant(8);
    event.idempotency_key = row.uuid(9);
    if (!row.is_null(10)) {
      event.commitment.emplace();
      CHECK(row.bytes(10).size() == event.commitment->size());
      std::copy(row.bytes(10).begin(), row.bytes(10).end(), event.commitment->begin());
    }
    CHECK(row.bytes(11).size() == event.hash.size());
    std::copy(row.bytes(11).begin(), row.bytes(11).end(), event.hash.begin());
    events.push_back(std::move(event));
  }
  return events;
}

Columns columns_of(const State& s) {
  const StepState* step = is_final(s.position) ? nullptr : s.current_step();
  if (step == nullptr) return {std::nullopt, s.holder(), std::nullopt};
  return {step->key, s.holder(), step->taken_by == step->given_to ? std::nullopt : step->given_to};
}

void write_row(store::Writer& writer, const store::Query& query, const State& s) {
  const Columns columns = columns_of(s);
  const std::string state = state_text(s);
  writer.execute(
      query, {s.id, s.version, s.code, s.procedure, static_cast<int>(s.channel),
              static_cast<int>(s.position.status), static_cast<int>(s.position.halt), s.agencies.received,
              s.agencies.solving, columns.step, columns.holder, columns.given_to, s.due_at, s.submitted_at,
              s.received_at, s.clock_stopped_since, s.ended_at, s.handed_over_at, state});
}

}  // namespace motcua::dossier
