#pragma once
#include <functional>

#include "http/message.h"
#include "workflow/act.h"
#include "workflow/decide.h"
#include "workflow/installation.h"

namespace motcua::workflow {

// The Idempotency-Key header and a keyed digest of who asked for what (account, path and body): a repeat is
// the same person's, and the digest tells nothing about names and files to whoever reads the store after they
// were erased. Problems: workflow.key_missing.
Expected<dossier::Act> act_of_request(const Installation& installation, const http::Request& request,
                                      Instant now);

// The {id} of the route. Problems: dossier.unknown when it is no id.
Expected<Uuid> dossier_id(const http::Request& request);

// What an official asks to do, and how the events follow once it is lawful.
struct Asked {
  Act act;
  std::int64_t seen_version = 0;
  std::function<Expected<Events>(const dossier::State&, const identity::Post& post, store::Reader&,
                                 Instant now)>
      events;
  // Asked once the events are decided: what the dossier can be found by from now on, beside the rest.
  std::function<std::vector<dossier::LookupRow>()> lookup = {};
};

// One act in one transaction: read, judge, decide, record. Problems: those of Dossiers::change, the reason of
// the verdict, dossier.unknown and nothing else when the caller may not even read the dossier, and those of
// `events`.
Expected<dossier::State> perform(const Installation& installation, const http::Request& request,
                                 const Asked& asked);

}  // namespace motcua::workflow
