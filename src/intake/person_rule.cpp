#include "intake/person_rule.h"

#include "base/text.h"
#include "intake/idcard.h"

namespace motcua::intake {
namespace {

constexpr std::size_t longest_name = 120, longest_address = 300, longest_email = 200;

bool only_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "011 190 000.123": as people type a number.
std::string without_gaps(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != ' ' && c != '.' && c != '-') digits += c;
  }
  return digits;
}

// At most 15 digits after an optional +, the numbering plan of E.164; none in Viet Nam is shorter than 8.
bool is_phone(std::string_view text) {
  const std::string digits = without_gaps(text.starts_with('+') ? text.substr(1) : text);
  return digits.size() >= 8 && digits.size() <= 15 && only_digits(digits) && text.size() <= 20;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos &&
         length_in_characters(text) <= longest_email;
}

struct Rule {
  const PersonGiven& given;
  const std::string& field;
  LocalDate today;
  Problems& faults;
  Problems& warnings;
  dossier::Person person{};

  void fault(std::string code, const char* member, std::map<std::string, std::string> params = {}) {
    faults.push_back({"intake." + std::move(code), field + member, std::move(params)});
  }
  void warn(std::string code, const char* member, std::map<std::string, std::string> params = {}) {
    warnings.push_back({"intake." + std::move(code), field + member, std::move(params)});
  }

  void name() {
    person.full_name = tidy(given.full_name);
    const std::size_t length = length_in_characters(person.full_name);
    // Marks and invisible signs alone are no name, and nobody could search for them.
    if (length < 2 || search_key(person.full_name).find_first_not_of("0123456789 ") == std::string::npos)
      return fault("name_missing", "/full_name");
    if (length > longest_name)
      return fault("name_long", "/full_name", {{"most", std::to_string(longest_name)}});
    if (person.full_name.find_first_of("0123456789") != std::string::npos) warn("name_digits", "/full_name");
  }

  void id_number() {
    const auto text = said(given.id_number);
    if (!text) return;
    const std::string digits = without_gaps(*text);
    if (!only_digits(digits) || (digits.size() != 12 && digits.size() != 9))
      return fault("id_number_wrong", "/id_number", {{"length", std::to_string(digits.size())}});
    person.id_number = digits;
    if (digits.size() == 12 && province_of_id_number(digits).empty())
      warn("idcard_province_unknown", "/id_number", {{"prefix", digits.substr(0, 3)}});
  }

  void birth_date() {
    const auto text = said(given.birth_date);
    if (!text) return;
    const auto date = parse_date(*text);
    if (!date) return fault("birth_date_unreadable", "/birth_date", {{"text", *text}});
    if (*date > today) return fault("birth_date_later", "/birth_date");
    if (*date < *parse_date("1900-01-01")) return fault("birth_date_early", "/birth_date");
    person.birth_date = date;
  }

  void sex() {
    const auto text = said(given.sex);
    if (!text) return;
    if (*text != "male" && *text != "female") return fault("sex_unknown", "/sex");
    person.sex = text;
  }

  // Century and sex stand in the fourth digit, the year in the next two (handbook section 9).
  void number_fits() {
    if (!person.id_number || person.id_number->size() != 12) return;
    const int fourth = (*person.id_number)[3] - '0';
    const int year =
        1900 + 100 * (fourth / 2) + static_cast<int>(*parse_integer(person.id_number->substr(4, 2)));
    if (person.birth_date) {
      const std::chrono::year_month_day born{*person.birth_date};
      if (static_cast<int>(born.year()) != year)
        warn("idcard_number_birth_year", "/id_number",
             {{"year", std::to_string(year)}, {"born", std::to_string(static_cast<int>(born.year()))}});
    }
    if (person.sex && (*person.sex == "female") != (fourth % 2 == 1)) warn("idcard_number_sex", "/id_number");
  }

  void contact() {
    person.address = said(given.address);
    if (person.address && length_in_characters(*person.address) > longest_address)
      fault("address_long", "/address", {{"most", std::to_string(longest_address)}});
    person.phone = said(given.phone);
    if (person.phone) std::replace(person.phone->begin(), person.phone->end(), '-', '.');
    if (person.phone && !is_phone(*person.phone)) fault("phone_wrong", "/phone");
    person.email = said(given.email);
    if (person.email && !is_email(*person.email)) fault("email_wrong", "/email");
  }
};

}  // namespace

std::optional<std::string> said(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::string tidied = tidy(*text);
  if (tidied.empty()) return std::nullopt;
  return tidied;
}

dossier::Person check_person(const PersonGiven& given, const std::string& field, LocalDate today,
                             Problems& faults, Problems& warnings) {
  Rule rule{given, field, today, faults, warnings};
  rule.name();
  rule.id_number();
  rule.birth_date();
  rule.sex();
  rule.number_fits();
  rule.contact();
  return std::move(rule.person);
}

}  // namespace motcua::intake
