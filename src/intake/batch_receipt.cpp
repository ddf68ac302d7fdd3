#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"
#include "intake/agency_head.h"
#include "intake/batch.h"
#include "intake/file_routes.h"
#include "intake/filing.h"
#include "intake/form_version.h"
#include "intake/receipt_form.h"

namespace motcua::intake {
namespace {

using dossier::State;
using workflow::Installation;

std::string label(std::string_view id, const Params& params = {}) {
  return message(Language::vi, "intake." + std::string(id), params);
}

struct Received {
  State accepted;
  dossier::Submission submission;
  std::string officer;
};

Expected<Received> received(const Installation& office, store::Reader& reader, const State& state) {
  const auto acceptance = acceptance_of(office.dossiers.events(reader, state.id));
  if (!acceptance) return refuse("intake.not_received");
  auto submission = office.dossiers.submission(reader, state.id);
  if (!submission) return refuse("dossier.erased");
  const auto post = Uuid::parse(acceptance->actor.id);
  const auto holder = post ? identity::find_post(reader, *post) : std::nullopt;
  return Received{acceptance->state, std::move(*submission), holder ? holder->display_name : ""};
}

// "3 bản chụp": what was handed in of it.
std::string counted(const State& state) {
  int originals = 0, certified = 0, photocopies = 0;
  for (const auto& each : state.papers) {
    originals += each.originals;
    certified += each.certified_copies;
    photocopies += each.photocopies;
  }
  return fmt::format("{} / {} / {}", originals, certified, photocopies);
}

std::string short_moment(Instant at, UtcOffset offset) {
  const std::string iso = format_iso(at, offset);
  return iso.substr(11, 5) + " " + iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

documents::LetterTable table_of(const std::vector<Received>& all, bool with_secrets, UtcOffset offset) {
  using documents::Align;
  documents::LetterTable table{{{label("form.no"), 0.9, Align::centre},
                                {label("batch.code"), 5.6},
                                {label("batch.content"), 5},
                                {label("batch.counts"), 2.4, Align::centre},
                                {label("batch.due"), 4.2, Align::centre}},
                               {}};
  if (with_secrets) table.columns.push_back({label("batch.secret"), 2, Align::centre});
  for (const auto& each : all) {
    const auto& state = each.accepted;
    std::vector<std::string> row{std::to_string(table.rows.size() + 1), state.code,
                                 each.submission.content.value_or(""), counted(state),
                                 state.due_at ? short_moment(*state.due_at, offset) : label("form.no_due")};
    if (with_secrets) row.push_back(each.submission.secret);
    table.rows.push_back(std::move(row));
  }
  return table;
}

documents::Letter letter_of(const Installation& office, const std::vector<Received>& all, bool applicants,
                            const std::string& public_url) {
  const auto& first = all.front();
  const auto offset = office.organisation.province().offset;
  const AgencyHead head = agency_head(office.organisation, first.accepted.agencies.received);
  const auto& owner = first.submission.applicant;
  const auto& brought = first.submission.submitter ? *first.submission.submitter : owner;
  documents::Letter letter;
  const auto received_at = to_local(*first.accepted.received_at, offset);
  const auto& text =
      version_on(shipped_form_versions(), "receipt", local_date(*first.accepted.received_at, offset));
  letter.form = label("form.number", {{"number", text.number}});
  letter.basis = act_in_corner(text);
  letter.authority = head.authority;
  letter.centre = head.centre;
  letter.place = head.place;
  letter.title = text.title;
  letter.at = received_at;
  const auto field = [&](const char* id, std::string value, bool bold = false) {
    letter.blocks.push_back(documents::LetterField{label(id), std::move(value), bold});
  };
  const auto version = version_of(office, first.accepted);
  field("form.owner", owner.full_name, true);
  if (first.submission.submitter) field("batch.submitter", brought.full_name);
  field("form.id_number", owner.id_number.value_or(""));
  field("form.address", owner.address.value_or(""));
  field("form.phone", owner.phone.value_or(brought.phone.value_or("")));
  field("form.procedure", fmt::format("{} ({})", version->name.vi, version->code));
  field("batch.how_many", std::to_string(all.size()), true);
  letter.blocks.push_back(table_of(all, applicants, offset));
  std::int64_t fees = 0;
  for (const auto& each : all) fees += each.accepted.fee_dong;
  if (fees > 0) {
    field("batch.fees",
          fmt::format("{} ({})", documents::amount_in_figures(fees), documents::amount_in_words(fees)));
  }
  if (applicants) field("batch.track", public_url);
  field("batch.copy", label(applicants ? "batch.copy_given" : "batch.copy_kept"));
  letter.signatures = {{label("batch.submitter_signs"), label("form.sign_hint"), brought.full_name},
                       {label("form.receiver_signs"), label("form.sign_hint"), first.officer}};
  return letter;
}

bool together(const Received& a, const Received& b) {
  return a.submission.applicant == b.submission.applicant && a.accepted.procedure == b.accepted.procedure &&
         a.accepted.agencies.received == b.accepted.agencies.received;
}

}  // namespace

Expected<http::Response> batch_receipt(const Installation& office, const http::Request& request,
                                       std::string_view dossiers, const std::string& public_url) {
  std::vector<Uuid> ids;
  for (const auto& text : split(std::string(dossiers), ',')) {
    const auto id = Uuid::parse(text);
    if (!id || ids.size() == most_in_a_batch) return refuse("intake.batch_unreadable", "?dossiers");
    ids.push_back(*id);
  }
  std::vector<Received> all;
  for (const auto& id : ids) {
    const auto state = open_private_of(office, request, id, label("receipt.access"));
    if (!state) return refuse(state.error());
    auto one = office.store.read([&](store::Reader& reader) { return received(office, reader, *state); });
    if (!one) return refuse(one.error());
    if (!all.empty() && !together(all.front(), *one)) return refuse("intake.batch_mixed", "?dossiers");
    all.push_back(std::move(*one));
  }
  http::Response response;
  response.body = std::string(as_text(documents::letters_pdf(
      {letter_of(office, all, true, public_url), letter_of(office, all, false, public_url)},
      documents::LetterPaper::a4)));
  response.with("Content-Type", "application/pdf")
      .with("Content-Disposition", "inline; filename=\"giay-tiep-nhan.pdf\"")
      .with("Cache-Control", "no-store");
  return response;
}

}  // namespace motcua::intake
