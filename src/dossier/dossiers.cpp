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

// `version`: of the dossier before these events.
void put_private_parts(store::Writer& writer, const Uuid& id, std::int64_t version,
                       const std::vector<PreparedEvent>& events) {
  for (const auto& event : events) {
    ++version;
    if (event.part) writer.put(sql::insert_private, {id, version, event.part->sealed});
  }
}

void put_code(PreparedEvent& first, const std::string& code) {
  if (auto* submitted = std::get_if<Submitted>(&first.payload)) {
    submitted->code = code;
  } else {
    auto* taken_over = std::get_if<TakenOver>(&first.payload);
    CHECK(taken_over != nullptr);
    taken_over->code = code;
  }
  first.text = payload_text(first.payload);
}

// The act as it is recorded when the last event was recorded at `last`.
Act not_before(Instant last, Act act, std::vector<NewEvent>& events) {
  if (act.recorded_at >= last) return act;
  for (auto& event : events) {
    if (event.occurred_at == act.recorded_at) event.occurred_at = last;
  }
  act.recorded_at = last;
  return act;
}

}  // namespace

// From column `from` on, `row` holds dossier, version and digest of the act with this key.
Expected<State> Dossiers::first_answer(store::Reader& reader, const Act& act, const std::optional<Uuid>& id,
                                       const store::Row& row, std::size_t from) const {
  const Uuid dossier = row.uuid(from);
  const bool forgotten = row.bytes(from + 2).empty();  // the key it was made with is gone, see rotation.h
  if ((id && dossier != *id) || !(forgotten || same_in_constant_time(row.bytes(from + 2), act.request))) {
    return refuse("dossier.key_reused");
  }
  auto events = this->events(reader, dossier);
  const auto version = static_cast<std::size_t>(row.integer(from + 1));
  CHECK(version <= events.size());
  events.resize(version);
  return fold(events);
}

Expected<std::optional<State>> Dossiers::answered(store::Reader& reader, const Act& act) const {
  const auto row = reader.one(sql::act_by_key, {act.idempotency_key});
  if (!row) return std::optional<State>{};
  auto state = first_answer(reader, act, std::nullopt, *row, 0);
  if (!state) return refuse(state.error());
  return std::optional(std::move(*state));
}

std::vector<PreparedEvent> Dossiers::prepare_events(const Uuid& id, std::int64_t version,
                                                    const SecretKey* key,
                                                    std::vector<NewEvent> events) const {
  std::vector<PreparedEvent> made;
  made.reserve(events.size());
  for (auto& event : events) {
    ++version;
    std::string text = payload_text(event.payload);
    made.push_back({std::move(event.payload), event.occurred_at, {}, std::move(text)});
    if (!event.private_part) continue;
    CHECK(key != nullptr);
    made.back().part = seal_part(*key, id, version, *event.private_part, random_);
  }
  return made;
}

State Dossiers::record(store::Writer& writer, const Act& act, const Actor& actor, State state,
                       const std::vector<PreparedEvent>& events) const {
  for (const auto& each : events) {
    Event event{state.id,        state.version + 1,   each.payload, actor, each.occurred_at,
                act.recorded_at, act.idempotency_key, std::nullopt, {}};
    if (each.part) event.commitment = each.part->commitment;
    event.hash = chain_hash(state.last_hash, event, each.text);
    apply(state, event);
    put_event(writer, event, each.text);
  }
  return state;
}

PreparedBeginning Dossiers::prepare(const Act& act, Beginning beginning) const {
  const SecretKey key = SecretKey::make(random_);
  auto events = prepare_events(beginning.id, 0, &key, std::exchange(beginning.events, {}));
  Bytes wrapped = wrap_key(keys_, beginning.id, key, random_);
  return {act, std::move(beginning), std::move(events), std::move(wrapped)};
}

Expected<Begun> Dossiers::begin(store::Writer& writer, const PreparedBeginning& made, Repeat repeat) const {
  const auto& [act, beginning, prepared, wrapped] = made;
  if (repeat == Repeat::look_for) {
    if (const auto row = writer.one(sql::act_by_key, {act.idempotency_key})) {
      auto first = first_answer(writer, act, std::nullopt, *row, 0);
      if (!first) return refuse(first.error());
      return Begun{std::move(*first), false};
    }
  }
  const auto versions = static_cast<std::int64_t>(prepared.size());
  writer.put(sql::insert_act, {act.idempotency_key, beginning.id, versions, act.request});
  put_private_parts(writer, beginning.id, 0, prepared);
  writer.put(sql::insert_key, {beginning.id, wrapped});
  for (const auto& row : beginning.lookup) {
    writer.put(sql::insert_lookup, {static_cast<int>(row.kind), row.digest, beginning.id});
  }
  const std::string day = format_iso(beginning.day);
  writer.lock_in_order("dossier_serial/" + beginning.series.name + '/' + day);
  const auto serial = writer.one(sql::next_serial, {beginning.series.name, day})->integer(0);

  auto events = prepared;
  put_code(events.front(), format_code(beginning.series, beginning.day, serial));
  State state;
  state.id = beginning.id;
  state = record(writer, act, beginning.actor, std::move(state), events);
  for (const auto& foreign : state.foreign_codes) {
    writer.put(sql::insert_foreign_code, {foreign.code, state.id, foreign.system});
  }
  keep(writer, nullptr, state);
  return Begun{std::move(state), true};
}

