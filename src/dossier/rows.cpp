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

namespace {

// How it came in, by whom and where: the columns that most acts leave alone.
bool same_reception(const State& a, const State& b) {
  return a.code == b.code && a.procedure == b.procedure && a.channel == b.channel &&
         a.agencies.received == b.agencies.received && a.submitted_at == b.submitted_at &&
         a.received_at == b.received_at;
}

constexpr std::size_t all_columns = 19, without_reception = 13;

// insert_dossier and update_dossier take all, advance_dossier the first ones.
void put_row(store::Writer& writer, const store::Query& query, const State& s, std::size_t count) {
  const Columns columns = columns_of(s);
  const std::string state = state_text(s);
  const store::Param all[all_columns] = {
      s.id, s.version, static_cast<int>(s.position.status), static_cast<int>(s.position.halt),
      s.agencies.solving, columns.step, columns.holder, columns.given_to, s.due_now(), s.clock_stopped_since,
      s.ended_at, s.handed_over_at, state,
      // how it came in
      s.code, s.procedure, static_cast<int>(s.channel), s.agencies.received, s.submitted_at, s.received_at};
  writer.put_all(query, std::span(all).first(count));
}

}  // namespace

void insert_row(store::Writer& writer, const State& state) {
  put_row(writer, sql::insert_dossier, state, all_columns);
}

void update_row(store::Writer& writer, const State& before, const State& after) {
  if (same_reception(before, after)) {
    put_row(writer, sql::advance_dossier, after, without_reception);
  } else {
    put_row(writer, sql::update_dossier, after, all_columns);
  }
}

}  // namespace motcua::dossier
