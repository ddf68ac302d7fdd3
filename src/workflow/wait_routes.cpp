#include "workflow/wait_routes.h"

#include "base/text.h"
#include "workflow/bodies.h"
#include "workflow/dossier_view.h"
#include "workflow/perform.h"

namespace motcua::workflow {
namespace {

using dossier::State;
using http::head;
using http::Method;
using http::Request;
using Post = identity::Post;

constexpr const char* base = "/api/dossiers/{id}/";

Expected<Acted> answer(const Installation& office, Expected<State> state) {
  if (!state) return refuse(state.error());
  return acted(office, *state);
}

catalogue::VersionRef version_of(const Installation& office, const State& state) {
  return office.shelf.current()->version(state.procedure + "/" + std::to_string(state.catalogue_version));
}

Expected<Acted> ask_supplement(const Installation& office, const Request& request,
                               const SupplementAskBody& body) {
  std::vector<WrittenFault> faults;
  for (const auto& each : body.faults) {
    faults.push_back({{each.kind, each.key, each.basis}, each.reason.value_or("")});
  }
  return answer(
      office, perform(office, request,
                      {Act::request_supplement, body.seen_version,
                       [&](const State& s, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                         const auto version = version_of(office, s);
                         if (const auto fits = check_faults(faults, version.get(), request.language); !fits)
                           return refuse(fits.error());
                         return request_supplement(faults, std::string(trim(body.reason.value_or(""))), now);
                       }}));
}

// A corrected telephone number is one to be found by.
Expected<Acted> take_supplement(const Installation& office, const Request& request,
                                const SupplementBody& body) {
  std::vector<GivenField> fields;
  for (const auto& each : body.fields) fields.push_back({each.field, each.text});
  std::optional<dossier::Submission> after;
  const auto decide = [&](const State& s, const Post&, store::Reader& reader,
                          Instant now) -> Expected<Events> {
    const auto version = version_of(office, s);
    if (const auto fits = check_supplement(s, body.papers, fields, version.get(), request.language); !fits)
      return refuse(fits.error());
    after.reset();
    if (!fields.empty()) {
      auto submission = office.dossiers.submission(reader, s.id);
      if (!submission) return refuse("dossier.erased");
      auto put = corrected(*std::move(submission), fields);
      if (!put) return refuse(put.error());
      after = *std::move(put);
    }
    return receive_supplement(s, body.papers, fields, office.timetables.of(s.agencies.received), now);
  };
  const auto lookup = [&] {
    return after ? dossier::lookup_rows(office.dossiers.keys(), after->applicant, after->submitter)
                 : std::vector<dossier::LookupRow>{};
  };
  return answer(office,
                perform(office, request, {Act::receive_supplement, body.seen_version, decide, lookup}));
}

Expected<std::optional<AwaitedAgency>> awaited(const Installation& office, const State& state,
                                               const PauseBody& body) {
  using Found = std::optional<AwaitedAgency>;
  if (!body.agency_unit && !body.agency_name) return Found{};
  if (body.agency_unit && body.agency_name) return refuse("workflow.agency_twice", "/agency_name");
  if (body.agency_name) return Found(AwaitedAgency{"", std::string(trim(*body.agency_name))});
  const auto* unit = office.organisation.find(*body.agency_unit);
  if (unit == nullptr) return refuse("workflow.agency_unknown", "/agency_unit");
  if (unit->code == state.agencies.solving) {
    return refuse("workflow.agency_is_own", "/agency_unit", {{"name", unit->name.vi}});
  }
  return Found(AwaitedAgency{unit->code, ""});
}

void add_supplement_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<SupplementAskBody, Acted>(
      head(Method::post, std::string(base) + "supplement-request", "work.read",
           "Asks the applicant for every missing paper and every fault at once."),
      [&office](const Request& request, const SupplementAskBody& body) {
        return ask_supplement(office, request, body);
      }));
  router.add(http::json_route<SupplementBody, Acted>(
      head(Method::post, std::string(base) + "supplement", "work.read",
           "Records all that was asked for, and nothing else; the clock runs again."),
      [&office](const Request& request, const SupplementBody& body) {
        return take_supplement(office, request, body);
      }));
}

void add_pause_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<PauseBody, Acted>(
      head(Method::post, std::string(base) + "pause", "dossier.work",
           "Stops the clock for a reason the law knows, or until another agency answers."),
      [&office](const Request& request, const PauseBody& body) {
        return answer(
            office,
            perform(office, request,
                    {Act::pause, body.seen_version,
                     [&](const State& s, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                       const auto agency = awaited(office, s, body);
                       if (!agency) return refuse(agency.error());
                       return pause(body.reason, body.basis.value_or(""), *agency, now);
                     }}));
      }));
  router.add(http::json_route<Seen, Acted>(
      head(Method::post, std::string(base) + "resumption", "dossier.work",
           "The clock runs again; the promise moves by the working time of the pause."),
      [&office](const Request& request, const Seen& body) {
        return answer(office, perform(office, request,
                                      {Act::resume, body.seen_version,
                                       [&](const State& s, const Post&, store::Reader&, Instant now) {
                                         return resume(s, office.timetables.of(s.agencies.received), now);
                                       }}));
      }));
}

void add_payment_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<PaymentAskBody, Acted>(
      head(Method::post, std::string(base) + "payment-request", "dossier.work",
           "Asks for the financial obligation; the clock stands still."),
      [&office](const Request& request, const PaymentAskBody& body) {
        return answer(
            office, perform(office, request,
                            {Act::request_payment, body.seen_version,
                             [&](const State&, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                               return request_payment(body.fee_dong, now);
                             }}));
      }));
  router.add(http::json_route<Seen, Acted>(
      head(Method::post, std::string(base) + "payment", "work.read",
           "The money is there; the clock runs again."),
      [&office](const Request& request, const Seen& body) {
        return answer(office, perform(office, request,
                                      {Act::settle_payment, body.seen_version,
                                       [&](const State& s, const Post&, store::Reader&, Instant now) {
                                         return settle_payment(s, office.timetables.of(s.agencies.received),
                                                               now);
                                       }}));
      }));
}

}  // namespace

void add_wait_routes(http::Router& router, const Installation& office) {
  add_supplement_routes(router, office);
  add_pause_routes(router, office);
  add_payment_routes(router, office);
}

}  // namespace motcua::workflow
