#include "dossier/rows.h"

#include "base/check.h"
#include "dossier/sql.h"

namespace motcua::dossier {

void put_event(store::Writer& writer, const Event& event, std::string_view payload) {
  const std::string_view type = type_of(event.payload);
  writer.put(sql::insert_event,
             {event.dossier, event.version, type, payload_version(type), payload,
              static_cast<int>(event.actor.kind), event.actor.id, event.actor.helper, event.occurred_at,
              event.recorded_at, event.idempotency_key, event.commitment, event.hash, event.actor.covers});
}

Event event_of(const Uuid& dossier, const store::Row& row, std::size_t from) {
  Event event;
  event.dossier = dossier;
  event.version = row.integer(from);
  const int payload_is = static_cast<int>(row.integer(from + 2));
  event.payload = read_payload(row.text(from + 1), payload_is, row.text(from + 3));
  if (payload_is != payload_version(row.text(from + 1))) {
    event.older = OlderPayload{payload_is, row.text(from + 3)};
  }
  event.actor = {static_cast<Actor::Kind>(row.integer(from + 4)), row.text(from + 5),
                 row.text_or_null(from + 6), row.text_or_null(from + 12)};
  event.occurred_at = row.instant(from + 7);
  event.recorded_at = row.instant(from + 8);
  event.idempotency_key = row.uuid(from + 9);
  if (!row.is_null(from + 10)) {
    const Bytes& commitment = row.bytes(from + 10);
    event.commitment.emplace();
    CHECK(commitment.size() == event.commitment->size());
    std::copy(commitment.begin(), commitment.end(), event.commitment->begin());
  }
  const Bytes& hash = row.bytes(from + 11);
  CHECK(hash.size() == event.hash.size());
  std::copy(hash.begin(), hash.end(), event.hash.begin());
  return event;
}

std::vector<Event> read_events(store::Reader& reader, const Uuid& dossier) {
  std::vector<Event> events;
  for (const auto& row : reader.run(sql::events_of, {dossier, 0}))
    events.push_back(event_of(dossier, row, 0));
  return events;
}

Columns columns_of(const State& s) {
  const StepState* step = is_final(s.position) ? nullptr : s.current_step();
  if (step == nullptr) return {std::nullopt, s.holder(), std::nullopt};
  return {step->key, s.holder(), step->taken_by == step->given_to ? std::nullopt : step->given_to};
}

void put_row(store::Writer& writer, const store::Query& query, const State& s) {
  const Columns columns = columns_of(s);
  const std::string state = state_text(s);
  writer.put(query,
             {s.id, s.version, s.code, s.procedure, static_cast<int>(s.channel),
              static_cast<int>(s.position.status), static_cast<int>(s.position.halt), s.agencies.received,
              s.agencies.solving, columns.step, columns.holder, columns.given_to, s.due_now(), s.submitted_at,
              s.received_at, s.clock_stopped_since, s.ended_at, s.handed_over_at, state});
}

}  // namespace motcua::dossier
