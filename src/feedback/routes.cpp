#include "feedback/routes.h"

#include "feedback/public_pages.h"

namespace motcua::feedback {
namespace {

using http::field;
using http::Method;
using http::Request;
using identity::caller_of;

constexpr std::size_t longest_note = 500;  // characters

struct OpinionBody {
  Uuid id;
  std::string unit, unit_name, about, about_text, text, state;
  std::int64_t version = 0;
  Instant received_at{};
  std::optional<Instant> changed_at;
  std::string changed_by, note;
  bool damaged = false;
};
const http::Shape<OpinionBody>& shape_of(const OpinionBody*) {
  static const auto shape = http::object<OpinionBody>(
      "Opinion",
      {field("id", &OpinionBody::id), field("unit", &OpinionBody::unit),
       field("unit_name", &OpinionBody::unit_name),
       field("about", &OpinionBody::about).means("Path of the public page it is about; may be empty."),
       field("about_text", &OpinionBody::about_text), field("text", &OpinionBody::text),
       field("state", &OpinionBody::state, http::one_of({"new", "answered", "closed"})),
       field("version", &OpinionBody::version), field("received_at", &OpinionBody::received_at),
       field("changed_at", &OpinionBody::changed_at), field("changed_by", &OpinionBody::changed_by),
       field("note", &OpinionBody::note),
       field("damaged", &OpinionBody::damaged)
           .means("What was stored cannot be opened: text and note are empty.")});
  return shape;
}

struct OpinionsBody {
  std::vector<OpinionBody> items;
  std::optional<Uuid> next;
  std::int64_t count_new = 0, count_answered = 0, count_closed = 0;
};
const http::Shape<OpinionsBody>& shape_of(const OpinionsBody*) {
  static const auto shape = http::object<OpinionsBody>(
      "Opinions",
      {field("items", &OpinionsBody::items),
       field("next", &OpinionsBody::next).means("There are more: ask with before=<next>."),
       field("count_new", &OpinionsBody::count_new), field("count_answered", &OpinionsBody::count_answered),
       field("count_closed", &OpinionsBody::count_closed)});
  return shape;
}

struct ChangeBody {
  std::string state, note;
  std::int64_t seen_version = 0;
};
const http::Shape<ChangeBody>& shape_of(const ChangeBody*) {
  static const auto shape = http::object<ChangeBody>(
      "OpinionChange", {field("state", &ChangeBody::state, http::one_of({"new", "answered", "closed"})),
                        field("note", &ChangeBody::note, http::text(0, longest_note)).or_default(),
                        field("seen_version", &ChangeBody::seen_version)});
  return shape;
}

OpinionBody body_of(const Lower& lower, Language language, const Opinion& opinion) {
  const auto* unit = lower.organisation.find(opinion.unit);
  return {opinion.id,
          opinion.unit,
          unit == nullptr ? opinion.unit : unit->name.in(language),
          opinion.about,
          opinion.about.empty() ? std::string() : about_text(lower, language, opinion.about),
          opinion.text,
          std::string(name_of(opinion.state)),
          opinion.version,
          opinion.received_at,
          opinion.changed_at,
          opinion.changed_by,
          opinion.note,
          opinion.damaged};
}

// The inbox asked for: without a unit everything a post at the province reaches, else that of the first post.
Expected<std::string> inbox_of(const Lower& lower, const Request& request) {
  const auto& caller = caller_of(request);
  const std::string asked(request.query_value("unit"));
  if (asked.empty()) {
    if (caller.may(work_permission, lower.organisation.province().code)) return std::string();
    return caller.post_for(work_permission, {})->unit;
  }
  if (lower.organisation.find(asked) == nullptr || !caller.may(work_permission, asked)) {
    return refuse({identity::forbidden(work_permission, request.language)});
  }
  return asked;
}

Expected<OpinionsBody> list(const Lower& lower, const Request& request) {
  const auto unit = inbox_of(lower, request);
  if (!unit) return refuse(unit.error());
  const auto name = request.query_value("state");
  const auto state = state_of(name.empty() ? "new" : name);
  if (!state) return refuse("http.not_one_of", "?state", {{"allowed", "new, answered, closed"}});
  const auto typed = request.query_value("before");
  const auto before = Uuid::parse(typed);
  if (!typed.empty() && !before) return refuse("http.not_a_uuid", "?before");
  const auto* of = unit->empty() ? nullptr : lower.organisation.find(*unit);
  const auto reason =
      message(Language::vi, "feedback.did.read",
              {{"unit", of == nullptr ? lower.organisation.province().name.vi : of->name.vi}});
  const auto page = lower.inbox.read(caller_of(request), *unit, *state, before, reason, lower.clock.now());
  OpinionsBody body;
  for (const auto& each : page.opinions) body.items.push_back(body_of(lower, request.language, each));
  body.next = page.next;
  body.count_new = page.counts.fresh;
  body.count_answered = page.counts.answered;
  body.count_closed = page.counts.closed;
  return body;
}

Expected<OpinionBody> change(const Lower& lower, const Request& request, const ChangeBody& body) {
  const auto id = Uuid::parse(request.param("id"));
  if (!id) return refuse("feedback.not_found");
  const auto changed = lower.inbox.change(
      caller_of(request), *id, {*state_of(body.state), body.note, body.seen_version}, lower.clock.now());
  if (!changed) return refuse(changed.error());
  return body_of(lower, request.language, *changed);
}

}  // namespace

void add_routes(http::Router& router, const Lower& lower) {
  add_public_routes(router, lower);
  router.add(http::json_route<OpinionsBody>(
      http::head(Method::get, "/api/feedback", work_permission,
                 "Reads people's feedback, newest first; that it was read is recorded.",
                 {{"unit", "Whose inbox; without it the first of one's posts, or the whole province."},
                  {"state", "new (without it), answered or closed."},
                  {"before", "The `next` of the page before."}}),
      [&lower](const Request& request) { return list(lower, request); }));
  router.add(http::json_route<ChangeBody, OpinionBody>(
      http::head(Method::post, "/api/feedback/{id}/state", work_permission,
                 "Says what became of an opinion, with a note for colleagues."),
      [&lower](const Request& request, const ChangeBody& body) { return change(lower, request, body); }));
}

}  // namespace motcua::feedback
