#include "intake/validate.h"

#include "base/text.h"
#include "intake/paper_rule.h"
#include "intake/person_rule.h"

namespace motcua::intake {
namespace {

using catalogue::VersionRef;
using organisation::Unit;

constexpr std::size_t longest_content = 2000;

// Words of a person's own keep their paragraphs.
std::optional<std::string> written(const std::optional<std::string>& text) {
  if (!said(text)) return std::nullopt;
  return std::string(trim(*text));
}

std::string as_number(std::int64_t value) { return std::to_string(value); }

struct Rule {
  const ReceiveBody& body;
  const Circumstances& at;
  Problems faults{};
  Checked checked{};

  void fault(std::string code, std::string field, std::map<std::string, std::string> params = {}) {
    faults.push_back({"intake." + std::move(code), std::move(field), std::move(params)});
  }
  void warn(std::string code, std::string field, std::map<std::string, std::string> params = {}) {
    checked.warnings.push_back({"intake." + std::move(code), std::move(field), std::move(params)});
  }

  // Not in force today: never known, past or yet to come.
  void no_version(const std::string& code) {
    VersionRef last, known;
    for (int number = 1; (known = at.catalogue.version(code + "/" + as_number(number))); ++number)
      last = known;
    if (!last) return fault("procedure_unknown", "/procedure", {{"code", body.procedure}});
    if (last->valid_to && *last->valid_to <= at.today)
      return fault("procedure_expired", "/procedure",
                   {{"name", last->name.in(at.language)},
                    {"date", calendar::long_date(at.language, *last->valid_to - std::chrono::days{1})}});
    fault(
        "procedure_later", "/procedure",
        {{"name", last->name.in(at.language)}, {"date", calendar::long_date(at.language, last->valid_from)}});
  }

  void procedure() {
    const auto code = catalogue::parse_code(body.procedure);
    if (body.procedure.empty()) return fault("procedure_missing", "/procedure");
    if (!code) return fault("procedure_unknown", "/procedure", {{"code", body.procedure}});
    checked.version = at.catalogue.find(*code, at.today);
    if (!checked.version) return no_version(*code);
    const auto seen = said(body.procedure_version);
    if (seen && *seen != checked.version->id() && *seen != as_number(checked.version->number)) {
      const bool known = at.catalogue.version(*seen) || at.catalogue.version(*code + "/" + *seen);
      fault(known ? "version_replaced" : "version_unknown", "/procedure_version",
            {{"name", checked.version->name.in(at.language)}});
    }
    terms();
  }

  void terms() {
    const auto* terms = checked.version->terms(at.channel);
    if (terms == nullptr) {
      std::string offered;
      for (const auto& each : checked.version->channels)
        offered += (offered.empty() ? "" : ", ") +
                   message(at.language, "intake.channel." + std::string(name_of(each.channel)));
      return fault("channel_not_offered", "/channel",
                   {{"name", checked.version->name.in(at.language)}, {"channels", offered}});
    }
    if (!terms->limit)
      fault("limit_needs_person", "/procedure",
            {{"name", checked.version->name.in(at.language)}, {"text", terms->limit_text}});
    fee(*terms);
  }

  void fee(const catalogue::ChannelTerms& terms) {
    const auto known = fee_of(terms);
    const bool some_amount = std::any_of(terms.fees.begin(), terms.fees.end(),
                                         [](const auto& each) { return each.amount_vnd.has_value(); });
    const bool paid = body.fee_paid.value_or(false);
    if (body.fee_dong) {
      if (*body.fee_dong > 0 && !some_amount) fault("fee_not_set", "/fee_dong");
      if (known && *known != *body.fee_dong)
        warn("fee_differs", "/fee_dong", {{"fee", as_number(*known)}, {"given", as_number(*body.fee_dong)}});
    } else if (!known && paid && some_amount) {
      warn("fee_not_counted", "/fee_paid");
    }
    checked.fee_dong = body.fee_dong.value_or(known.value_or(0));
    checked.fee_paid = paid && (body.fee_dong || known);
  }

  // The agency of today behind a code, or the fault that it is none.
  const Unit* agency(const std::string& code, const std::string& field) {
    const Unit* unit = at.organisation.find(code);
    if (unit == nullptr) {
      const auto& all = at.organisation.all();
      const auto former = std::find_if(all.begin(), all.end(), [&](const Unit& u) { return u.code == code; });
      if (former == all.end()) {
        fault("unit_unknown", field, {{"code", code}});
      } else {
        const Unit& today = at.organisation.successor_of(*former);
        fault("unit_former", field,
              {{"unit", former->in_sentence.in(at.language)},
               {"today", today.in_sentence.in(at.language)},
               {"code", today.code}});
      }
    }
    return unit;
  }

