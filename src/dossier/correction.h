#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "dossier/person.h"

namespace motcua::dossier {

// What an application says that a supplement may put right: "content", and of the applicant "birth_date",
// "sex", "address", "phone", "email". Not the name and the ID number: they say whose dossier it is.
const std::vector<std::string_view>& correctable_fields();
bool is_correctable(std::string_view field);

// What stands there now, as text; "" when nothing does. CHECKs that the field is correctable.
std::string text_of_field(const Submission& submission, std::string_view field);

// Puts `text` there. Problems: those of the field's description, without a pointer. CHECKs that the field is
// correctable.
Expected<void> correct(Submission& submission, std::string_view field, std::string_view text);

}  // namespace motcua::dossier
