#include "intake/file_routes.h"

#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"
#include "intake/bodies.h"
#include "intake/filing.h"

namespace motcua::intake {
namespace {

using dossier::State;
using http::head;
using http::Method;
using http::Request;
using workflow::Installation;

constexpr std::size_t overhead = 4096;  // a little more than the file: sniff says how much is too much

// RFC 8187: everything but letters and digits as %XX.
std::string encoded(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Expected<std::optional<std::int64_t>> seen_version(const Request& request) {
  const auto text = request.query_value("seen_version");
  if (text.empty()) return std::optional<std::int64_t>{};
  const auto version = parse_integer(text);
  if (!version || *version < 0) return refuse("intake.seen_version_unreadable", "?seen_version");
  return std::optional<std::int64_t>(*version);
}

// The query says what the file is, so it belongs to what a repeat must repeat.
Expected<dossier::Act> act_of_upload(const Installation& office, const Request& request, Instant now) {
  auto act = workflow::act_of_request(office, request, now);
  if (!act) return act;
  const std::string what = std::string(request.query_value("paper")) + '\n' +
                           std::string(request.query_value("name")) + '\n' + to_hex(act->request);
  act->request = sha256(as_bytes(what));
  return act;
}

using Rulebook = std::function<Expected<dossier::Actor>(const State&)>;

// An outside system adds files to what came online or by post in its area, as long as nobody has accepted or
// refused it.
Rulebook permit_submitter(const Request& request) {
  return [&request](const State& state) -> Expected<dossier::Actor> {
    const auto& caller = identity::caller_of(request);
    const bool own = state.channel != catalogue::Channel::counter &&
                     caller.post_for("api.submit", state.agencies.received) != nullptr;
    if (!own) return refuse("dossier.unknown");
    if (state.position.status != dossier::Status::submitted) return refuse("intake.already_judged");
    return dossier::Actor{dossier::Actor::Kind::system, caller.official().account, {}};
  };
}

Expected<ScanStored> attach_scan(const Installation& office, documents::Scans& scans, const Request& request,
                                 const Rulebook& rulebook) {
  const Instant now = office.clock.now();
  const auto act = act_of_upload(office, request, now);
  if (!act) return refuse(act.error());
  const auto id = workflow::dossier_id(request);
  if (!id) return refuse(id.error());
  const auto seen = seen_version(request);
  if (!seen) return refuse(seen.error());
  const std::string paper(request.query_value("paper"));
  const auto allow = [&](const State& state) -> Expected<dossier::Actor> {
    auto actor = rulebook(state);
    if (!actor) return actor;
    // A dossier that was taken over may come without a version of ours, and so without papers to name.
    const auto version =
        office.shelf.current()->version(state.procedure + "/" + std::to_string(state.catalogue_version));
    if (!version || version->paper(paper) == nullptr)
      return refuse("intake.paper_unknown", "?paper", {{"paper", paper}});
    return actor;
  };
  const auto event = [&](const Uuid& file, const documents::MediaFacts& facts) -> dossier::Payload {
    return dossier::ScanAttached{file, paper, std::string(media_type_name(facts.media_type)),
                                 facts.pages ? std::optional<std::int64_t>(*facts.pages) : std::nullopt};
  };
  const auto attached = scans.attach(
      {*act, *id, *seen, std::string(request.query_value("name")), as_bytes(request.body), allow, event});
  if (!attached) return refuse(attached.error());
  return ScanStored{attached->file, attached->state.version, attached->media_type,
                    static_cast<std::int64_t>(attached->bytes), attached->pages};
}

Expected<http::Response> show_scan(const Installation& office, const documents::Scans& scans,
                                   const Request& request) {
  const auto state = open_private(office, request, message(Language::vi, "intake.file.access"));
  if (!state) return refuse(state.error());
  const auto file = Uuid::parse(request.param("scan"));
  if (!file) return refuse("documents.file_unknown");
  const auto content = scans.read(state->id, *file);
  if (!content) return refuse(content.error());
  return file_response(*content);
}

Expected<Erased> erase(const Installation& office, documents::Scans& scans, const Request& request,
                       const EraseBody& body) {
  const Instant now = office.clock.now();
  const auto act = workflow::act_of_request(office, request, now);
  if (!act) return refuse(act.error());
  const auto id = workflow::dossier_id(request);
  if (!id) return refuse(id.error());
  const std::string reason(trim(body.reason));
  if (reason.empty()) return refuse("intake.reason_missing", "/reason");
  const auto state =
      scans.erase(*act, *id, body.seen_version, body.basis, permit(request, workflow::Act::erase, now));
  if (!state) return refuse(state.error());
  const std::string why = message(Language::vi, "intake.erase.access", {{"reason", reason}});
  office.store.write([&](store::Writer& writer) {
    identity::record_access(writer, identity::caller_of(request), "dossier.erase", state->agencies.received,
                            *id, why, now);
  });
  return Erased{state->version};
}

http::Route scan_upload(std::string path, std::string access) {
  http::Route route =
      head(Method::post, std::move(path), std::move(access), "Keep a scan of a paper; the body is the file.");
  // What it is, is read from the content; browsers name it as they like.
  route.consumes = "application/pdf,image/jpeg,image/png,application/octet-stream";
  route.body_limit = documents::largest_file + overhead;
  route.query = {{"paper", "Id of the paper in the procedure's version.", true},
                 {"name", "Name of the file.", false},
                 {"seen_version", "Version of the dossier that was seen; left out: any.", false, "integer"}};
  return route;
}

}  // namespace

std::function<Expected<dossier::Actor>(const State&)> permit(const Request& request, workflow::Act act,
                                                             Instant now) {
  return [&request, act, now](const State& state) -> Expected<dossier::Actor> {
    const auto& caller = identity::caller_of(request);
    if (!workflow::may_read(caller, state)) return refuse("dossier.unknown");
    const auto verdict = workflow::judge(state, act, workflow::viewer_of(caller, state), now);
    if (!verdict.allowed) return refuse(verdict.reason);
    const auto* post = workflow::acting_post(caller, state, act);
    CHECK(post != nullptr);
    return workflow::actor_of(caller, *post);
  };
}

Expected<State> open_private(const Installation& office, const Request& request, const std::string& why) {
  const auto id = workflow::dossier_id(request);
  if (!id) return refuse(id.error());
  return open_private_of(office, request, *id, why);
}

Expected<State> open_private_of(const Installation& office, const Request& request, const Uuid& id,
                                const std::string& why) {
  const auto& caller = identity::caller_of(request);
  auto state = office.store.read([&](store::Reader& reader) { return office.dossiers.state(reader, id); });
  if (!state || !workflow::may_read(caller, *state)) return refuse("dossier.unknown");
  const Instant now = office.clock.now();
  office.store.write([&](store::Writer& writer) {
    identity::record_access(writer, caller, "dossier.read", state->agencies.received, id, why, now);
  });
  return std::move(*state);
}

std::string disposition(const std::string& name, std::string_view extension) {
  const std::string plain = "tep." + std::string(extension);
  return fmt::format("inline; filename=\"{}\"; filename*=UTF-8''{}", plain,
                     encoded(name.empty() ? plain : name));
}

http::Response file_response(const documents::FileContent& file) {
  http::Response response;
  response.body = std::string(as_text(file.content));
  const bool pdf = file.scan.media_type == "application/pdf";
  const bool png = file.scan.media_type == "image/png";
  response.with("Content-Type", file.scan.media_type)
      .with("Content-Disposition", disposition(file.name, pdf   ? "pdf"
                                                          : png ? "png"
                                                                : "jpg"))
      .with("Cache-Control", "no-store");
  return response;
}

void add_file_routes(http::Router& router, const Installation& office, documents::Scans& scans) {
  router.add(http::json_route<ScanStored>(
      scan_upload("/api/dossiers/{id}/scans", "work.read"),
      [&office, &scans](const Request& request) {
        return attach_scan(office, scans, request,
                           permit(request, workflow::Act::attach_scan, office.clock.now()));
      },
      201));
  router.add(http::json_route<ScanStored>(
      scan_upload("/api/submissions/{id}/scans", "api.submit"),
      [&office, &scans](const Request& request) {
        return attach_scan(office, scans, request, permit_submitter(request));
      },
      201));
  auto scan = head(Method::get, "/api/dossiers/{id}/scans/{scan}", "work.read",
                   "A scan, decrypted; the look is logged.");
  scan.produces = "application/pdf,image/jpeg,image/png";
  router.add(http::file_route(
      scan, [&office, &scans](const Request& request) { return show_scan(office, scans, request); }));
  router.add(http::json_route<EraseBody, Erased>(
      head(Method::remove, "/api/dossiers/{id}/private", "dossier.erase",
           "Erase a closed dossier's private parts, their key and its files."),
      [&office, &scans](const Request& request, const EraseBody& body) {
        return erase(office, scans, request, body);
      }));
}

}  // namespace motcua::intake
