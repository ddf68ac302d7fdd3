#pragma once
#include <string>

#include "intake/forms.h"

namespace motcua::intake {

// The place where whoever did an act signs for it: kind of signature, in what capacity, name. An officer who
// did another's work says for whom; who signs as a head says it as signature.h has it. `role` is a message
// id below "intake.form.".
documents::LetterSignature signed_by_actor(std::string_view role, const dossier::Actor& actor,
                                           const FormSources& from);
// Where a person signs who does not work here, or nobody has signed yet.
documents::LetterSignature signed_by_name(std::string_view role, const std::string& name);

}  // namespace motcua::intake