Expected<State> Dossiers::begin(store::Writer& writer, const Act& act, const Beginning& beginning) const {
  auto begun = begin(writer, prepare(act, beginning), Repeat::look_for);
  if (!begun) return refuse(begun.error());
  return std::move(begun->state);
}

Expected<State> write_or_find(
    store::Store& store,
    const std::function<Expected<State>(store::Writer&, Dossiers::Repeat repeat)>& command) {
  try {
    return store.write([&](store::Writer& writer) { return command(writer, Dossiers::Repeat::is_unlikely); });
  } catch (const store::ConstraintFailed&) {
    return store.write([&](store::Writer& writer) { return command(writer, Dossiers::Repeat::look_for); });
  }
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
  writer.put(sql::lock_dossier, {id});
  const auto row = writer.one(sql::dossier_for_change, {id, act.idempotency_key});
  if (!row) return refuse("dossier.unknown");
  if (!row->is_null(3)) return first_answer(writer, act, id, *row, 3);
  State state = read_state_text(row->text(0));
  if (seen_version != state.version) return refuse(conflict(writer, state, seen_version));

  auto decision = decide(state);
  if (!decision) return refuse(decision.error());
  const Act recorded = not_before(row->instant(2), act, decision->events);
  const bool wants_key = std::ranges::any_of(
      decision->events, [](const NewEvent& event) { return event.private_part.has_value(); });
  std::optional<SecretKey> key;
  if (wants_key && !row->is_null(1)) key = unwrap_key(keys_, id, row->bytes(1));
  if (wants_key && !key) return refuse("dossier.erased");
  const auto events = prepare_events(id, state.version, key ? &*key : nullptr, std::move(decision->events));
  put_private_parts(writer, id, state.version, events);
  const std::size_t codes = state.foreign_codes.size();
  const State before = state;
  state = record(writer, recorded, decision->actor, std::move(state), events);
  writer.put(sql::insert_act, {act.idempotency_key, id, state.version, act.request});
  for (std::size_t i = codes; i < state.foreign_codes.size(); ++i) {
    writer.put(sql::insert_foreign_code, {state.foreign_codes[i].code, id, state.foreign_codes[i].system});
  }
  for (const auto& found_by : decision->lookup) {
    writer.put(sql::insert_lookup, {static_cast<int>(found_by.kind), found_by.digest, id});
  }
  keep(writer, &before, state);
  return state;
}

void Dossiers::keep(store::Writer& writer, const State* before, const State& after) const {
  before == nullptr ? insert_row(writer, after) : update_row(writer, *before, after);
  for (const auto& outcome : outcomes_) outcome(writer, before, after);
}

Expected<State> Dossiers::erase(store::Writer& writer, const Act& act, const Actor& actor, const Uuid& id,
                                std::int64_t seen_version, const std::string& basis) const {
  auto state = change(writer, act, id, seen_version, [&](const State& before) -> Expected<Decision> {
    if (before.erased) return refuse("dossier.erased");
    if (!is_final(before.position)) return refuse("dossier.still_open");
    return Decision{actor, {{PrivateErased{basis}, act.recorded_at, {}}}};
  });
  if (!state) return state;
  writer.put(sql::erase_private, {id});
  writer.put(sql::erase_lookup, {id});
  writer.put(sql::erase_key, {id});
  return state;
}

std::optional<State> Dossiers::state(store::Reader& reader, const Uuid& id) const {
  const auto row = reader.one(sql::state_by_id, {id});
  if (!row) return std::nullopt;
  return read_state_text(row->text(0));
}

std::optional<State> Dossiers::state_of_code(store::Reader& reader, std::string_view code) const {
  if (const auto row = reader.one(sql::state_by_code, {code})) return read_state_text(row->text(0));
  const auto id = id_of_code(reader, code);
  return id ? state(reader, *id) : std::nullopt;
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
  for (const auto& row : reader.run(sql::corrections_of, {id})) {
    const auto corrected = private_part(reader, id, row.integer(0));
    const auto* fields = corrected ? corrected->as_object().if_contains("fields") : nullptr;
    if (fields == nullptr) continue;
    for (const auto& [field, text] : fields->as_object()) {
      CHECK(correct(*read, field, text.as_string()).has_value());  // judged when it was recorded
    }
  }
  return std::move(*read);
}

std::string Dossiers::applicant_name(const Uuid& id, const Bytes& sealed, const Bytes& wrapped) const {
  const auto key = unwrap_key(keys_, id, wrapped);
  return key ? applicant_name_in(*key, id, sealed) : std::string();
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
