#include "base/check.h"
#include "dossier/dossier.h"
#include "dossier/rows.h"
#include "dossier/sql.h"

namespace motcua::dossier {
namespace {

// "22/11 09:42": the same in every language.
std::string short_moment(Instant instant) {
  const std::string iso = format_iso(instant);
  return iso.substr(8, 2) + '/' + iso.substr(5, 2) + ' ' + iso.substr(11, 5);
}

}  // namespace

Expected<std::optional<State>> Dossiers::repeated(store::Reader& reader, const Act& act,
                                                  const std::optional<Uuid>& id) const {
  const auto row = reader.one(sql::act_by_key, {act.idempotency_key});
  if (!row) return std::optional<State>{};
  const Uuid dossier = row->uuid(0);
  if ((id && dossier != *id) || !same_in_constant_time(row->bytes(2), act.request)) {
    return refuse("dossier.key_reused");
  }
  auto events = this->events(reader, dossier);
  const auto version = static_cast<std::size_t>(row->integer(1));
  CHECK(version <= events.size());
  events.resize(version);
  return std::optional<State>(fold(events));
}

State Dossiers::record(store::Writer& writer, const Act& act, const Actor& actor, State state,
                       const SecretKey& key, std::vector<NewEvent> events) const {
  for (auto& each : events) {
    Event event{state.id,
                state.version + 1,
                std::move(each.payload),
                actor,
                each.occurred_at,
                act.recorded_at,
                act.idempotency_key,
                std::nullopt,
                {}};
    if (each.private_part) {
      const SealedPart part = seal_part(key, event.dossier, event.version, *each.private_part, random_);
      event.commitment = part.commitment;
      writer.execute(sql::insert_private, {event.dossier, event.version, part.sealed});
    }
    const std::string payload = payload_text(event.payload);
    event.hash = chain_hash(state.last_hash, event, payload);
    const State before = reactions_.empty() ? State{} : state;
    apply(state, event);
    insert_event(writer, event, payload);
    for (const auto& reaction : reactions_) reaction(writer, before, state, event);
  }
  return state;
}

Expected<State> Dossiers::begin(store::Writer& writer, const Act& act, const Beginning& beginning) const {
  auto first = repeated(writer, act, std::nullopt);
  if (!first) return refuse(first.error());
  if (*first) return std::move(**first);

  const SecretKey key = SecretKey::make(random_);
  const auto serial =
      writer.one(sql::next_serial, {beginning.series.name, format_iso(beginning.day)})->integer(0);
  State state;
  state.id = beginning.id;
  state = record(writer, act, beginning.actor, std::move(state), key,
                 beginning.events(format_code(beginning.series, beginning.day, serial)));
  if (writer.execute(sql::insert_act, {act.idempotency_key, state.id, state.version, act.request}) == 0) {
    return refuse(
        "dossier.key_reused");  // two equal requests at the same instant on PostgreSQL: the second asks again
  }
  writer.execute(sql::insert_key, {state.id, wrap_key(keys_, state.id, key, random_)});
  for (const auto& row : beginning.lookup) {
    writer.execute(sql::insert_lookup, {static_cast<int>(row.kind), row.digest, state.id});
  }
  for (const auto& foreign : state.foreign_codes) {
    writer.execute(sql::insert_foreign_code, {foreign.code, state.id, foreign.system});
  }
  write_row(writer, sql::insert_dossier, state);
  return state;
}

Problems Dossiers::conflict(store::Reader& reader, const State& state, std::int64_t seen_version) const {
  Problems problems{
      {"dossier.version_conflict", "/seen_version", {{"version", std::to_string(state.version)}}}};
  for (const auto& event : events(reader, state.id)) {
    if (event.version <= seen_version) continue;
    problems.push_back({"dossier.changed",
                        "/seen_version",
                        {{"version", std::to_string(event.version)},
                         {"type", std::string(type_of(event.payload))},
                         {"at", format_iso(event.recorded_at)},
                         {"when", short_moment(event.recorded_at)},
                         {"by", event.actor.id}}});
  }
  return problems;
}

Expected<State> Dossiers::change(store::Writer& writer, const Act& act, const Uuid& id,
                                 std::int64_t seen_version, const Decide& decide) const {
  const auto row = writer.one(sql::state_for_change, {id});
  if (!row) return refuse("dossier.unknown");
  State state = read_state(json::parse(row->text(0)));
  auto first = repeated(writer, act, id);
  if (!first) return refuse(first.error());
  if (*first) return std::move(**first);
  if (seen_version != state.version) return refuse(conflict(writer, state, seen_version));

  auto decision = decide(state);
  if (!decision) return refuse(decision.error());
  auto& events = decision->events;
  const auto wrapped = writer.one(sql::wrapped_key, {id});
  const bool wants_key =
      std::any_of(events.begin(), events.end(), [](const NewEvent& e) { return e.private_part.has_value(); });
  std::optional<SecretKey> key = wrapped ? unwrap_key(keys_, id, wrapped->bytes(0)) : std::nullopt;
  if (wants_key && !key) return refuse("dossier.erased");
  const std::size_t codes = state.foreign_codes.size();
  state = record(writer, act, decision->actor, std::move(state),
                 key ? *key : SecretKey(Bytes(SecretKey::size)), std::move(events));
  if (writer.execute(sql::insert_act, {act.idempotency_key, id, state.version, act.request}) == 0) {
    return refuse("dossier.key_reused");  // the same key at the same instant on another dossier
  }
  for (std::size_t i = codes; i < state.foreign_codes.size(); ++i) {
    writer.execute(sql::insert_foreign_code,
                   {state.foreign_codes[i].code, id, state.foreign_codes[i].system});
  }
  write_row(writer, sql::update_dossier, state);
  return state;
}

Expected<State> Dossiers::erase(store::Writer& writer, const Act& act, const Actor& actor, const Uuid& id,
                                std::int64_t seen_version, const std::string& basis) const {
  auto state = change(writer, act, id, seen_version, [&](const State& before) -> Expected<Decision> {
    if (before.erased) return refuse("dossier.erased");
    if (!is_final(before.position)) return refuse("dossier.still_open");
    return Decision{actor, {{PrivateErased{basis}, act.recorded_at, {}}}};
  });
  if (!state) return state;
  writer.execute(sql::erase_private, {id});
  writer.execute(sql::erase_lookup, {id});
  writer.execute(sql::erase_key, {id});
  return state;
}

std::optional<State> Dossiers::state(store::Reader& reader, const Uuid& id) const {
  const auto row = reader.one(sql::state_by_id, {id});
  if (!row) return std::nullopt;
  return read_state(json::parse(row->text(0)));
}

std::optional<Uuid> Dossiers::id_of_code(store::Reader& reader, std::string_view code) const {
  if (const auto row = reader.one(sql::id_by_code, {code})) return row->uuid(0);
  const auto foreign = reader.run(sql::ids_by_foreign_code, {code});
  return foreign.size() == 1 ? std::optional(foreign[0].uuid(0)) : std::nullopt;
}

std::vector<Event> Dossiers::events(store::Reader& reader, const Uuid& id) const {
  return read_events(reader, id);
}

std::optional<json::value> Dossiers::private_part(store::Reader& reader, const Uuid& id,
                                                  std::int64_t version) const {
  const auto row = reader.one(sql::private_of, {id, version});
  if (!row || row->is_null(2)) return std::nullopt;
  const auto key = unwrap_key(keys_, id, row->bytes(1));
  if (!key) return std::nullopt;
  Digest commitment{};
  std::copy(row->bytes(2).begin(), row->bytes(2).end(), commitment.begin());
  return open_part(*key, id, version, row->bytes(0), commitment);
}

std::optional<Submission> Dossiers::submission(store::Reader& reader, const Uuid& id) const {
  const auto part = private_part(reader, id, 1);
  if (!part) return std::nullopt;
  auto read = shape_of(static_cast<const Submission*>(nullptr)).read(*part);
  CHECK(read.has_value());
  return std::move(*read);
}

std::optional<SecretKey> Dossiers::key(store::Reader& reader, const Uuid& id) const {
  const auto wrapped = reader.one(sql::wrapped_key, {id});
  return wrapped ? unwrap_key(keys_, id, wrapped->bytes(0)) : std::nullopt;
}

std::vector<Uuid> Dossiers::find(store::Reader& reader, const LookupRow& row, int most) const {
  std::vector<Uuid> ids;
  for (const auto& found : reader.run(sql::ids_by_lookup, {static_cast<int>(row.kind), row.digest, most})) {
    ids.push_back(found.uuid(0));
  }
  return ids;
}

}  // namespace motcua::dossier
