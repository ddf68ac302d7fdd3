#include "intake/batch.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "intake/agency_head.h"
#include "intake/file_routes.h"
#include "intake/filing.h"
#include "intake/receipt_form.h"

namespace motcua::intake {
namespace {

using dossier::State;
using workflow::Installation;

// Whose field it is: one item's own, or common to all.
std::string place_of(const std::string& field, std::size_t index) {
  for (const auto* own : {"/id", "/content", "/papers", "/fee_dong"}) {
    if (field.starts_with(own)) return fmt::format("/items/{}{}", index, field);
  }
  return "/filing" + field;
}

ReceiveBody body_of(const BatchBody& batch, const BatchItem& item) {
  ReceiveBody body = batch.filing;
  body.id = item.id;
  body.content = item.content;
  if (!item.papers.empty()) body.papers = item.papers;
  if (item.fee_dong) body.fee_dong = item.fee_dong;
  return body;
}

std::string receipt_path(const std::vector<Filed>& filed) {
  std::string ids;
  for (const auto& each : filed) ids += (ids.empty() ? "" : ",") + each.id.text();
  return "/api/receipts.pdf?dossiers=" + ids;
}

BatchFiled answer_of(std::vector<Filed> filed) {
  std::string receipt = receipt_path(filed);
  return {std::move(filed), std::move(receipt)};
}

// What the first request left, when it is a repeat.
Expected<BatchFiled> answered_or(const Installation& office, const dossier::Act& act, std::size_t items,
                                 Language language, const Problems& faults) {
  return office.store.read([&](store::Reader& reader) -> Expected<BatchFiled> {
    std::vector<Filed> filed;
    for (std::size_t i = 0; i < items; ++i) {
      dossier::Act one = act;
      one.idempotency_key = key_of_item(act.idempotency_key, i);
      const auto first = office.dossiers.answered(reader, one);
      if (!first || !*first) return refuse(faults);
      const auto submission = office.dossiers.submission(reader, (*first)->id);
      filed.push_back(intake::filed(**first, submission ? submission->secret : "", language));
    }
    return answer_of(std::move(filed));
  });
}

struct Prepared {
  dossier::PreparedBeginning beginning;
  std::string secret;
  bool named = false;
};

std::vector<Filed> record_all(const Installation& office, const std::vector<Prepared>& all,
                              store::Writer& writer, dossier::Dossiers::Repeat repeat, Language language,
                              Problems& faults) {
  std::vector<Filed> filed;
  for (const auto& each : all) {
    auto begun = office.dossiers.begin(writer, each.beginning, repeat);
    if (!begun) {
      faults = begun.error();
      return {};
    }
    std::string secret = each.secret;
    if (!begun->is_new) {
      const auto first = office.dossiers.submission(writer, begun->state.id);
      secret = first ? first->secret : "";
    }
    filed.push_back(intake::filed(begun->state, std::move(secret), language));
  }
  return filed;
}

Expected<BatchFiled> record(const Installation& office, const std::vector<Prepared>& all, Language language) {
  std::vector<Filed> filed;
  Problems faults;
  const auto command = [&](store::Writer& writer, dossier::Dossiers::Repeat repeat) -> Expected<State> {
    faults.clear();
    filed = record_all(office, all, writer, repeat, language, faults);
    if (!faults.empty()) return refuse(faults);
    return State{};
  };
  try {
    const auto done = dossier::write_or_find(office.store, command);
    if (!done) return refuse(done.error());
    return answer_of(std::move(filed));
  } catch (const store::ConstraintFailed&) {
    const bool named = std::any_of(all.begin(), all.end(), [](const Prepared& each) { return each.named; });
    if (named) return refuse("intake.id_taken", "/items");
    throw;
  }
}

}  // namespace

Uuid key_of_item(const Uuid& request, std::size_t index) {
  if (index == 0) return request;
  const Digest digest = sha256(as_bytes(fmt::format("{}/{}", request.text(), index)));
  Uuid key;
  std::copy_n(digest.begin(), key.bytes.size(), key.bytes.begin());
  key.bytes[6] = static_cast<std::uint8_t>((key.bytes[6] & 0x0f) | 0x80);  // RFC 9562: a version of our own
  key.bytes[8] = static_cast<std::uint8_t>((key.bytes[8] & 0x3f) | 0x80);
  return key;
}

Expected<BatchFiled> file_batch(const Installation& office, const http::Request& request,
                                const BatchBody& body) {
  const auto act = workflow::act_of_request(office, request, office.clock.now());
  if (!act) return refuse(act.error());
  std::vector<Prepared> all;
  std::vector<Problems> warnings;
  Problems faults;
  for (std::size_t i = 0; i < body.items.size(); ++i) {
    dossier::Act one = *act;
    one.idempotency_key = key_of_item(act->idempotency_key, i);
    auto prepared = prepare_at_counter(office, request, body_of(body, body.items[i]), one);
    if (!prepared) {
      if (prepared.error().front().code == "identity.forbidden") return refuse(prepared.error());
      for (auto problem : prepared.error()) {
        problem.field = place_of(problem.field, i);
        if (std::find(faults.begin(), faults.end(), problem) == faults.end()) faults.push_back(problem);
      }
      continue;
    }
    warnings.push_back(prepared->warnings);
    all.push_back(
        {office.dossiers.prepare(one, std::move(prepared->beginning)), prepared->secret, prepared->named});
  }
  if (!faults.empty()) return answered_or(office, *act, body.items.size(), request.language, faults);
  auto answer = record(office, all, request.language);
  if (!answer) return answer;
  for (std::size_t i = 0; i < warnings.size(); ++i) {
    answer->filed[i].warnings = sentences(warnings[i], request.language);
  }
  return answer;
}

}  // namespace motcua::intake
