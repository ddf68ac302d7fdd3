#include "workflow/routes.h"

#include "base/check.h"
#include "base/text.h"
#include "workflow/bodies.h"
#include "workflow/centre_routes.h"
#include "workflow/dossier_view.h"
#include "workflow/perform.h"
#include "workflow/search.h"
#include "workflow/sql.h"
#include "workflow/viewer.h"
#include "workflow/wait_routes.h"
#include "workflow/work_list.h"

namespace motcua::workflow {
namespace {

using dossier::State;
using http::head;
using http::Method;
using http::Request;

// The target of a hand-over: a post, valid today, with `permission` at the solving agency.
Expected<Target> target(const Installation& office, store::Reader& reader, const State& state,
                        const Uuid& post, std::string_view permission) {
  const auto holder = identity::find_post(reader, post);
  const LocalDate today = local_date(office.clock.now(), office.organisation.province().offset);
  if (!holder || !holder->post.valid_on(today)) return refuse("workflow.post_unknown", "/post");
  const auto& permissions = identity::Permissions::shipped();
  const std::vector<identity::Post> posts{holder->post};
  if (identity::post_for(permissions, office.organisation, posts, permission, state.agencies.solving) ==
      nullptr) {
    return refuse("workflow.post_cannot", "/post", {{"name", holder->display_name}});
  }
  return Target{post, holder->post.office.empty() ? holder->post.unit : holder->post.office};
}

// The only approver of the agency, when none was named.
Expected<Uuid> only_approver(const Installation& office, store::Reader& reader, const State& state) {
  const LocalDate today = local_date(office.clock.now(), office.organisation.province().offset);
  std::vector<Uuid> approvers;
  for (const auto& each : identity::colleagues_of(reader, state.agencies.solving, today)) {
    if (each.post.role == identity::Role::approver) approvers.push_back(each.post.id);
  }
  if (approvers.size() == 1) return approvers[0];
  return refuse(approvers.empty() ? "workflow.no_approver" : "workflow.choose_approver", "/post");
}

Expected<Acted> answer(const Installation& office, Expected<State> state) {
  if (!state) return refuse(state.error());
  return acted(office, *state);
}

void add_act_routes(http::Router& router, const Installation& office) {
  const std::string base = "/api/dossiers/{id}/";
  using Post = identity::Post;
  router.add(http::json_route<AssignBody, Acted>(
      head(Method::post, base + "assignment", "work.read",
           "Gives the dossier to the one who shall solve it."),
      [&office](const Request& request, const AssignBody& body) {
        return answer(office, perform(office, request,
                                      {Act::assign, body.seen_version,
                                       [&](const State& s, const Post& by, store::Reader& reader,
                                           Instant now) -> Expected<Events> {
                                         const auto to = target(office, reader, s, body.post, "dossier.work");
                                         if (!to) return refuse(to.error());
                                         return assign(s, identity::caller_of(request).acting_id(by), *to,
                                                       body.note.value_or(""), now);
                                       }}));
      }));
  router.add(http::json_route<Seen, Acted>(
      head(Method::post, base + "taking", "work.read", "Takes over what was handed to the caller's post."),
      [&office](const Request& request, const Seen& body) {
        return answer(
            office,
            perform(office, request,
                    {Act::take, body.seen_version,
                     [&](const State& s, const Post& by, store::Reader&, Instant now) -> Expected<Events> {
                       return take(s, identity::caller_of(request).acting_id(by), now);
                     }}));
      }));
  router.add(http::json_route<SolveBody, Acted>(
      head(Method::post, base + "solution", "dossier.work",
           "The dossier is solved and goes to the approver."),
      [&office](const Request& request, const SolveBody& body) {
        return answer(office, perform(office, request,
                                      {Act::solve, body.seen_version,
                                       [&](const State& s, const Post&, store::Reader& reader,
                                           Instant now) -> Expected<Events> {
                                         const auto approver = body.post ? Expected<Uuid>(*body.post)
                                                                         : only_approver(office, reader, s);
                                         if (!approver) return refuse(approver.error());
                                         const auto to =
                                             target(office, reader, s, *approver, "dossier.approve");
                                         if (!to) return refuse(to.error());
                                         return solve(s, *to, body.note.value_or(""), now);
                                       }}));
      }));
  router.add(http::json_route<ReasonBody, Acted>(
      head(Method::post, base + "correction", "dossier.approve",
           "Sends the dossier back to the one who solved it."),
      [&office](const Request& request, const ReasonBody& body) {
        return answer(
            office,
            perform(office, request,
                    {Act::return_for_correction, body.seen_version,
                     [&](const State& s, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                       return return_for_correction(s, body.reason, now);
                     }}));
      }));
}

void add_end_routes(http::Router& router, const Installation& office) {
  const std::string base = "/api/dossiers/{id}/";
  using Post = identity::Post;
  router.add(http::json_route<ReasonBody, Acted>(
      head(Method::post, base + "withdrawal", "dossier.receive", "The applicant takes the dossier back."),
      [&office](const Request& request, const ReasonBody& body) {
        return answer(
            office, perform(office, request,
                            {Act::withdraw, body.seen_version,
                             [&](const State&, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                               return withdraw(body.reason, now);
                             }}));
      }));
  router.add(http::json_route<ReasonBody, Acted>(
      head(Method::post, base + "stop", "dossier.approve", "Ends the dossier without a result."),
      [&office](const Request& request, const ReasonBody& body) {
        return answer(
            office, perform(office, request,
                            {Act::stop, body.seen_version,
                             [&](const State&, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                               return stop(body.reason, body.basis.value_or(""), now);
                             }}));
      }));
  router.add(http::json_route<ForeignCodeBody, Acted>(
      head(Method::post, base + "foreign-codes", "dossier.receive",
           "Adds the code that another system gave."),
      [&office](const Request& request, const ForeignCodeBody& body) {
        return answer(
            office, perform(office, request,
                            {Act::add_foreign_code, body.seen_version,
                             [&](const State&, const Post&, store::Reader&, Instant now) -> Expected<Events> {
                               return Events{{dossier::ForeignCodeAdded{body.system, body.code}, now, {}}};
                             }}));
      }));
}

void add_extension_routes(http::Router& router, const Installation& office) {
  const std::string base = "/api/dossiers/{id}/";
  using Post = identity::Post;
  // The promise was made by the receiving agency's hours: a new date is asked of the same.
  router.add(http::json_route<ExtensionBody, Acted>(
      head(Method::post, base + "extension-proposal", "work.read",
           "Proposes a new due date with its reason: form 04, for signature."),
      [&office](const Request& request, const ExtensionBody& body) {
        return answer(office, perform(office, request,
                                      {Act::propose_extension, body.seen_version,
                                       [&](const State& s, const Post&, store::Reader&, Instant now) {
                                         return propose_extension(s, body.due_at, body.reason,
                                                                  office.timetables.of(s.agencies.received),
                                                                  now);
                                       }}));
      }));
  router.add(http::json_route<Seen, Acted>(
      head(Method::post, base + "extension", "dossier.approve",
           "Form 04 is signed: the proposed date becomes the due date."),
      [&office](const Request& request, const Seen& body) {
        return answer(office, perform(office, request,
                                      {Act::extend, body.seen_version,
                                       [&](const State& s, const Post&, store::Reader&, Instant now) {
                                         return extend(s, office.timetables.of(s.agencies.received), now);
                                       }}));
      }));
}

std::string unit_of(const identity::Caller& caller) {
  return caller.posts().empty() ? "" : caller.posts().front().unit;
}

void log_access(const Installation& office, const identity::Caller& caller, const std::string& unit,
                std::optional<Uuid> id, const std::string& why) {
  const Instant now = office.clock.now();
  office.store.write([&](store::Writer& writer) {
    identity::record_access(writer, caller, "dossier.read", unit, id, why, now);
  });
}

Expected<WorkAsked> work_asked(const Request& request) {
  WorkAsked asked;
  asked.view = request.query_value("view");
  asked.procedure = request.query_value("procedure");
  asked.step = request.query_value("step");
  if (const auto channel = request.query_value("channel"); !channel.empty()) {
    const auto known = catalogue::channel_of(channel);
    if (!known) return refuse("workflow.channel_unknown", "?channel", {{"channel", std::string(channel)}});
    asked.channel = static_cast<int>(*known);
  }
  if (const auto after = request.query_value("after"); !after.empty()) {
    const auto place = read_place(after);
    if (!place) return refuse("workflow.page_unreadable", "?after");
    asked.after = *place;
  }
  return asked;
}

void add_list_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<WorkPage>(
      head(Method::get, "/api/work", "work.read", "One view of the work list, by due date.",
           {{"view", "mine, unassigned, office, paused or done", true},
            {"procedure", "code of a procedure"},
            {"step", "key of a step"},
            {"channel", "counter, online or post"},
            {"after", "`next` of the page before"}}),
      [&office](const Request& request) -> Expected<WorkPage> {
        const auto& caller = identity::caller_of(request);
        const auto asked = work_asked(request);
        if (!asked) return refuse(asked.error());
        auto page = office.store.read(
            [&](store::Reader& r) { return work_page(office, r, caller, *asked, request.language); });
        if (page && !page->items.empty())
          log_access(office, caller, unit_of(caller), std::nullopt, "work list");
        return page;
      }));
  router.add(http::json_route<SearchBody, Found>(
      head(Method::post, "/api/search", "search.use",
           "Finds dossiers by code, name, ID number or telephone."),
      [&office](const Request& request, const SearchBody& body) -> Expected<Found> {
        const auto& caller = identity::caller_of(request);
        auto found = office.store.read(
            [&](store::Reader& reader) { return search(office, reader, caller, body.q, request.language); });
        if (!found.items.empty()) log_access(office, caller, unit_of(caller), std::nullopt, "search");
        return found;
      }));
  router.add(http::json_route<DossierView>(
      head(Method::get, "/api/dossiers/{id}", "work.read",
           "Everything about one dossier that the caller may see."),
      [&office](const Request& request) -> Expected<DossierView> {
        const auto& caller = identity::caller_of(request);
        const auto id = dossier_id(request);
        if (!id) return refuse(id.error());
        std::string unit;
        auto view = office.store.read([&](store::Reader& reader) -> Expected<DossierView> {
          const auto state = office.dossiers.state(reader, *id);
          if (!state || !may_read(caller, *state)) return refuse("dossier.unknown");
          unit = state->agencies.received;
          return dossier_view(office, reader, caller, *state, request.language);
        });
        if (view && !view->erased) log_access(office, caller, unit, *id, "dossier page");
        return view;
      }));
}

}  // namespace

void add_routes(http::Router& router, const Installation& installation) {
  add_list_routes(router, installation);
  add_act_routes(router, installation);
  add_wait_routes(router, installation);
  add_extension_routes(router, installation);
  add_end_routes(router, installation);
  add_centre_routes(router, installation);
}

std::map<Uuid, std::int64_t> open_dossiers(const Installation& installation, std::string_view unit) {
  std::map<Uuid, std::int64_t> counts;
  const auto* known = installation.organisation.find(unit);
  if (known == nullptr) return counts;
  const bool police = known->kind == organisation::UnitKind::police;  // solves for itself
  const std::string& agency = police ? known->code : installation.organisation.agency_of(unit).code;
  installation.store.read([&](store::Reader& reader) {
    for (const auto& row : reader.run(sql::open_by_post, {agency})) counts[row.uuid(0)] = row.integer(1);
  });
  return counts;
}

}  // namespace motcua::workflow
