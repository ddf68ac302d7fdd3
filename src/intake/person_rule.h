#pragma once
#include <string>

#include "intake/received.h"

namespace motcua::intake {

// What is wrong with a person's particulars, each at its place below `field` ("/applicant"), and what is only
// odd. The normalised person is good to use when no fault was added. Rules: a name of 2 to 120 characters; an
// ID number of 12 digits, or 9 of an old one (handbook section 9); a birth date that exists, between 1900 and
// today; sex male or female; a telephone of 8 to 15 digits; an e-mail address with one @. Only the name is
// required. Warnings: an ID number of an unknown province, or that does not fit the birth year or the sex.
dossier::Person check_person(const PersonGiven& given, const std::string& field, LocalDate today,
                             Problems& faults, Problems& warnings);

// Tidy text, or nothing when there is none to speak of. Precondition: valid UTF-8.
std::optional<std::string> said(const std::optional<std::string>& text);

}  // namespace motcua::intake
