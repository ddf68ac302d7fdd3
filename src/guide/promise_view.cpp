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

PromiseText unknown(Language language, const std::string& source_words) {
  PromiseText text{message(language, "guide.time_label"), message(language, "guide.time_unknown"), {}, {}};
  if (!source_words.empty()) text.note = message(language, "guide.time_source", {{"text", source_words}});
  return text;
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

PromiseText promise_text(const catalogue::ProcedureVersion& procedure, const ProcedureAsked& asked) {
  const auto language = asked.language;
  const auto* terms = procedure.terms(catalogue::Channel::counter);
  if (terms == nullptr && !procedure.channels.empty()) terms = &procedure.channels.front();
  if (terms == nullptr || !terms->limit)
    return unknown(language, terms == nullptr ? std::string() : terms->limit_text);
  const auto limit = *terms->limit;
  const auto described = calendar::describe(language, limit);
  const auto label = message(language, "guide.time_label");
  if (limit.kind == LimitKind::none) return {label, message(language, "guide.no_due"), {}, {}};
  const auto answer = calendar::due_date(asked.now, limit, asked.timetable);
  if (!answer || !answer->due) return {label, described, {}, {}};
  const bool by_date = limit.kind == LimitKind::same_day || limit.kind == LimitKind::calendar_days;
  const auto& note = terms->note.in(language);
  PromiseText text{message(language, "guide.if_now"),
                   said_due(asked, *answer->due, by_date),
                   note.empty() ? message(language, "guide.limit_is", {{"limit", described}}) : note,
                   {message(language, "guide.counted", {{"limit", described}})}};
  for (const auto& each : answer->explanation) text.days.push_back(calendar::explain(language, each));
  if (answer->explanation.empty()) text.days.push_back(message(language, "guide.nothing_skipped"));
  return text;
}

void set_promise(http::View& view, const catalogue::ProcedureVersion& procedure,
                 const ProcedureAsked& asked) {
  auto text = promise_text(procedure, asked);
  view.set("when_label", std::move(text.label))
      .set("when", std::move(text.when))
      .maybe("when_note", text.note);
  view.set("why", false);
  if (!text.days.empty()) view.set("why", http::View().set("days", lines(text.days)));
}

}  // namespace motcua::guide
