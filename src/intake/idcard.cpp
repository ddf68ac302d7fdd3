#include "intake/idcard.h"

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::intake {
namespace {

constexpr std::size_t most_bytes = 2000;  // a QR code that a card carries holds far less

bool all_digits(std::string_view text, std::size_t count) {
  return text.size() == count && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view without_ends(std::string_view text) {
  constexpr std::string_view ends = " \t\r\n\x1d\x1e\x04";  // GS, RS and EOT are what scanners add
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(ends);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(ends) - first + 1);
}

// ddMMyyyy
std::optional<LocalDate> card_date(std::string_view text) {
  if (!all_digits(text, 8)) return std::nullopt;
  const std::string iso(text);
  return parse_date(iso.substr(4) + "-" + iso.substr(2, 2) + "-" + iso.substr(0, 2));
}

std::optional<Sex> card_sex(std::string_view text) {
  static const std::string male = accented_key("nam");
  static const std::string female = accented_key("nữ");
  const std::string key = accented_key(text);
  if (key == male) return Sex::male;
  if (key == female) return Sex::female;
  return std::nullopt;
}

const std::map<std::string, std::string, std::less<>>& provinces() {
  static const auto all = [] {
    const Table table = read_csv(resource("intake/cccd_province_codes.csv"));
    std::map<std::string, std::string, std::less<>> map;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      map.emplace(table.at(row, "code"), table.at(row, "name"));
    return map;
  }();
  return all;
}

struct Reader {
  LocalDate today;
  IdCard card{};
  Problems faults{};

  void fault(std::string code, const char* field, std::map<std::string, std::string> params = {}) {
    faults.push_back({"intake.idcard_" + std::move(code), field, std::move(params)});
  }
  void warn(std::string code, const char* field, std::map<std::string, std::string> params = {}) {
    card.warnings.push_back({"intake.idcard_" + std::move(code), field, std::move(params)});
  }

  void read(const std::vector<std::string>& fields);
  void check_dates(bool birth_known);
  void check_number(bool birth_known, bool sex_known);
};

void Reader::read(const std::vector<std::string>& fields) {
  card.id_number = tidy(fields[0]);
  const bool number_known = all_digits(card.id_number, 12);
  if (!number_known) fault("number", "/id_number");
  if (std::string old = tidy(fields[1]); !old.empty()) {
    if (!all_digits(old, 9)) fault("old_number", "/old_id_number");
    card.old_id_number = std::move(old);
  }
  card.full_name = tidy(fields[2]);
  if (search_key(card.full_name).find_first_not_of("0123456789 ") == std::string::npos)
    fault("name", "/full_name");
  const auto birth = card_date(tidy(fields[3]));
  if (!birth) fault("birth_date", "/birth_date", {{"text", tidy(fields[3])}});
  const auto sex = card_sex(fields[4]);
  if (!sex) fault("sex", "/sex", {{"text", tidy(fields[4])}});
  card.birth_date = birth.value_or(LocalDate{});
  card.sex = sex.value_or(Sex::male);
  card.address = tidy(fields[5]);
  if (card.address.empty()) warn("address_missing", "/address");
  if (const std::string issued = tidy(fields[6]); !issued.empty()) {
    card.issued_on = card_date(issued);
    if (!card.issued_on) fault("issue_date", "/issued_on", {{"text", issued}});
  }
  check_dates(birth.has_value());
  if (number_known) check_number(birth.has_value(), sex.has_value());
}

void Reader::check_dates(bool birth_known) {
  if (birth_known && card.birth_date > today) fault("born_later", "/birth_date");
  if (!card.issued_on) return;
  if (birth_known && *card.issued_on < card.birth_date) fault("issued_before_birth", "/issued_on");
  if (*card.issued_on > today) warn("issued_later", "/issued_on", {{"date", format_iso(*card.issued_on)}});
}

// Digit 4 tells century and sex (even male, odd female), digits 5 and 6 the year; there is no check digit.
void Reader::check_number(bool birth_known, bool sex_known) {
  if (province_of_id_number(card.id_number).empty())
    warn("province_unknown", "/id_number", {{"prefix", card.id_number.substr(0, 3)}});
  const int century_and_sex = card.id_number[3] - '0';
  const int year =
      1900 + 100 * (century_and_sex / 2) + (card.id_number[4] - '0') * 10 + (card.id_number[5] - '0');
  if (sex_known && (century_and_sex % 2 == 0) != (card.sex == Sex::male)) warn("number_sex", "/id_number");
  if (!birth_known) return;
  const int born = static_cast<int>(std::chrono::year_month_day{card.birth_date}.year());
  if (born != year)
    warn("number_birth_year", "/id_number", {{"year", std::to_string(year)}, {"born", std::to_string(born)}});
}

}  // namespace

std::string_view to_text(Sex sex) {
  switch (sex) {
    case Sex::male:
      return "male";
    case Sex::female:
      return "female";
  }
  CHECK(false);
}

std::string_view province_of_id_number(std::string_view id_number) {
  const auto found = provinces().find(id_number.substr(0, 3));
  return found == provinces().end() ? std::string_view() : std::string_view(found->second);
}

Expected<IdCard> parse_idcard_qr(std::string_view text, LocalDate today) {
  if (text.size() > most_bytes || !valid_utf8(text)) return refuse("intake.idcard_not_text");
  const auto fields = split(without_ends(text), '|');
  if (fields.size() != 7 && fields.size() != 11)
    return refuse("intake.idcard_fields", "", {{"count", std::to_string(fields.size())}});
  Reader reader{today};
  reader.read(fields);
  if (!reader.faults.empty()) return refuse(std::move(reader.faults));
  return std::move(reader.card);
}

json::object to_json(const IdCard& card, Language language) {
  json::object out;
  out["id_number"] = card.id_number;
  out["old_id_number"] = card.old_id_number ? json::value(*card.old_id_number) : json::value(nullptr);
  out["full_name"] = card.full_name;
  out["birth_date"] = format_iso(card.birth_date);
  out["sex"] = std::string(to_text(card.sex));
  out["address"] = card.address;
  out["issued_on"] = card.issued_on ? json::value(format_iso(*card.issued_on)) : json::value(nullptr);
  json::array warnings;
  for (const auto& warning : card.warnings) warnings.emplace_back(problem_message(language, warning));
  out["warnings"] = std::move(warnings);
  return out;
}

}  // namespace motcua::intake
