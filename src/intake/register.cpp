#include "intake/register.h"

#include <fmt/format.h>

#include "base/check.h"
#include "intake/agency_head.h"
#include "intake/form_version.h"
#include "intake/sql.h"

namespace motcua::intake {
namespace {

struct Bounds {
  Instant from, until;
};
Bounds bounds(const RegisterAsked& asked, UtcOffset offset) {
  return {to_instant(LocalTime(asked.from), offset),
          to_instant(LocalTime(asked.to + std::chrono::days(1)), offset)};
}

// The first private part of a row of list_received.sql; nothing once erased.
std::optional<dossier::Submission> submission_of(const dossier::Dossiers& dossiers, const Uuid& id,
                                                 const store::Row& row) {
  if (row.is_null(5) || row.is_null(6) || row.is_null(7)) return std::nullopt;
  const auto key = dossier::unwrap_key(dossiers.keys(), id, row.bytes(6));
  const Bytes& stored = row.bytes(7);
  Digest commitment{};
  CHECK(stored.size() == commitment.size());
  std::copy(stored.begin(), stored.end(), commitment.begin());
  const auto part = key ? dossier::open_part(*key, id, 1, row.bytes(5), commitment) : std::nullopt;
  if (!part) return std::nullopt;
  auto read = http::shape<dossier::Submission>().read(*part);
  if (!read) return std::nullopt;
  return std::move(*read);
}

void put_person(documents::RegisterRow& row, const std::optional<dossier::Submission>& submission) {
  row.erased = !submission;
  if (!submission) return;
  const auto& owner = submission->applicant;
  const auto& brought = submission->submitter ? *submission->submitter : owner;
  row.owner = owner.full_name;
  row.address = owner.address.value_or(brought.address.value_or(""));
  row.phone = owner.phone.value_or(brought.phone.value_or(""));
}

documents::RegisterRow line_of(const workflow::Installation& office, const catalogue::Catalogue& catalogue,
                               const store::Row& row) {
  const UtcOffset offset = office.organisation.province().offset;
  const auto state = dossier::read_state_text(row.text(4));
  documents::RegisterRow line;
  line.code = state.code;
  const auto version = catalogue.version(fmt::format("{}/{}", state.procedure, state.catalogue_version));
  line.procedure = version ? version->name.vi : state.procedure;
  for (const auto& paper : state.papers)
    line.papers += paper.originals + paper.certified_copies + paper.photocopies;
  put_person(line, submission_of(office.dossiers, row.uuid(0), row));
  const auto* agency = office.organisation.find(state.agencies.solving);
  line.agency = agency == nullptr ? state.agencies.solving : agency_name(*agency);
  line.received_at = to_local(row.instant(1), offset);
  if (const auto due = row.instant_or_null(2)) line.due_at = to_local(*due, offset);
  if (const auto returned = row.instant_or_null(3)) line.returned_at = to_local(*returned, offset);
  line.by_post = state.return_by == dossier::ReturnBy::post;
  return line;
}

}  // namespace

std::optional<Problem> too_long(std::int64_t count, const std::string& format) {
  const std::int64_t most = format == "xlsx" ? most_in_register_xlsx : most_in_register_pdf;
  if (count <= most) return std::nullopt;
  return Problem{"intake.register_too_long",
                 "?from",
                 {{"count", std::to_string(count)}, {"format", format}, {"most", std::to_string(most)}}};
}

std::int64_t count_received(store::Reader& reader, const RegisterAsked& asked, UtcOffset offset) {
  const Bounds within = bounds(asked, offset);
  return reader.one(sql::count_received, {asked.unit, within.from, within.until})->integer(0);
}

documents::Register read_register(const workflow::Installation& office, store::Reader& reader,
                                  const RegisterAsked& asked) {
  const UtcOffset offset = office.organisation.province().offset;
  const Bounds within = bounds(asked, offset);
  const AgencyHead head = agency_head(office.organisation, asked.unit);
  documents::Register facts;
  facts.authority = head.authority;
  facts.centre = head.centre;
  facts.place = head.place;
  // The register is kept up to its last day, by the act of that day.
  const auto& version = version_on(shipped_form_versions(), "register", asked.to);
  facts.form = message(Language::vi, "intake.form.number", {{"number", version.number}});
  facts.basis = act_in_corner(version);
  facts.title = version.title;
  facts.from = asked.from;
  facts.to = asked.to;
  facts.made_at = to_local(office.clock.now(), offset);
  const auto catalogue = office.shelf.current();
  Instant received = within.from;
  Uuid id{};
  for (;;) {
    const auto page = reader.run(sql::list_received, {asked.unit, received, id, within.until});
    bool any = false;
    for (const auto& row : page) {
      any = true;
      id = row.uuid(0);
      received = row.instant(1);
      facts.rows.push_back(line_of(office, *catalogue, row));
    }
    if (!any) return facts;
  }
}

}  // namespace motcua::intake
