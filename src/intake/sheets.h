#pragma once
#include <vector>

#include "intake/forms.h"

namespace motcua::intake {

// The processing sheet (phiếu theo dõi): every act with its day, who did it, what comes next and until when.
documents::Letter processing_sheet(const FormSources& from);

// The hand-over slip of results, from who solved them to the counter: code, content, result, owner, address
// and fee of each dossier, with the sum of the fees in words. CHECKs that there is one. Problems:
// intake.form_not_due for a dossier whose result is not approved.
Expected<documents::Letter> result_slip(const std::vector<FormSources>& dossiers);

}  // namespace motcua::intake
