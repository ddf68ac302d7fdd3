#pragma once
#include "http/message.h"
#include "intake/bodies.h"
#include "intake/validate.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// A dossier that may begin, not yet recorded.
struct Beginnings {
  dossier::Act act;
  dossier::Beginning beginning;
  std::string secret;
  bool named = false;  // the id was the caller's own choice
  Problems warnings = {};
};
// What file_at_counter would record. Problems: those of validate, identity.forbidden, those of promise_from.
Expected<Beginnings> prepare_at_counter(const workflow::Installation& office, const http::Request& request,
                                        const ReceiveBody& body, const dossier::Act& act);

// At the counter: checks the submission, then records in one transaction that it was submitted, accepted with
// its promise, and that the officer took and completed the first step; gives number and secret. Received in
// the caller's post with dossier.receive at the unit, now. A repeat of the request gives the first answer.
// Problems: those of validate, identity.forbidden, workflow.key_missing, dossier.key_reused, intake.id_taken,
// those of promise_from.
Expected<Filed> file_at_counter(const workflow::Installation& office, const http::Request& request,
                                const ReceiveBody& body);

// From an outside system with api.submit at the unit: recorded as submitted (status 1), with number and
// secret; nobody has promised anything yet. Problems: as above, intake.channel_wrong.
Expected<Filed> submit(const workflow::Installation& office, const http::Request& request,
                       const ReceiveBody& body);

// An officer accepts what was submitted, with the papers as counted: the promise counts from now, by the
// version that was submitted under. Problems: those of workflow::perform, check_papers, promise_from,
// limit_needs_person.
Expected<Filed> accept(const workflow::Installation& office, const http::Request& request,
                       const workflow::CountedBody& body);

// A state as the answer to whoever filed it.
Filed filed(const dossier::State& state, std::string secret, Language language);

// The version that a dossier was filed under. CHECKs that it is still known: versions are never removed.
catalogue::VersionRef version_of(const workflow::Installation& office, const dossier::State& state);

}  // namespace motcua::intake
