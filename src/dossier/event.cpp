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

std::string public_part(const Event& event, std::string_view payload) {
  const auto text = [](std::string_view plain) { return canonical_json(json::string(plain)); };
  const std::string_view type = type_of(event.payload);
  // Events from before covers existed have no such member, and their hashes stand.
  const std::string covers =
      event.actor.covers ? fmt::format(R"("covers":{},)", text(*event.actor.covers)) : "";
  return fmt::format(
      R"({{"actor":{},"actor_kind":"{}",{}"dossier":"{}","helper":{},"idempotency_key":"{}","occurred_at":{},)"
      R"("payload":{},"payload_version":{},"recorded_at":{},"type":"{}","version":{}}})",
      text(event.actor.id), name_of(event.actor.kind), covers, event.dossier.text(),
      event.actor.helper ? text(*event.actor.helper) : "null", event.idempotency_key.text(),
      event.occurred_at.time_since_epoch().count(), payload,
      event.older ? event.older->version : payload_version(type),
      event.recorded_at.time_since_epoch().count(), type, event.version);
}

namespace {
std::string text_as_written(const Event& event) {
  return event.older ? event.older->text : payload_text(event.payload);
}
}  // namespace

std::string public_part(const Event& event) { return public_part(event, text_as_written(event)); }

Digest chain_hash(const Digest& previous, const Event& event, std::string_view payload) {
  const std::string text = public_part(event, payload);
  Bytes all;
  all.reserve(previous.size() + text.size() + sizeof(Digest));
  all.insert(all.end(), previous.begin(), previous.end());
  all.insert(all.end(), text.begin(), text.end());
  if (event.commitment) all.insert(all.end(), event.commitment->begin(), event.commitment->end());
  return sha256(all);
}

Digest chain_hash(const Digest& previous, const Event& event) {
  return chain_hash(previous, event, text_as_written(event));
}

}  // namespace motcua::dossier
