#pragma once
// The spine: a dossier is a list of events, everything else is computed from them. The only public face of
// the folder.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "dossier/code.h"
#include "dossier/event.h"
#include "dossier/person.h"
#include "dossier/private_part.h"
#include "dossier/shapes.h"
#include "dossier/state.h"
#include "dossier/status.h"
#include "store/store.h"

namespace motcua::dossier {

// An event to be recorded, as a rule decided it.
struct NewEvent {
  Payload payload;
  Instant occurred_at;
  std::optional<json::value> private_part = {};
};

// What every act brings: when, and the key that makes a repeated request harmless.
struct Act {
  Uuid idempotency_key;
  Instant recorded_at;
  Digest request{};  // of the request's content: the same key with other content is refused
};

// Beginning a dossier: the own code is known only inside the transaction, so the events are made there.
struct Beginning {
  Uuid id;
  Actor actor;
  Series series;
  LocalDate day;
  std::vector<LookupRow> lookup;
  std::function<std::vector<NewEvent>(const std::string& code)> events;
};

// What a rule decided on seeing the state: who acts, and which events follow.
struct Decision {
  Actor actor;
  std::vector<NewEvent> events;
};

// Called inside the transaction, after each event was recorded; compose lists who reacts.
using Reaction = std::function<void(store::Writer&, const State& before, const State& after, const Event&)>;

class Dossiers {
 public:
  Dossiers(Keys keys, Random& random) : keys_(std::move(keys)), random_(random) {}
  const Keys& keys() const { return keys_; }
  void add_reaction(Reaction reaction) { reactions_.push_back(std::move(reaction)); }

  // Gives the next number of the series and records the first events. A repeat of the same request returns
  // the state that the first one left. Problems: dossier.key_reused.
  Expected<State> begin(store::Writer& writer, const Act& act, const Beginning& beginning) const;

  // Reads the state, lets `decide` say which events follow, records them. A repeat returns what the first one
  // left. Problems: dossier.unknown, dossier.key_reused, dossier.version_conflict followed by one
  // dossier.changed for each event since `seen_version`, and those of `decide`.
  using Decide = std::function<Expected<Decision>(const State&)>;
  Expected<State> change(store::Writer& writer, const Act& act, const Uuid& id, std::int64_t seen_version,
                         const Decide& decide) const;

  // Destroys private parts, salts, lookup rows and key; the event list stays whole and verifiable.
  Expected<State> erase(store::Writer& writer, const Act& act, const Actor& actor, const Uuid& id,
                        std::int64_t seen_version, const std::string& basis) const;

  // Erases what had been erased and came back with a restored backup: whatever the status and the version,
  // since the person was promised it. Nothing when the dossier is unknown or is erased already.
  std::optional<State> erase_again(store::Writer& writer, const Act& act, const Uuid& id,
                                   const std::string& basis) const;

  std::optional<State> state(store::Reader& reader, const Uuid& id) const;
  std::optional<Uuid> id_of_code(store::Reader& reader, std::string_view code) const;  // own or foreign
  std::vector<Event> events(store::Reader& reader, const Uuid& id) const;
  // The private part of one event; nothing when it has none or was erased. Whoever shows it logs the access.
  std::optional<json::value> private_part(store::Reader& reader, const Uuid& id, std::int64_t version) const;
  // The private part of the first event; nothing when erased or taken over without it.
  std::optional<Submission> submission(store::Reader& reader, const Uuid& id) const;
  // The dossier's key for files kept outside the database; nothing once erased.
  std::optional<SecretKey> key(store::Reader& reader, const Uuid& id) const;
  // Dossiers that carry the lookup row, newest first; the caller checks each against its decrypted part.
  std::vector<Uuid> find(store::Reader& reader, const LookupRow& row, int most) const;

 private:
  State record(store::Writer& writer, const Act& act, const Actor& actor, State state, const SecretKey& key,
               std::vector<NewEvent> events) const;
  Expected<std::optional<State>> repeated(store::Reader& reader, const Act& act,
                                          const std::optional<Uuid>& id) const;
  Problems conflict(store::Reader& reader, const State& state, std::int64_t seen_version) const;

  Keys keys_;
  Random& random_;
  std::vector<Reaction> reactions_;
};

// What the store knows of erasing: which dossier, when and on what basis.
struct Erasure {
  Uuid dossier;
  Instant recorded_at;
  std::string basis;
  bool operator==(const Erasure&) const = default;
};
// In the order of recording; `after` is the place to go on from, 0 for the beginning, and is moved on.
std::vector<Erasure> erasures_after(store::Reader& reader, std::int64_t& after, int most);

// Numbers of a series and day that are left out for ever, because a lost installation may have given them to
// people (restore). The next dossier of the day gets the number after them. Returns first and last of them.
struct SerialGap {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
SerialGap skip_serials(store::Writer& writer, const Series& series, LocalDate day, std::int64_t count,
                       std::string_view reason, Instant recorded_at);

// `motcua verify`: what is wrong, by the name of the invariant that does not hold.
struct Fault {
  std::string invariant;
  std::string dossier;  // code or id, "" for the whole store
  std::string detail;
};
struct VerifyReport {
  std::int64_t dossiers = 0;
  std::int64_t events = 0;
  std::int64_t erased = 0;
  std::vector<Fault> faults;
};
VerifyReport verify(store::Store& store, const Keys& keys);

}  // namespace motcua::dossier
