#include "guide/assistant_routes.h"

#include "guide/assistant.h"
#include "guide/frame.h"
#include "guide/paths.h"
#include "guide/unanswered.h"

namespace motcua::guide {
namespace {

using http::Request;
using http::View;

constexpr std::string_view api_path = "/api/assistant";

struct UnansweredRow {
  std::string words;
  std::int64_t times = 0;
  std::string last_month;
};
const http::Shape<UnansweredRow>& shape_of(const UnansweredRow*) {
  static const auto kept = http::object<UnansweredRow>(
      "UnansweredQuestion",
      {http::field("words", &UnansweredRow::words)
           .means("words the catalogue knows; … stands for what was left out"),
       http::field("times", &UnansweredRow::times), http::field("last_month", &UnansweredRow::last_month)});
  return kept;
}
struct UnansweredList {
  std::vector<UnansweredRow> questions;
};
const http::Shape<UnansweredList>& shape_of(const UnansweredList*) {
  static const auto kept = http::object<UnansweredList>(
      "UnansweredQuestions", {http::field("questions", &UnansweredList::questions)});
  return kept;
}
struct Settled {
  std::string words;
};
const http::Shape<Settled>& shape_of(const Settled*) {
  static const auto kept =
      http::object<Settled>("SettledQuestion", {http::field("words", &Settled::words, http::text(1, 400))});
  return kept;
}

const organisation::Unit* remembered_commune(const Lower& lower, const Request& request) {
  const auto* unit = lower.organisation.find(request.cookie("xa"));
  const bool commune =
      unit != nullptr && !unit->former() &&
      (unit->kind == organisation::UnitKind::commune || unit->kind == organisation::UnitKind::ward);
  return commune ? unit : nullptr;
}

Talk talk_of(const Lower& lower, const Request& request, std::string_view site_path) {
  const Said said = said_in(request);
  const auto* remembered = remembered_commune(lower, request);
  Talk made = talk(lower, said, remembered, request.language, site_path);
  if (made.step == name_of(TalkStep::nothing) && lower.unanswered != nullptr) {
    lower.unanswered->note(*lower.shelf.current(), said.question, lower.clock.now(),
                           lower.organisation.province().offset);
  }
  return made;
}

std::vector<View> section_views(const Talk& talk) {
  std::vector<View> sections;
  for (const auto& section : talk.answer) {
    std::vector<View> lines;
    for (std::size_t i = 0; i < section.lines.size(); ++i)
      lines.push_back(View().set("text", section.lines[i]).set("first", i == 0));
    View view;
    view.set("title", section.title).set("lines", std::move(lines));
    view.set("source", section.source).set("source_path", section.source_path);
    for (const auto* kind : {"time", "money", "place", "papers", "guidance"})
      view.set(kind, section.kind == kind);
    sections.push_back(std::move(view));
  }
  return sections;
}

std::string page(const Lower& lower, const Request& request) {
  const Talk talk = talk_of(lower, request, assistant_path());
  auto view = frame(request, lower.site, message(request.language, "guide.talk.title"));
  const bool many = talk.step == name_of(TalkStep::where);  // all communes: folded, but the first
  std::vector<View> turns, options, folded, cases, hidden;
  for (const auto& turn : talk.turns) {
    turns.push_back(
        View().set("asked", turn.question).set("said", turn.answer).set("change_path", turn.change_path));
  }
  for (const auto& option : talk.options) {
    auto& list = many && !options.empty() ? folded : options;
    list.push_back(View().set("label", option.label).set("path", option.path));
  }
  for (const auto& each : talk.cases)
    cases.push_back(View().set("name", each.label).set("field", each.field));
  for (const auto& [name, value] : request.query) {
    if (name != "lang" && name != "chon" && !name.starts_with("th"))
      hidden.push_back(View().set("field", name).set("value", value));
  }
  view.set("turns", std::move(turns)).set("options", std::move(options)).set("hidden", std::move(hidden));
  view.set("has_cases", !cases.empty()).set("cases", std::move(cases));
  view.set("question", talk.question).maybe("hint", talk.hint);
  view.set("asking", talk.step == "what" || talk.step == "nothing");
  view.set("many", many).set("folded", std::move(folded)).set("q", said_in(request).question);
  view.set("has_answer", !talk.answer.empty()).set("name", talk.name).set("sections", section_views(talk));
  view.set("complete", talk.step == name_of(TalkStep::answer));
  view.set("procedure_path", procedure_path(talk.code)).set("assistant_path", assistant_path());
  return http::render_page("guide/pages/assistant.html", view, request.language);
}

void add_unanswered(http::Router& router, const Lower& lower) {
  http::Route list;
  list.method = http::Method::get;
  list.path = "/api/unanswered-questions";
  list.access = "guide.improve";
  list.summary = "What people asked in vain, without names and numbers, most asked first.";
  router.add(http::json_route<UnansweredList>(list, [lower](const Request&) -> Expected<UnansweredList> {
    UnansweredList answer;
    for (auto& row : lower.unanswered->list(lower.clock.now()))
      answer.questions.push_back({std::move(row.words), row.times, std::move(row.last_month)});
    return answer;
  }));
  http::Route settle;
  settle.method = http::Method::post;
  settle.path = "/api/unanswered-questions/settled";
  settle.access = "guide.improve";
  settle.summary =
      "A question was seen to: the table of people's words knows it now, or nobody can answer it.";
  router.add(http::json_route<Settled, Settled>(
      settle, [lower](const Request&, const Settled& body) -> Expected<Settled> {
        if (!lower.unanswered->forget(body.words, lower.clock.now()))
          return refuse("guide.question_unknown", "/words");
        return body;
      }));
}

}  // namespace

void add_assistant_routes(http::Router& router, const Lower& lower) {
  router.add({.method = http::Method::get,
              .path = assistant_path(),
              .access = "public",
              .summary = "The assistant: asks what it needs, then answers",
              .handler =
                  [lower](const Request& request) {
                    auto response = page_response(page(lower, request));
                    remember_language(request, lower.site, response);
                    return response;
                  },
              .produces = "text/html"});
  http::Route api;
  api.method = http::Method::get;
  api.path = std::string(api_path);
  api.access = "public";
  api.summary = "One step of a conversation that ends in a procedure; what was said stands in the address.";
  api.query = {{"q", "what the citizen needs, in their words"},
               {"viec", "code of the procedure that was chosen"},
               {"cho", "toi: for oneself; thay: for another person"},
               {"xa", "code of the commune; \"-\": passed over"},
               {"chon", "the cases were said"},
               {"th1", "a case that holds; th2 and so on likewise"}};
  router.add(http::json_route<Talk>(
      api, [lower](const Request& request) -> Expected<Talk> { return talk_of(lower, request, api_path); }));
  if (lower.unanswered != nullptr) add_unanswered(router, lower);
}

}  // namespace motcua::guide
