#pragma once
#include <optional>
#include <string>

#include "base/expected.h"
#include "documents/documents.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// What form 01 is filled from. `accepted` is the dossier as it stood at acceptance, so that a receipt printed
// again later says what the first one said.
struct ReceiptSources {
  const organisation::Organisation& organisation;
  const dossier::State& accepted;
  const dossier::Submission& submission;
  const catalogue::ProcedureVersion& version;
  std::string officer;     // name of who received it; "" when unknown
  std::string office;      // code of the office the post sits in; may be ""
  std::string public_url;  // "https://motcua.dienbien.gov.vn", no slash at the end; "" prints no address
};

// Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 03/2025/TT-VPCP, Annex I), in Vietnamese. CHECKs that
// the state was accepted.
documents::ReceiptForm receipt_form(const ReceiptSources& from);

// The dossier right after its acceptance and the post that accepted it; nothing when it was not accepted
// here.
struct Acceptance {
  dossier::State state;
  dossier::Actor actor;
};
std::optional<Acceptance> acceptance_of(const std::vector<dossier::Event>& events);

}  // namespace motcua::intake
