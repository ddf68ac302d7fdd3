#include "motcua/ask_idcard.h"

#include <ostream>

#include "base/json.h"
#include "intake/intake.h"

namespace motcua::app {
namespace {

json::object faults_json(const Problems& faults, Language language) {
  json::array list;
  for (const auto& fault : faults)
    list.push_back(
        {{"code", fault.code}, {"field", fault.field}, {"text", problem_message(language, fault)}});
  return {{"faults", std::move(list)}};
}

void write_text(const intake::IdCard& card, Language language, std::ostream& out) {
  const auto line = [&](std::string_view id, const std::string& value) {
    if (!value.empty()) out << message(language, id, {{"value", value}}) << '\n';
  };
  const bool male = card.sex == intake::Sex::male;
  line("idcard.id_number", card.id_number);
  line("idcard.old_id_number", card.old_id_number.value_or(""));
  line("idcard.full_name", card.full_name);
  line("idcard.birth_date", format_iso(card.birth_date));
  line("idcard.sex", message(language, male ? "idcard.male" : "idcard.female"));
  line("idcard.address", card.address);
  line("idcard.issued_on", card.issued_on ? format_iso(*card.issued_on) : "");
  for (const auto& warning : card.warnings) line("idcard.warning", problem_message(language, warning));
}

}  // namespace

int ask_idcard(const IdcardQuestion& question, std::ostream& out, std::ostream& err) {
  const auto card = intake::parse_idcard_qr(question.qr, question.today);
  if (!card) {
    if (question.json) out << pretty_json(faults_json(card.error(), question.language)) << '\n';
    for (const auto& fault : card.error()) err << problem_message(question.language, fault) << '\n';
    return 1;
  }
  if (question.json) {
    out << pretty_json(intake::to_json(*card, question.language)) << '\n';
  } else {
    write_text(*card, question.language, out);
  }
  return 0;
}

}  // namespace motcua::app
