#include "intake/routes.h"

#include "base/text.h"
#include "intake/batch.h"
#include "intake/file_routes.h"
#include "intake/filing.h"
#include "intake/form_routes.h"
#include "intake/promise.h"
#include "intake/register.h"

namespace motcua::intake {
namespace {

using http::head;
using http::Method;
using http::Request;
using workflow::Installation;

LocalDate today(const Installation& office) {
  return local_date(office.clock.now(), office.organisation.province().offset);
}

Expected<CardView> read_card(const Installation& office, const Request& request, const CardText& body) {
  const auto card = parse_idcard_qr(body.text, today(office));
  if (!card) return refuse(card.error());
  CardView view{card->id_number,
                card->old_id_number,
                title_case_name(card->full_name),  // the card prints capitals; people write names
                card->birth_date,
                std::string(to_text(card->sex)),
                card->address,
                card->issued_on,
                sentences(card->warnings, request.language),
                {}};
  const auto match = organisation::unit_of_address(office.organisation, card->address, card->issued_on);
  if (const auto* unit = match.unit()) {
    const std::string note =
        match.candidates.empty() ? "" : match.candidates.front().note.in(request.language);
    view.unit_today = CardUnit{unit->code, unit->name.in(request.language), note};
  }
  return view;
}

Expected<DeadlineView> deadline(const Installation& office, const Request& request,
                                const DeadlineAsked& asked) {
  const auto offset = office.organisation.province().offset;
  Instant received = office.clock.now();
  if (asked.received_at && !asked.received_at->empty()) {
    const auto given = parse_instant(*asked.received_at, offset);
    if (!given) return refuse("intake.received_unreadable", "/received_at", {{"text", *asked.received_at}});
    received = *given;
  }
  const auto catalogue = office.shelf.current();
  const Circumstances at{asked.channel, *catalogue, office.organisation, local_date(received, offset),
                         request.language};
  const auto version = receivable(asked.procedure, asked.unit, at);
  if (!version) return refuse(version.error());
  const auto& limit = *(*version)->terms(asked.channel)->limit;
  const auto promised = promise_from(limit, (*version)->steps, received, office.timetables.of(asked.unit));
  if (!promised) return refuse(promised.error());
  const auto& due = promised->promise.due_at;
  return DeadlineView{due,
                      due ? calendar::long_date_time(request.language, *due, offset)
                          : message(request.language, "calendar.answer.no_due"),
                      catalogue::limit_in_words(limit, request.language),
                      explained(promised->promise.explanation, request.language)};
}

Expected<workflow::Acted> refuse_dossier(const Installation& office, const Request& request,
                                         const workflow::ReasonBody& body) {
  const std::string reason(trim(body.reason));
  if (reason.empty()) return motcua::refuse("intake.reason_missing", "/reason");
  const auto decide = [&](const dossier::State&, const identity::Post&, store::Reader&,
                          Instant now) -> Expected<workflow::Events> {
    return workflow::Events{
        {dossier::NotAccepted{body.basis.value_or("")}, now, workflow::private_remark("reason", reason)}};
  };
  const auto state = workflow::perform(office, request, {workflow::Act::refuse, body.seen_version, decide});
  if (!state) return motcua::refuse(state.error());
  return workflow::acted(office, *state);
}

void add_filing_routes(http::Router& router, const Installation& office) {
  constexpr int created = 201;
  router.add(http::json_route<ReceiveBody, Filed>(
      head(Method::post, "/api/dossiers", "dossier.receive", "Receive a dossier at the counter."),
      [&office](const Request& request, const ReceiveBody& body) {
        return file_at_counter(office, request, body);
      },
      created));
  router.add(http::json_route<BatchBody, BatchFiled>(
      head(Method::post, "/api/dossiers/batch", "dossier.receive",
           "Receive several dossiers of one person and procedure at once, all or none."),
      [&office](const Request& request, const BatchBody& body) { return file_batch(office, request, body); },
      created));
  router.add(http::json_route<ReceiveBody, Filed>(
      head(Method::post, "/api/submissions", "api.submit", "Submit a dossier that came online or by post."),
      [&office](const Request& request, const ReceiveBody& body) { return submit(office, request, body); },
      created));
  router.add(http::json_route<workflow::CountedBody, Filed>(
      head(Method::post, "/api/dossiers/{id}/acceptance", "dossier.receive",
           "Accept a submitted dossier: the promise counts from now."),
      [&office](const Request& request, const workflow::CountedBody& body) {
        return accept(office, request, body);
      }));
  router.add(http::json_route<workflow::ReasonBody, workflow::Acted>(
      head(Method::post, "/api/dossiers/{id}/refusal", "dossier.receive",
           "Refuse a submitted dossier, with the reason."),
      [&office](const Request& request, const workflow::ReasonBody& body) {
        return refuse_dossier(office, request, body);
      }));
}

}  // namespace

void add_routes(http::Router& router, const Installation& office, documents::Scans& scans,
                Settings settings) {
  add_filing_routes(router, office);
  router.add(http::json_route<CardText, CardView>(
      head(Method::post, "/api/idcard", "dossier.receive",
           "Read the QR text of an ID card; nothing is kept."),
      [&office](const Request& request, const CardText& body) { return read_card(office, request, body); }));
  router.add(http::json_route<DeadlineAsked, DeadlineView>(
      head(Method::post, "/api/deadline", "public", "When it would be due if handed in now, and why."),
      [&office](const Request& request, const DeadlineAsked& asked) {
        return deadline(office, request, asked);
      }));
  add_form_routes(router, office, std::move(settings.public_url));
  add_file_routes(router, office, scans);
  add_register_routes(router, office);
}

}  // namespace motcua::intake
