#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/expected.h"
#include "base/json.h"
#include "base/message.h"
#include "base/time.h"

namespace motcua::intake {

enum class Sex { male, female };
std::string_view to_text(Sex sex);  // "male", "female"

// What the QR code of a citizen's ID card says (handbook section 9). Texts are NFC and tidy, otherwise as
// printed: the address of a card from before July 2025 names former units.
struct IdCard {
  std::string id_number;                     // 12 digits
  std::optional<std::string> old_id_number;  // 9 digits
  std::string full_name;
  LocalDate birth_date;
  Sex sex = Sex::male;
  std::string address;
  std::optional<LocalDate> issued_on;
  Problems warnings;  // odd, but possible: an officer looks at the card
};

// Reads the text of the QR code: 7 fields, or 11 on the card of 2024, whose last four are not used. NFC or
// NFD, any case of Nam/Nữ, line ends and GS around it are accepted. Faults, all at once:
// intake.idcard_not_text, _fields, _number, _old_number, _name, _birth_date, _sex, _issue_date, _born_later,
// _issued_before_birth. Warnings: intake.idcard_province_unknown, _number_sex, _number_birth_year,
// _address_missing, _issued_later (the office's own clock may be wrong).
Expected<IdCard> parse_idcard_qr(std::string_view text, LocalDate today);

// Province of birth registration by the first three digits, under its name before July 2025; empty if
// unknown.
std::string_view province_of_id_number(std::string_view id_number);

// Keys id_number, old_id_number, full_name, birth_date, sex, address, issued_on, warnings; dates ISO 8601,
// absent null, warnings as sentences.
json::object to_json(const IdCard& card, Language language);

}  // namespace motcua::intake
