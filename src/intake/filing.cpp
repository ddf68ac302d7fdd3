#include "intake/filing.h"

#include "base/check.h"
#include "intake/paper_rule.h"
#include "intake/promise.h"

namespace motcua::intake {
namespace {

using dossier::NewEvent;
using dossier::State;
using workflow::Installation;

Circumstances circumstances(const Installation& office, const catalogue::Catalogue& catalogue,
                            catalogue::Channel channel, Language language) {
  const LocalDate today = local_date(office.clock.now(), office.organisation.province().offset);
  return {channel, catalogue, office.organisation, today, language};
}

json::value private_part(const Checked& checked, const std::string& secret) {
  const dossier::Submission submission{checked.applicant, checked.submitter, checked.content, secret};
  return http::shape<dossier::Submission>().write(submission);
}

NewEvent submitted(const Checked& checked, const json::value& part, Instant now,
                   std::optional<Instant> accepted_by = {}) {
  return {dossier::Submitted{"", checked.version->code, checked.version->number, checked.channel,
                             checked.agencies, checked.papers, checked.return_by, accepted_by},
          now, part};
}

// The first step ends with the receipt: whoever received it has done it.
void add_received(std::vector<NewEvent>& events, const std::string& step, const Uuid& post,
                  const std::optional<std::string>& note, Instant now) {
  events.push_back({dossier::StepTaken{step, post}, now, {}});
  events.push_back(
      {dossier::StepCompleted{step, false}, now, workflow::private_remark("note", note.value_or(""))});
}

// Two equal requests at the same instant find each other only in the transaction: the later one asks again
// and gets the first one's answer.
Expected<Filed> record(const Installation& office, Beginnings asked, Language language) {
  const auto prepared = office.dossiers.prepare(asked.act, std::move(asked.beginning));
  std::string secret;
  const auto command = [&](store::Writer& writer, dossier::Dossiers::Repeat repeat) -> Expected<State> {
    auto begun = office.dossiers.begin(writer, prepared, repeat);
    if (!begun) return refuse(begun.error());
    secret = asked.secret;
    if (!begun->is_new) {
      const auto first = office.dossiers.submission(writer, begun->state.id);
      secret = first ? first->secret : "";
    }
    return std::move(begun->state);
  };
  try {
    const auto state = dossier::write_or_find(office.store, command);
    if (!state) return refuse(state.error());
    return filed(*state, secret, language);
  } catch (const store::ConstraintFailed&) {
    if (asked.named) return refuse("intake.id_taken", "/id");
    throw;
  }
}

// What was taken stays taken: a repeat has its first answer though by now the catalogue, the calendar or the
// day would refuse it.
Expected<Filed> answered_or(const Installation& office, const dossier::Act& act, Language language,
                            const Problems& faults) {
  return office.store.read([&](store::Reader& reader) -> Expected<Filed> {
    const auto first = office.dossiers.answered(reader, act);
    if (!first || !*first) return refuse(faults);
    const auto submission = office.dossiers.submission(reader, (*first)->id);
    return filed(**first, submission ? submission->secret : "", language);
  });
}

const identity::Post* post_for(const http::Request& request, std::string_view permission,
                               const std::string& unit) {
  return identity::caller_of(request).post_for(permission, unit);
}

dossier::Beginning beginning_of(const Installation& office, const ReceiveBody& body, const Checked& checked,
                                dossier::Actor actor, Instant now) {
  const auto offset = office.organisation.province().offset;
  return {body.id ? *body.id : Uuid::v7(now, office.random),
          std::move(actor),
          {office.organisation.dossier_prefix_of(checked.agencies.received)},
          local_date(now, offset),
          dossier::lookup_rows(office.dossiers.keys(), checked.applicant, checked.submitter),
          {}};
}

}  // namespace

Filed filed(const State& state, std::string secret, Language language) {
  Filed answer{state.id,
               state.code,
               state.version,
               static_cast<int>(state.position.status),
               state.submitted_at,
               state.received_at,
               state.due_at,
               std::move(secret),
               {},
               "",
               {}};
  if (state.promise) answer.explanation = explained(state.promise->explanation, language);
  if (state.received_at) answer.receipt = "/api/dossiers/" + state.id.text() + "/receipt.pdf";
  return answer;
}

catalogue::VersionRef version_of(const Installation& office, const State& state) {
  auto version =
      office.shelf.current()->version(state.procedure + "/" + std::to_string(state.catalogue_version));
  CHECK(version != nullptr);
  return version;
}

Expected<Beginnings> prepare_at_counter(const Installation& office, const http::Request& request,
                                        const ReceiveBody& body, const dossier::Act& act) {
  const auto catalogue = office.shelf.current();
  const auto checked =
      validate(body, circumstances(office, *catalogue, catalogue::Channel::counter, request.language));
  if (!checked) return refuse(checked.error());
  const Instant now = act.recorded_at;
  const auto* post = post_for(request, "dossier.receive", checked->agencies.received);
  if (post == nullptr) return refuse(Problems{identity::forbidden("dossier.receive", request.language)});
  const auto promised = promise_from(*checked->terms().limit, checked->version->steps, now,
                                     office.timetables.of(checked->agencies.received));
  if (!promised) return refuse(promised.error());

  const std::string secret = dossier::make_secret(office.random);
  const json::value part = private_part(*checked, secret);
  dossier::Beginning beginning =
      beginning_of(office, body, *checked, workflow::actor_of(identity::caller_of(request), *post), now);
  beginning.events.push_back(submitted(*checked, part, now));
  beginning.events.push_back({dossier::Accepted{now, promised->promise, promised->steps, checked->papers,
                                                checked->fee_dong, checked->fee_paid},
                              now,
                              {}});
  add_received(beginning.events, checked->version->steps.front().key,
               identity::caller_of(request).acting_id(*post), checked->note, now);
  return Beginnings{act, std::move(beginning), secret, body.id.has_value(), checked->warnings};
}

Expected<Filed> file_at_counter(const Installation& office, const http::Request& request,
                                const ReceiveBody& body) {
  const auto act = workflow::act_of_request(office, request, office.clock.now());
  if (!act) return refuse(act.error());
  auto prepared = prepare_at_counter(office, request, body, *act);
  if (!prepared) {
    if (prepared.error().front().code == "identity.forbidden") return refuse(prepared.error());
    return answered_or(office, *act, request.language, prepared.error());
  }
  const Problems warnings = prepared->warnings;
  auto answer = record(office, *std::move(prepared), request.language);
  if (answer) answer->warnings = sentences(warnings, request.language);
  return answer;
}

Expected<Filed> submit(const Installation& office, const http::Request& request, const ReceiveBody& body) {
  const Instant now = office.clock.now();
  const auto act = workflow::act_of_request(office, request, now);
  if (!act) return refuse(act.error());
  if (!body.channel || *body.channel == catalogue::Channel::counter)
    return refuse("intake.channel_wrong", "/channel");
  const auto catalogue = office.shelf.current();
  const auto checked = validate(body, circumstances(office, *catalogue, *body.channel, request.language));
  if (!checked) return answered_or(office, *act, request.language, checked.error());
  if (post_for(request, "api.submit", checked->agencies.received) == nullptr)
    return refuse(Problems{identity::forbidden("api.submit", request.language)});

  const std::string secret = dossier::make_secret(office.random);
  const json::value part = private_part(*checked, secret);
  const std::string& system = identity::caller_of(request).official().account;
  dossier::Beginning beginning =
      beginning_of(office, body, *checked, {dossier::Actor::Kind::system, system, {}}, now);
  const auto& timetable = office.timetables.of(checked->agencies.received);
  beginning.events.push_back(submitted(*checked, part, now, accept_by(checked->channel, now, timetable)));
  auto answer =
      record(office, {*act, std::move(beginning), secret, body.id.has_value(), {}}, request.language);
  if (answer) answer->warnings = sentences(checked->warnings, request.language);
  return answer;
}

Expected<Filed> accept(const Installation& office, const http::Request& request,
                       const workflow::CountedBody& body) {
  Problems warnings;
  const auto decide = [&](const State& state, const identity::Post& post, store::Reader&,
                          Instant now) -> Expected<workflow::Events> {
    warnings.clear();
    const auto version = version_of(office, state);
    const auto* terms = version->terms(state.channel);
    CHECK(terms != nullptr && terms->limit);  // submitted under this version
    Problems faults;
    check_papers(*version, body.papers, request.language, faults, warnings);
    if (!faults.empty()) return refuse(std::move(faults));
    const auto promised =
        promise_from(*terms->limit, version->steps, now, office.timetables.of(state.agencies.received));
    if (!promised) return refuse(promised.error());
    workflow::Events events;
    events.push_back({dossier::Accepted{now, promised->promise, promised->steps, body.papers,
                                        fee_of(*terms).value_or(0), false},
                      now,
                      {}});
    add_received(events, version->steps.front().key, identity::caller_of(request).acting_id(post), {}, now);
    return events;
  };
  const auto state = workflow::perform(office, request, {workflow::Act::accept, body.seen_version, decide});
  if (!state) return refuse(state.error());
  const auto submission =
      office.store.read([&](store::Reader& reader) { return office.dossiers.submission(reader, state->id); });
  Filed answer = filed(*state, submission ? submission->secret : "", request.language);
  answer.warnings = sentences(warnings, request.language);
  return answer;
}

}  // namespace motcua::intake
