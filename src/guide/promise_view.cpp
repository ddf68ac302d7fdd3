#include "guide/promise_view.h"

#include "guide/opening.h"

namespace motcua::guide {
namespace {

using calendar::LimitKind;

std::vector<http::View> lines(const std::vector<std::string>& texts) {
  std::vector<http::View> views;
  for (const auto& text : texts) views.push_back(http::View().set("text", text));
  return views;
}

void set_unknown(http::View& view, Language language, const std::string& source_words) {
  view.set("when_label", message(language, "guide.time_label"));
  view.set("when", message(language, "guide.time_unknown"));
  if (!source_words.empty())
    view.set("when_note", message(language, "guide.time_source", {{"text", source_words}}));
}

std::string said_due(const ProcedureAsked& asked, Instant due, bool by_date) {
  const auto offset = asked.timetable.offset();
  const auto day = local_date(due, offset);
  const auto date = calendar::long_date(asked.language, day);
  if (day == local_date(asked.now, offset))
    return message(asked.language, "guide.today_date", {{"date", date}});
  if (by_date) return date;
  return message(asked.language, "guide.before_time", {{"date", date}, {"time", clock_text(due, offset)}});
}

}  // namespace

void set_promise(http::View& view, const catalogue::ProcedureVersion& procedure,
                 const ProcedureAsked& asked) {
  const auto language = asked.language;
  view.set("when_note", false).set("why", false);
  const auto* terms = procedure.terms(catalogue::Channel::counter);
  if (terms == nullptr && !procedure.channels.empty()) terms = &procedure.channels.front();
  if (terms == nullptr || !terms->limit) {
    return set_unknown(view, language, terms == nullptr ? std::string() : terms->limit_text);
  }
  const auto limit = *terms->limit;
  const auto described = calendar::describe(language, limit);
  if (limit.kind == LimitKind::none) {
    view.set("when_label", message(language, "guide.time_label"))
        .set("when", message(language, "guide.no_due"));
    return;
  }
  const auto answer = calendar::due_date(asked.now, limit, asked.timetable);
  if (!answer || !answer->due) {
    view.set("when_label", message(language, "guide.time_label")).set("when", described);
    return;
  }
  const bool by_date = limit.kind == LimitKind::same_day || limit.kind == LimitKind::calendar_days;
  view.set("when_label", message(language, "guide.if_now"));
  view.set("when", said_due(asked, *answer->due, by_date));
  const auto& note = terms->note.in(language);
  view.set("when_note", note.empty() ? message(language, "guide.limit_is", {{"limit", described}}) : note);
  std::vector<std::string> reasons{message(language, "guide.counted", {{"limit", described}})};
  for (const auto& each : answer->explanation) reasons.push_back(calendar::explain(language, each));
  if (answer->explanation.empty()) reasons.push_back(message(language, "guide.nothing_skipped"));
  view.set("why", http::View().set("days", lines(reasons)));
}

}  // namespace motcua::guide
