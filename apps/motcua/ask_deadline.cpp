#include "motcua/ask_deadline.h"

#include <ostream>

#include "base/json.h"

namespace motcua::app {
namespace {

using calendar::Due;
using calendar::Limit;

void tell(const Problems& problems, Language language, std::ostream& err) {
  for (const auto& problem : problems) err << problem_message(language, problem) << '\n';
}

json::object problems_json(const Problems& problems, Language language) {
  json::array list;
  for (const auto& problem : problems)
    list.push_back({{"code", problem.code}, {"text", problem_message(language, problem)}});
  return {{"problems", std::move(list)}};
}

json::object due_json(const Due& due, Language language) {
  return {{"due", due.due ? json::value(format_iso(*due.due)) : json::value(nullptr)},
          {"explanation", calendar::to_json(due.explanation, language)}};
}

void write_text(const Due& due, Limit limit, Instant received, Language language, std::ostream& out) {
  if (!due.due) {
    out << message(language, "calendar.answer.no_due") << '\n';
    return;
  }
  out << message(language, "calendar.answer.due", {{"due", calendar::long_date_time(language, *due.due)}})
      << '\n'
      << message(language, "calendar.answer.counted",
                 {{"limit", calendar::describe(language, limit)},
                  {"received", calendar::long_date_time(language, received)}})
      << '\n';
  if (due.explanation.empty()) {
    out << message(language, "calendar.answer.nothing_skipped") << '\n';
    return;
  }
  out << message(language, "calendar.answer.skipped") << '\n';
  for (const auto& day : due.explanation) out << "  - " << calendar::explain(language, day) << '\n';
}

}  // namespace

int ask_deadline(const DeadlineQuestion& question, std::ostream& out, std::ostream& err) {
  Problems wrong;
  const auto limit = calendar::parse_limit(question.limit, "/limit");
  if (!limit) wrong = limit.error();
  const auto received = parse_instant(question.received);
  if (!received)
    wrong.push_back({"calendar.received_unreadable", "/received", {{"text", question.received}}});
  if (!wrong.empty()) {
    tell(wrong, question.language, err);
    return 2;
  }
  const auto due = calendar::due_date(*received, *limit,
                                      question.calendar ? *question.calendar : calendar::shipped_calendar(),
                                      question.hours ? *question.hours : calendar::default_hours());
  if (!due) {
    if (question.json) out << pretty_json(problems_json(due.error(), question.language)) << '\n';
    tell(due.error(), question.language, err);
    return 1;
  }
  if (question.json) {
    out << pretty_json(due_json(*due, question.language)) << '\n';
  } else {
    write_text(*due, *limit, *received, question.language, out);
  }
  return 0;
}

}  // namespace motcua::app
