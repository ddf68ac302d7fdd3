#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/random.h"
#include "identity/identity.h"
#include "store/store.h"

namespace motcua::feedback {

// The values are those of the table.
enum class State { fresh = 1, answered = 2, closed = 3 };
std::string_view name_of(State state);  // "new", "answered", "closed"
std::optional<State> state_of(std::string_view name);

// One opinion, opened. Text, page and note rest encrypted: people write their names and numbers into them.
struct Opinion {
  Uuid id;
  std::string unit;   // whose inbox: a commune, a ward, or the province
  std::string about;  // path of a public page; may be empty
  std::string text;
  State state = State::fresh;
  std::int64_t version = 1;
  Instant received_at{};
  std::optional<Instant> changed_at;
  std::string changed_by;  // display name; "" while new
  std::string note;        // what was done, for colleagues
  bool damaged = false;    // words or note do not open with this installation's key: they are empty here
};

struct NewOpinion {
  std::string form;  // the form it was typed into; "" when that is unknown: then each counts
  std::string unit, about, text;
};

struct Counts {
  std::int64_t fresh = 0, answered = 0, closed = 0;
};

struct Page {
  std::vector<Opinion> opinions;  // newest first
  std::optional<Uuid> next;       // there are more: ask for those before this one
  Counts counts;
};

// What an officer did with one.
struct Change {
  State state = State::fresh;
  std::string note;
  std::int64_t seen_version = 0;
};

class Inbox {
 public:
  Inbox(store::Store& store, const SecretKey& installation, Random& random);

  // Once however often the same form is sent with the same words.
  void put(const NewOpinion& opinion, Instant now);

  // Those of a unit (of all units when it is empty) in one state, before `before` when given; at most 50.
  // That the caller looked is recorded with `reason` in the same transaction.
  Page read(const identity::Caller& caller, const std::string& unit, State state,
            const std::optional<Uuid>& before, const std::string& reason, Instant now);

  // Faults: feedback.not_found (also when it is of a unit the caller may not see), feedback.changed_meanwhile
  // naming who. The same change again by the same person changes nothing and succeeds.
  Expected<Opinion> change(const identity::Caller& caller, const Uuid& id, const Change& change, Instant now);

 private:
  Opinion opened(const store::Row& row) const;
  Bytes sealed(const Uuid& id, std::string_view part, const std::string& text) const;

  store::Store& store_;
  const SecretKey sealing_, submissions_;
  Random& random_;
};

// Seals everything anew with what is derived from `next`; goes on where an earlier run broke off. Throws
// std::runtime_error naming an opinion that opens with neither. Nobody else may write meanwhile.
std::int64_t rotate_keys(store::Store& store, const SecretKey& old, const SecretKey& next, Random& random);

// The invariant opinions_open: one sentence for each opinion whose text or note does not open with what is
// derived from `installation`; about 100 at the most.
std::vector<std::string> opinions_that_do_not_open(store::Reader& reader, const SecretKey& installation);

inline constexpr const char* work_permission = "feedback.work";

}  // namespace motcua::feedback
