#include "intake/receipt_form.h"

#include "base/check.h"
#include "base/text.h"
#include "intake/agency_head.h"
#include "intake/validate.h"

namespace motcua::intake {
namespace {

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "intake.receipt." + std::string(id), params);
}

std::string counter(const ReceiptSources& from) {
  const auto& organisation = from.organisation;
  if (const auto* office = organisation.find(from.office)) return office->name.vi;
  if (const auto* centre = organisation.centre_of(from.accepted.agencies.received)) return centre->name.vi;
  const auto* unit = organisation.find(from.accepted.agencies.received);
  return unit == nullptr ? "" : unit->name.vi;
}

void put_people(documents::ReceiptForm& form, const dossier::Submission& submission) {
  const dossier::Person& owner = submission.applicant;
  const dossier::Person& brought = submission.submitter ? *submission.submitter : owner;
  form.owner = owner.full_name;
  if (submission.submitter) form.submitter = brought.full_name;
  form.address = owner.address.value_or(brought.address.value_or(""));
  form.phone = brought.phone.value_or(owner.phone.value_or(""));
  form.email = brought.email.value_or(owner.email.value_or(""));
  form.id_number = owner.id_number.value_or("");
  form.content = submission.content.value_or("");
}

void put_papers(documents::ReceiptForm& form, const ReceiptSources& from) {
  for (const auto& count : from.accepted.papers) {
    const auto* paper = from.version.paper(count.paper);
    form.papers.push_back({paper == nullptr ? count.paper : paper->name.vi, count.originals,
                           count.certified_copies, count.photocopies});
  }
  const bool shown = std::any_of(from.version.papers.begin(), from.version.papers.end(), [](const auto& p) {
    return p.kind == catalogue::PaperKind::show && !p.when;
  });
  if (shown) form.sets_note = label("only_shown");
}

void put_fee(documents::ReceiptForm& form, const ReceiptSources& from) {
  const auto* terms = from.version.terms(from.accepted.channel);
  const bool known = terms != nullptr && fee_of(*terms);
  const std::int64_t fee = from.accepted.fee_dong;
  if (!known && fee == 0) return;  // counted at another time: no line is better than a wrong one
  form.fee_dong = fee;
  if (fee > 0) form.fee_note = label(from.accepted.fee_paid ? "paid" : "unpaid");
}

void put_times(documents::ReceiptForm& form, const ReceiptSources& from) {
  const auto offset = from.organisation.province().offset;
  const auto& promise = *from.accepted.promise;
  const auto limit = calendar::parse_limit(promise.limit);
  form.statutory_time = limit ? catalogue::limit_in_words(*limit, Language::vi) : promise.limit;
  form.received_at = to_local(*from.accepted.received_at, offset);
  if (promise.due_at) form.due_at = to_local(*promise.due_at, offset);
  for (const auto& day : promise.explanation) form.skipped_days.push_back(day.text.vi);
}

// "H18.036-261120-0018" → book "261120", serial "0018": one book a day, as the numbers are given.
void put_number(documents::ReceiptForm& form, const std::string& code) {
  const auto parts = split(code, '-');
  form.code = code;
  if (parts.size() < 3) return;
  form.book = parts[parts.size() - 2];
  form.serial = label("serial", {{"serial", parts.back()}});
}

}  // namespace

documents::ReceiptForm receipt_form(const ReceiptSources& from) {
  CHECK(from.accepted.received_at && from.accepted.promise);
  documents::ReceiptForm form;
  const AgencyHead head = agency_head(from.organisation, from.accepted.agencies.received);
  form.authority = head.authority;
  form.centre = head.centre;
  form.place = head.place;
  form.counter = counter(from);
  put_number(form, from.accepted.code);
  put_people(form, from.submission);
  form.procedure_name = from.version.name.vi;
  form.procedure_code = from.version.code;
  put_papers(form, from);
  put_times(form, from);
  put_fee(form, from);
  form.return_way = from.accepted.return_by == dossier::ReturnBy::post ? label("by_post") : form.counter;
  form.officer = from.officer;
  form.secret = from.submission.secret;
  if (!from.public_url.empty()) {
    const auto scheme = from.public_url.find("://");
    form.tracking_site = scheme == std::string::npos ? from.public_url : from.public_url.substr(scheme + 3);
    form.tracking_url = from.public_url + "/t/" + from.accepted.code + "/" + from.submission.secret;
  }
  return form;
}

std::optional<Acceptance> acceptance_of(const std::vector<dossier::Event>& events) {
  Acceptance acceptance;
  for (const auto& event : events) {
    dossier::apply(acceptance.state, event);
    if (!std::holds_alternative<dossier::Accepted>(event.payload)) continue;
    acceptance.actor = event.actor;
    return acceptance;
  }
  return std::nullopt;
}

}  // namespace motcua::intake
