#include "workflow/centre_routes.h"

#include "workflow/call_book.h"
#include "workflow/centre.h"
#include "workflow/filters.h"
#include "workflow/outlook.h"
#include "workflow/perform.h"
#include "workflow/viewer.h"

namespace motcua::workflow {

// Found by http::shape<T>() beside their types, so they live in the namespace and not in an anonymous one.
struct AcknowledgeBody {
  std::vector<Uuid> dossiers;  // none: all
};
struct CallCount {
  std::int64_t total = 0;
};
struct FilterName {
  std::string name;
};
const http::Shape<FilterName>& shape_of(const FilterName*) {
  static const auto shape = http::object<FilterName>("FilterName", {http::field("name", &FilterName::name)});
  return shape;
}
const http::Shape<AcknowledgeBody>& shape_of(const AcknowledgeBody*) {
  static const auto shape =
      http::object<AcknowledgeBody>("AcknowledgeBody", {http::field("dossiers", &AcknowledgeBody::dossiers)});
  return shape;
}
const http::Shape<CallCount>& shape_of(const CallCount*) {
  static const auto shape = http::object<CallCount>("CallCount", {http::field("total", &CallCount::total)});
  return shape;
}

namespace {

using http::head;
using http::Method;
using http::Request;

// The agency asked for, else the one the caller's post belongs to. Problems: identity.unit_unknown,
// identity.forbidden.
Expected<const organisation::Unit*> asked_agency(const Installation& office, const Request& request) {
  const auto& caller = identity::caller_of(request);
  std::string unit(request.query_value("unit"));
  if (unit.empty()) unit = office.organisation.agency_of(caller.post_for("centre.read", {})->unit).code;
  const auto* agency = office.organisation.find(unit);
  if (agency == nullptr) return refuse("identity.unit_unknown", "?unit", {{"unit", unit}});
  if (!caller.may("centre.read", unit)) return refuse({identity::forbidden("centre.read", request.language)});
  return agency;
}

void add_call_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<CallPage>(
      head(Method::get, "/api/calls", "work.read",
           "What the clocks of steps and colleagues have called the caller for, and still stands."),
      [&office](const Request& request) -> Expected<CallPage> {
        return office.store.read([&](store::Reader& reader) {
          return calls_of(office, reader, identity::caller_of(request), request.language);
        });
      }));
  router.add(http::json_route<CallCount>(
      head(Method::get, "/api/calls/count", "work.read", "How many dossiers the caller was called about."),
      [&office](const Request& request) -> Expected<CallCount> {
        return office.store.read([&](store::Reader& reader) {
          return CallCount{count_calls(reader, identity::caller_of(request))};
        });
      }));
  router.add(http::json_route<AcknowledgeBody, http::Nothing>(
      head(Method::post, "/api/calls/acknowledgement", "work.read",
           "The caller has seen the calls about these dossiers, or all when none is named."),
      [&office](const Request& request, const AcknowledgeBody& body) -> Expected<http::Nothing> {
        const Instant now = office.clock.now();
        office.store.write([&](store::Writer& writer) {
          acknowledge(writer, identity::caller_of(request), body.dossiers, now);
        });
        return http::Nothing{};
      }));
  router.add(http::json_route<http::Nothing>(
      head(Method::post, "/api/dossiers/{id}/reminder", "dossier.assign",
           "Reminds whoever has the step in hand or was asked to take it."),
      [&office](const Request& request) -> Expected<http::Nothing> {
        const auto id = dossier_id(request);
        if (!id) return refuse(id.error());
        const auto reminded = remind(office, identity::caller_of(request), *id);
        if (!reminded) return refuse(reminded.error());
        return http::Nothing{};
      }));
}

void add_filter_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<SavedFilter, http::Nothing>(
      head(Method::post, "/api/filters", "work.read",
           "Keeps a filter of the work list by name; one of that name is replaced."),
      [&office](const Request& request, const SavedFilter& filter) -> Expected<http::Nothing> {
        return office.store.write([&](store::Writer& writer) -> Expected<http::Nothing> {
          const auto kept = keep_filter(writer, identity::caller_of(request), filter);
          if (!kept) return refuse(kept.error());
          return http::Nothing{};
        });
      }));
  router.add(http::json_route<FilterName, http::Nothing>(
      head(Method::post, "/api/filters/removal", "work.read", "Forgets a filter of the work list."),
      [&office](const Request& request, const FilterName& filter) -> Expected<http::Nothing> {
        office.store.write(
            [&](store::Writer& writer) { drop_filter(writer, identity::caller_of(request), filter.name); });
        return http::Nothing{};
      }));
}

void log_names_shown(const Installation& office, const Request& request, const std::string& unit) {
  const Instant now = office.clock.now();
  office.store.write([&](store::Writer& writer) {
    identity::record_access(writer, identity::caller_of(request), "dossier.read", unit, std::nullopt,
                            "director's view", now);
  });
}

}  // namespace

void add_centre_routes(http::Router& router, const Installation& office) {
  add_call_routes(router, office);
  add_filter_routes(router, office);
  router.add(http::json_route<Assignees>(
      head(Method::get, "/api/dossiers/{id}/assignees", "work.read",
           "To whom the dossier may be given, the suggested one first, with load and experience."),
      [&office](const Request& request) -> Expected<Assignees> {
        const auto id = dossier_id(request);
        if (!id) return refuse(id.error());
        return office.store.read([&](store::Reader& reader) -> Expected<Assignees> {
          const auto state = office.dossiers.state(reader, *id);
          if (!state || !may_read(identity::caller_of(request), *state)) return refuse("dossier.unknown");
          return assignees(office, reader, *state, request.language);
        });
      }));
  router.add(http::json_route<CentreView>(
      head(Method::get, "/api/centre", "centre.read",
           "The day of an agency: what will be late and who can prevent it, load, channels, figures.",
           {{"unit", "code of the agency; the caller's own when left out"},
            {"period", "day, week or month", true}}),
      [&office](const Request& request) -> Expected<CentreView> {
        const auto agency = asked_agency(office, request);
        if (!agency) return refuse(agency.error());
        auto view = office.store.read([&](store::Reader& reader) {
          return centre_view(office, reader, **agency, request.query_value("period"), request.language);
        });
        if (view && !view->foreseen.empty()) log_names_shown(office, request, (*agency)->code);
        return view;
      }));
  router.add(http::json_route<CentreHours>(
      head(Method::get, "/api/centre/hours", "centre.read",
           "Whose hours the period was: working time of the agency's dossiers by officer and office.",
           {{"unit", "code of the agency; the caller's own when left out"},
            {"period", "day, week or month", true}}),
      [&office](const Request& request) -> Expected<CentreHours> {
        const auto agency = asked_agency(office, request);
        if (!agency) return refuse(agency.error());
        return office.store.read([&](store::Reader& reader) {
          return centre_hours(office, reader, **agency, request.query_value("period"), request.language);
        });
      }));
}

}  // namespace motcua::workflow
