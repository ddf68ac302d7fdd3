#pragma once
#include "http/message.h"
#include "intake/bodies.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// Several dossiers that one person hands in at once, of one procedure (certified copies by the dozen): each
// gets a number, a promise and a first step of its own, all in one transaction, so that all are taken or
// none. Numbers follow each other unless another counter files between them. A repeat of the request gives
// the first answers. Problems: as file_at_counter, of what all have in common below /filing, of one below
// /items/i.
Expected<BatchFiled> file_batch(const workflow::Installation& office, const http::Request& request,
                                const BatchBody& body);

// The key of the act that begins the item at `index` of a request: the request's own for the first.
Uuid key_of_item(const Uuid& request, std::size_t index);

// Form 01 for all of them on one sheet, the applicant's copy with the secrets and the kept one without. All
// are of one applicant, procedure and agency. `dossiers`: their ids, separated by commas, as the answer above
// has them. Problems: intake.batch_unreadable, intake.batch_mixed, intake.not_received, dossier.unknown,
// dossier.erased.
Expected<http::Response> batch_receipt(const workflow::Installation& office, const http::Request& request,
                                       std::string_view dossiers, const std::string& public_url);

}  // namespace motcua::intake
