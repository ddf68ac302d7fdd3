#include "workflow/perform.h"

#include "base/check.h"
#include "workflow/viewer.h"

namespace motcua::workflow {

Expected<dossier::Act> act_of_request(const Installation& installation, const http::Request& request,
                                      Instant now) {
  const auto key = Uuid::parse(request.header("idempotency-key"));
  if (!key) return refuse("workflow.key_missing");
  const SecretKey secret = dossier::derive(installation.dossiers.keys().lookup(), "workflow/act");
  const std::string asked = identity::caller_of(request).official().id.text() + '\n' + request.path + '\n' +
                            to_hex(sha256(as_bytes(request.body)));
  return dossier::Act{*key, now, hmac_sha256(secret.bytes(), as_bytes(asked))};
}

Expected<Uuid> dossier_id(const http::Request& request) {
  const auto id = Uuid::parse(request.param("id"));
  if (!id) return refuse("dossier.unknown");
  return *id;
}

Expected<dossier::State> perform(const Installation& installation, const http::Request& request,
                                 const Asked& asked) {
  const auto& caller = identity::caller_of(request);
  const Instant now = installation.clock.now();
  const auto act = act_of_request(installation, request, now);
  if (!act) return refuse(act.error());
  const auto id = dossier_id(request);
  if (!id) return refuse(id.error());

  const auto command = [&](store::Writer& writer, dossier::Dossiers::Repeat) -> Expected<dossier::State> {
    const auto decide = [&](const dossier::State& state) -> Expected<dossier::Decision> {
      if (!may_read(caller, state)) return refuse("dossier.unknown");
      const Verdict verdict = judge(state, asked.act, viewer_of(caller, state), now);
      if (!verdict.allowed) return refuse(verdict.reason);
      const auto* post = acting_post(caller, state, asked.act);
      CHECK(post != nullptr);
      auto events = asked.events(state, *post, writer, now);
      if (!events) return refuse(events.error());
      return dossier::Decision{actor_of(caller, *post), std::move(*events),
                               asked.lookup ? asked.lookup() : std::vector<dossier::LookupRow>{}};
    };
    auto changed = installation.dossiers.change(writer, *act, *id, asked.seen_version, decide);
    if (changed) return changed;
    // A conflict tells what happened to the dossier: only to those who may read it.
    const auto state = installation.dossiers.state(writer, *id);
    if (state && !may_read(caller, *state)) return refuse("dossier.unknown");
    return changed;
  };
  return dossier::write_or_find(installation.store, command);
}

}  // namespace motcua::workflow
