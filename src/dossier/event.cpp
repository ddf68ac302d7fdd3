#include "dossier/event.h"

#include "base/check.h"

namespace motcua::dossier {
namespace {

std::string_view name_of(Actor::Kind kind) {
  switch (kind) {
    case Actor::Kind::post:
      return "post";
    case Actor::Kind::applicant:
      return "applicant";
    case Actor::Kind::job:
      return "job";
    case Actor::Kind::device:
      return "device";
    case Actor::Kind::system:
      return "system";
  }
  CHECK(false);
}

}  // namespace

std::string public_part(const Event& event) {
  const std::string_view type = type_of(event.payload);
  json::object object;
  object["dossier"] = event.dossier.text();
  object["version"] = event.version;
  object["type"] = type;
  object["payload_version"] = payload_version(type);
  object["payload"] = write_payload(event.payload);
  object["actor_kind"] = name_of(event.actor.kind);
  object["actor"] = event.actor.id;
  object["helper"] = event.actor.helper ? json::value(*event.actor.helper) : json::value();
  object["occurred_at"] = event.occurred_at.time_since_epoch().count();
  object["recorded_at"] = event.recorded_at.time_since_epoch().count();
  object["idempotency_key"] = event.idempotency_key.text();
  return canonical_json(object);
}

Digest chain_hash(const Digest& previous, const Event& event) {
  Bytes all(previous.begin(), previous.end());
  const std::string text = public_part(event);
  all.insert(all.end(), text.begin(), text.end());
  if (event.commitment) all.insert(all.end(), event.commitment->begin(), event.commitment->end());
  return sha256(all);
}

}  // namespace motcua::dossier