  void not_agency(const Unit& unit, const char* field) {
    const Unit& whole = at.organisation.agency_of(unit.code);
    fault(
        "unit_not_agency", field,
        {{"unit", unit.name.in(at.language)}, {"agency", whole.name.in(at.language)}, {"code", whole.code}});
  }

  void receiving() {
    const Unit* unit = agency(body.unit, "/unit");
    if (unit == nullptr) return;
    const Unit& whole = at.organisation.agency_of(unit->code);
    if (whole.code != unit->code || at.organisation.series_of(unit->code).empty())
      return not_agency(*unit, "/unit");
    checked.agencies.received = unit->code;
    checked.agencies.help = unit->code;
    if (const auto helped = said(body.helped_by_unit)) {
      if (agency(*helped, "/helped_by_unit") != nullptr) checked.agencies.help = *helped;
    }
    solving(*unit);
  }

  void solving(const Unit& receiving) {
    using organisation::UnitKind;
    if (const auto named = said(body.solving_unit)) {
      const Unit* unit = agency(*named, "/solving_unit");
      if (unit == nullptr) return;
      // An office inside an agency has no work list of its own: the dossier would lie where nobody looks.
      const auto kind = unit->kind;
      if (kind == UnitKind::centre || kind == UnitKind::office) return not_agency(*unit, "/solving_unit");
      checked.agencies.solving = *named;
      return;
    }
    if (!checked.version) return;
    const bool commune = receiving.kind == UnitKind::commune || receiving.kind == UnitKind::ward;
    const auto* police = at.organisation.police_of(receiving.code);
    if (commune && checked.version->handled_by == "cong_an_xa" && police != nullptr) {
      checked.agencies.solving = police->code;
    } else if (commune && checked.version->handled_by == "ubnd_xa") {
      checked.agencies.solving = receiving.code;
    } else {
      fault("solving_unit_needed", "/solving_unit", {{"unit", receiving.in_sentence.in(at.language)}});
    }
  }

  void people() {
    checked.applicant = check_person(body.applicant, "/applicant", at.today, faults, checked.warnings);
    if (body.submitter)
      checked.submitter = check_person(*body.submitter, "/submitter", at.today, faults, checked.warnings);
    const auto& who = checked.submitter ? *checked.submitter : checked.applicant;
    if (!who.phone && !who.email && !checked.applicant.phone && !checked.applicant.email)
      warn("no_contact", "/applicant/phone");
    if (body.return_by == dossier::ReturnBy::post && !who.address && !checked.applicant.address)
      fault("return_address_missing", "/applicant/address");
  }

  void check_length(const std::optional<std::string>& text, const char* field) {
    if (text && length_in_characters(*text) > longest_content)
      fault("text_long", field, {{"most", std::to_string(longest_content)}});
  }

  void rest() {
    checked.content = written(body.content);
    checked.note = written(body.note);
    check_length(checked.content, "/content");
    check_length(checked.note, "/note");
    checked.papers = body.papers;
    std::erase_if(checked.papers,
                  [](const auto& p) { return p.originals + p.certified_copies + p.photocopies == 0; });
    checked.return_by = body.return_by;
    checked.channel = at.channel;
  }
};

}  // namespace

std::optional<std::int64_t> fee_of(const catalogue::ChannelTerms& terms) {
  std::int64_t sum = 0;
  for (const auto& fee : terms.fees) {
    // "lần": once for each dossier, another word for the whole of it.
    const bool whole = fee.per.vi.empty() || fee.per.vi == "lần";
    if (!fee.amount_vnd || (*fee.amount_vnd != 0 && (!whole || terms.fees.size() > 1))) return std::nullopt;
    sum += *fee.amount_vnd;
  }
  if (terms.fees.empty()) return std::nullopt;
  return sum;
}

Expected<catalogue::VersionRef> receivable(const std::string& procedure, const std::string& unit,
                                           const Circumstances& at) {
  ReceiveBody body;
  body.procedure = procedure;
  body.unit = unit;
  Rule rule{body, at};
  rule.procedure();
  rule.agency(unit, "/unit");
  if (!rule.faults.empty()) return refuse(std::move(rule.faults));
  return std::move(rule.checked.version);
}

Expected<Checked> validate(const ReceiveBody& body, const Circumstances& at) {
  Rule rule{body, at};
  rule.procedure();
  rule.receiving();
  rule.people();
  if (rule.checked.version)
    check_papers(*rule.checked.version, body.papers, at.language, rule.faults, rule.checked.warnings);
  rule.rest();
  if (!rule.faults.empty()) return refuse(std::move(rule.faults));
  return std::move(rule.checked);
}

}  // namespace motcua::intake
