#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/crypto.h"
#include "base/json.h"
#include "base/language_map.h"
#include "base/time.h"
#include "base/uuid.h"
#include "dossier/payload.h"

namespace motcua::dossier {

// Who did it. A person is named by post or role only; names live elsewhere, where they can be erased.
struct Actor {
  enum class Kind { post, applicant, job, device, system };
  Kind kind = Kind::job;
  std::string id;                          // post: its Uuid; job, device, system: a fixed name; applicant: ""
  std::optional<std::string> helper = {};  // post of an official who helped the applicant
  std::optional<std::string> covers = {};  // post of an absent or delegating official, for whom `id` acted
  bool operator==(const Actor&) const = default;
};

// The order is that of the variant below and never changes; new types go to the end.
using Payload =
    std::variant<Submitted, TakenOver, Accepted, NotAccepted, StepAssigned, StepTaken, StepCompleted,
                 ScanAttached, SupplementRequested, SupplementReceived, PaymentRequested, PaymentSettled,
                 Paused, Resumed, Withdrawn, Stopped, ResultAttached, Finished, HandedOver, ForeignCodeAdded,
                 PrivateErased, ExtensionProposed, Extended>;

// "submitted", "step_taken": what the column `type` holds and the golden examples are called.
std::string_view type_of(const Payload& payload);
const std::vector<std::string_view>& event_types();

// The version of a payload's form that we write. Older ones stay readable for ever.
int payload_version(std::string_view type);
json::value write_payload(const Payload& payload);
// Canonical: what is stored and what the hash is taken over.
std::string payload_text(const Payload& payload);
// From what is stored; an older version is lifted to what took its place. CHECKs that type and version are
// known and the text fits: it came from our own store.
Payload read_payload(std::string_view type, int version, std::string_view text);

// What an event of an earlier payload version says, letter for letter: its hash was taken over this.
struct OlderPayload {
  int version = 0;
  std::string text;
};

struct Event {
  Uuid dossier;
  std::int64_t version = 0;  // 1, 2, 3 … within the dossier
  Payload payload;
  Actor actor;
  Instant occurred_at;
  Instant recorded_at;
  Uuid idempotency_key;
  std::optional<Digest> commitment;  // to the private part, when there is one
  Digest hash{};
  std::optional<OlderPayload> older = {};
};

// Everything of an event that anyone may see, as one canonical text; the hash is taken over it.
// Keys stand in canonical order; `payload` is payload_text(event.payload), for whoever has it already.
std::string public_part(const Event& event);
std::string public_part(const Event& event, std::string_view payload);
// SHA-256(previous hash ‖ public part ‖ commitment). The first event of a dossier follows 32 zero bytes.
Digest chain_hash(const Digest& previous, const Event& event);
Digest chain_hash(const Digest& previous, const Event& event, std::string_view payload);

}  // namespace motcua::dossier
