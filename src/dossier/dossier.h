#pragma once
// The spine: a dossier is a list of events, everything else is computed from them. The only public face of
// the folder.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "dossier/closing.h"
#include "dossier/code.h"
#include "dossier/correction.h"
#include "dossier/day.h"
#include "dossier/event.h"
#include "dossier/lane.h"
#include "dossier/person.h"
#include "dossier/positions.h"
#include "dossier/private_part.h"
#include "dossier/rotation.h"
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

// Beginning a dossier. The first event is Submitted or TakenOver; its code is put in once the number is
// known.
struct Beginning {
  Uuid id;
  Actor actor;
  Series series;
  LocalDate day;
  std::vector<LookupRow> lookup;
  std::vector<NewEvent> events;
};

// An event with all of it made that rests on nothing before it.
struct PreparedEvent {
  Payload payload;
  Instant occurred_at;
  std::optional<SealedPart> part;
  std::string text;  // payload_text
};
// A beginning with all of it made that needs neither the number nor the database. Made once, outside the
// transaction, which others wait for and which may run several times.
struct PreparedBeginning {
  Act act;
  Beginning beginning;  // without its events
  std::vector<PreparedEvent> events;
  Bytes wrapped_key;
};
struct Begun {
  State state;
  bool is_new = true;  // false: a repeat, and `state` is what the first request left
};

// What a rule decided on seeing the state: who acts, and which events follow.
struct Decision {
  Actor actor;
  std::vector<NewEvent> events;
  std::vector<LookupRow> lookup = {};  // what the dossier can be found by from now on, beside the rest
};

// Called inside the transaction, once per act, when all its events were recorded; `before` is null for the
// first act. compose lists who follows.
using Outcome = std::function<void(store::Writer&, const State* before, const State& after)>;

class Dossiers {
 public:
  Dossiers(Keys keys, Random& random) : keys_(std::move(keys)), random_(random) {}
  const Keys& keys() const { return keys_; }
  void add_outcome(Outcome outcome) { outcomes_.push_back(std::move(outcome)); }

  // Gives the next number of the series and records the first events. The number's row is locked last, after
  // everything that does not rest on it, and in the order of series by whoever gives several in one
  // transaction (CHECK). A repeat of the same request returns the state that the first one left.
  // Problems: dossier.key_reused. Throws ConstraintFailed when the same request or another with this id came
  // first at the same instant, or the repeat was not looked for: write_or_find() runs it again then.
  PreparedBeginning prepare(const Act& act, Beginning beginning) const;
  enum class Repeat { look_for, is_unlikely };
  Expected<Begun> begin(store::Writer& writer, const PreparedBeginning& made, Repeat repeat) const;
  // Both in one, for who is in no hurry.
  Expected<State> begin(store::Writer& writer, const Act& act, const Beginning& beginning) const;
  // What the first request with this key left, if there was one: a repeat of what could not be begun any more
  // has its answer all the same. Problems: dossier.key_reused.
  Expected<std::optional<State>> answered(store::Reader& reader, const Act& act) const;

  // Reads the state, lets `decide` say which events follow, records them. The dossier's row is locked from
  // the reading on, so of two at once the second sees what the first one did. A repeat returns what the first
  // one left. A clock that went back does not take the dossier with it: what is recorded "now" is recorded at
  // the time of the last event then, and what happened "now" happened then. Refusing instead would keep
  // people waiting for a machine; a clock that ran ahead leaves its time on the dossiers it touched.
  // Problems: dossier.unknown, dossier.key_reused, dossier.version_conflict followed by one dossier.changed
  // for each event since `seen_version`, and those of `decide`. Throws ConstraintFailed when the key was used
  // on another dossier at the same instant: write_or_find().
  using Decide = std::function<Expected<Decision>(const State&)>;
  Expected<State> change(store::Writer& writer, const Act& act, const Uuid& id, std::int64_t seen_version,
                         const Decide& decide) const;

  // What an act leaves beside its events: the dossier's row and all that follows from it. begin() and
  // change() do it; for whoever records acts in another way. `before` is null for the first act.
  void keep(store::Writer& writer, const State* before, const State& after) const;

  // Destroys private parts, salts, lookup rows and key; the event list stays whole and verifiable.
  Expected<State> erase(store::Writer& writer, const Act& act, const Actor& actor, const Uuid& id,
                        std::int64_t seen_version, const std::string& basis) const;

  // Erases what had been erased and came back with a restored backup: whatever the status and the version,
  // since the person was promised it. Nothing when the dossier is unknown or is erased already.
  std::optional<State> erase_again(store::Writer& writer, const Act& act, const Uuid& id,
                                   const std::string& basis) const;

  std::optional<State> state(store::Reader& reader, const Uuid& id) const;
  std::optional<Uuid> id_of_code(store::Reader& reader, std::string_view code) const;  // own or foreign
  std::optional<State> state_of_code(store::Reader& reader, std::string_view code) const;
  std::vector<Event> events(store::Reader& reader, const Uuid& id) const;
  // The private part of one event; nothing when it has none or was erased. Whoever shows it logs the access.
  std::optional<json::value> private_part(store::Reader& reader, const Uuid& id, std::int64_t version) const;
  // The private part of the first event with what supplements put right since; nothing when erased or taken
  // over without it.
  std::optional<Submission> submission(store::Reader& reader, const Uuid& id) const;
  // The applicant's name alone, out of the sealed first part and the wrapped key as a list read them along
  // with its rows; "" when they do not open. Unlike submission() it leaves the commitment to `verify`: that
  // the part is this dossier's and whole is what opening it shows.
  std::string applicant_name(const Uuid& id, const Bytes& sealed, const Bytes& wrapped) const;
  // The dossier's key for files kept outside the database; nothing once erased.
  std::optional<SecretKey> key(store::Reader& reader, const Uuid& id) const;
  // Dossiers that carry the lookup row, newest first; the caller checks each against its decrypted part.
  std::vector<Uuid> find(store::Reader& reader, const LookupRow& row, int most) const;

 private:
  std::vector<PreparedEvent> prepare_events(const Uuid& id, std::int64_t version, const SecretKey* key,
                                            std::vector<NewEvent> events) const;
  State record(store::Writer& writer, const Act& act, const Actor& actor, State state,
               const std::vector<PreparedEvent>& events) const;
  Expected<State> first_answer(store::Reader& reader, const Act& act, const std::optional<Uuid>& id,
                               const store::Row& row, std::size_t from) const;
  Problems conflict(store::Reader& reader, const State& state, std::int64_t seen_version) const;

  Keys keys_;
  Random& random_;
  std::vector<Outcome> outcomes_;
};

// Runs the command in a transaction, and once more when a key refused what another request did at the same
// instant, or before: with `Repeat::look_for` it finds what that one left.
Expected<State> write_or_find(
    store::Store& store,
    const std::function<Expected<State>(store::Writer&, Dossiers::Repeat repeat)>& command);

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
