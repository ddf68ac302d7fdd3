#include "base/text.h"
#include "intake/intake.h"
#include "result/bodies.h"
#include "result/result.h"

namespace motcua::result {
namespace {

using dossier::State;
using http::head;
using http::Method;
using http::Request;
using workflow::Act;
using workflow::Acted;
using workflow::Installation;

Expected<Acted> answer(const Installation& office, const Expected<State>& state) {
  if (!state) return refuse(state.error());
  return workflow::acted(office, *state);
}

void add_act_routes(http::Router& router, const Installation& office) {
  router.add(http::json_route<ApproveBody, Acted>(
      head(Method::post, "/api/dossiers/{id}/approval", "dossier.approve",
           "Approves the attached result; processing ends with this instant."),
      [&office](const Request& request, const ApproveBody& body) {
        const auto events = [&](const State& state, const identity::Post&, store::Reader&,
                                Instant now) -> Expected<workflow::Events> {
          return approve(state, body.note.value_or(""), now);
        };
        return answer(office, workflow::perform(office, request, {Act::approve, body.seen_version, events}));
      }));
  router.add(http::json_route<HandOverBody, Acted>(
      head(Method::post, "/api/dossiers/{id}/hand-over", "dossier.hand_over",
           "Records who received the result, when and how."),
      [&office](const Request& request, const HandOverBody& body) {
        const auto events = [&](const State& state, const identity::Post& by, store::Reader&,
                                Instant now) -> Expected<workflow::Events> {
          const std::string& unit = by.office.empty() ? by.unit : by.office;
          return hand_over(state, by.id, unit,
                           {tidy(body.receiver_name), body.receiver_id_number.value_or("")}, body.by, now);
        };
        return answer(office,
                      workflow::perform(office, request, {Act::hand_over, body.seen_version, events}));
      }));
}

Expected<ResultStored> attach(const Installation& office, documents::Scans& scans, const Request& request) {
  const Instant now = office.clock.now();
  const auto act = workflow::act_of_request(office, request, now);
  if (!act) return refuse(act.error());
  const auto id = workflow::dossier_id(request);
  if (!id) return refuse(id.error());
  const auto seen = parse_integer(request.query_value("seen_version"));
  if (!seen) return refuse("result.version_unreadable", "?seen_version");
  const std::string name = tidy(request.query_value("name"));
  if (name.empty() || length_in_characters(name) > 200) return refuse("result.name_missing", "?name");
  const auto attached = scans.attach(
      {*act, *id, *seen, name, as_bytes(request.body), intake::permit(request, Act::attach_result, now),
       [](const Uuid& file, const documents::MediaFacts& facts) -> dossier::Payload {
         return dossier::ResultAttached{file, std::string(documents::media_type_name(facts.media_type)),
                                        facts.pages};
       }});
  if (!attached) return refuse(attached.error());
  const auto done = workflow::acted(office, attached->state);
  return ResultStored{attached->file, done.version,         done.status,
                      done.state,     attached->media_type, static_cast<std::int64_t>(attached->bytes),
                      attached->pages};
}

Expected<http::Response> read(const Installation& office, documents::Scans& scans, const Request& request) {
  const auto state = intake::open_private(office, request, "result file");
  if (!state) return refuse(state.error());
  if (!state->result) return refuse("result.none_yet");
  auto file = scans.read(state->id, state->result->scan);
  if (!file) return refuse(file.error());
  return intake::file_response(*file);
}

}  // namespace

void add_routes(http::Router& router, const Installation& office, documents::Scans& scans) {
  add_act_routes(router, office);
  http::Route put = head(Method::post, "/api/dossiers/{id}/result", "work.read",
                         "Attaches the result file to be approved.");
  put.consumes = "application/pdf, image/jpeg, image/png, application/octet-stream";
  put.body_limit = documents::largest_file;
  put.query = {{"seen_version", "the version that was on screen", true, "integer"},
               {"name", "of the file", true}};
  router.add(http::json_route<ResultStored>(
      std::move(put), [&office, &scans](const Request& request) { return attach(office, scans, request); },
      201));
  http::Route get = head(Method::get, "/api/dossiers/{id}/result", "work.read", "The result file.");
  get.produces = "application/octet-stream";
  router.add(http::file_route(
      std::move(get), [&office, &scans](const Request& request) { return read(office, scans, request); }));
}

}  // namespace motcua::result
