#include "motcua/ask_deadline.h"

#include <fmt/format.h>

#include <fstream>
#include <ostream>
#include <sstream>

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
    list.push_back(
        {{"code", problem.code}, {"field", problem.field}, {"text", problem_message(language, problem)}});
  return {{"problems", std::move(list)}};
}

struct Asked {
  Limit limit;
  Instant received;
  std::vector<calendar::Pause> pauses;
};

struct Line {
  calendar::Stint stint;
  std::int64_t working_minutes;
};

struct Answer {
  Due due;  // shifted by the pauses
  std::vector<Line> account;
};

std::optional<calendar::Pause> parse_pause(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto from = parse_instant(std::string_view(text).substr(0, slash));
  const auto until = parse_instant(std::string_view(text).substr(slash + 1));
  if (!from || !until) return std::nullopt;
  return calendar::Pause{*from, *until};
}

Expected<Asked> read(const DeadlineQuestion& question) {
  Problems wrong;
  const auto limit = calendar::parse_limit(question.limit, "/limit");
  if (!limit) wrong = limit.error();
  const auto received = parse_instant(question.received);
  if (!received)
    wrong.push_back({"calendar.received_unreadable", "/received", {{"text", question.received}}});
  std::vector<calendar::Pause> pauses;
  for (std::size_t i = 0; i < question.pauses.size(); ++i) {
    if (const auto pause = parse_pause(question.pauses[i])) {
      pauses.push_back(*pause);
    } else {
      wrong.push_back(
          {"calendar.pause_unreadable", "/pauses/" + std::to_string(i), {{"text", question.pauses[i]}}});
    }
  }
  if (!wrong.empty()) return refuse(std::move(wrong));
  return Asked{*limit, *received, std::move(pauses)};
}

Expected<std::vector<Line>> account(Instant received, Instant until,
                                    const std::vector<calendar::Pause>& pauses,
                                    const calendar::Timetable& timetable) {
  const auto stints = calendar::divide(received, until, pauses);
  std::vector<Instant> ends{received};
  for (const auto& stint : stints) ends.push_back(stint.until);
  const auto worked = calendar::working_minutes(ends, timetable);
  if (!worked) return refuse(worked.error());
  std::vector<Line> lines;
  for (std::size_t i = 0; i < stints.size(); ++i) lines.push_back({stints[i], (*worked)[i]});
  return lines;
}

Expected<calendar::WorkCalendar> calendar_of(const DeadlineQuestion& question) {
  if (question.calendar_file.empty()) return calendar::shipped_calendar();
  std::ifstream in(question.calendar_file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return refuse("calendar.file_unreadable", "/calendar", {{"detail", question.calendar_file}});
  return calendar::load_calendar(text.str());
}

Expected<Answer> answer(const Asked& asked, const DeadlineQuestion& question) {
  const auto days = calendar_of(question);
  if (!days) return refuse(days.error());
  const calendar::Timetable timetable(*days, question.hours ? *question.hours : calendar::default_hours());
  const auto pauses = calendar::ordered_pauses(asked.received, asked.pauses);
  if (!pauses) return refuse(pauses.error());
  auto due = calendar::due_date(asked.received, asked.limit, timetable);
  if (!due) return refuse(due.error());
  if (due->due) {
    const auto shifted = calendar::shift_due(*due->due, *pauses, timetable);
    if (!shifted) return refuse(shifted.error());
    due->due = *shifted;
  }
  auto lines = account(asked.received, due->due.value_or(asked.received), *pauses, timetable);
  if (!lines) return refuse(lines.error());
  return Answer{*std::move(due), *std::move(lines)};
}

std::string_view holder(const Line& line) { return line.stint.paused ? "paused" : "office"; }

json::object answer_json(const Answer& answer, Language language) {
  json::array account;
  for (const auto& line : answer.account) {
    account.push_back({{"from", format_iso(line.stint.from)},
                       {"to", format_iso(line.stint.until)},
                       {"holder", holder(line)},
                       {"working_minutes", line.working_minutes}});
  }
  return {{"due", answer.due.due ? json::value(format_iso(*answer.due.due)) : json::value(nullptr)},
          {"explanation", calendar::to_json(answer.due.explanation, language)},
          {"account", std::move(account)}};
}

void write_due(const Due& due, const Asked& asked, Language language, std::ostream& out) {
  if (!due.due) {
    out << message(language, "calendar.answer.no_due") << '\n';
    return;
  }
  out << message(language, "calendar.answer.due", {{"due", calendar::long_date_time(language, *due.due)}})
      << '\n'
      << message(language, "calendar.answer.counted",
                 {{"limit", calendar::describe(language, asked.limit)},
                  {"received", calendar::long_date_time(language, asked.received)}})
      << '\n';
  if (due.explanation.empty()) {
    out << message(language, "calendar.answer.nothing_skipped") << '\n';
    return;
  }
  out << message(language, "calendar.answer.skipped") << '\n';
  for (const auto& day : due.explanation) out << "  - " << calendar::explain(language, day) << '\n';
}

void write_account(const std::vector<Line>& account, Language language, std::ostream& out) {
  if (account.empty()) return;
  out << message(language, "calendar.answer.account") << '\n';
  for (const auto& line : account) {
    const std::string minutes = fmt::format("{}:{:02}", line.working_minutes / 60, line.working_minutes % 60);
    out << "  - "
        << message(language, "calendar.answer.account." + std::string(holder(line)),
                   {{"from", calendar::long_date_time(language, line.stint.from)},
                    {"until", calendar::long_date_time(language, line.stint.until)},
                    {"hours", minutes}})
        << '\n';
  }
}

}  // namespace

int ask_deadline(const DeadlineQuestion& question, std::ostream& out, std::ostream& err) {
  const auto asked = read(question);
  if (!asked) {
    tell(asked.error(), question.language, err);
    return 2;
  }
  const auto answered = answer(*asked, question);
  if (!answered) {
    if (question.json) out << pretty_json(problems_json(answered.error(), question.language)) << '\n';
    tell(answered.error(), question.language, err);
    return 1;
  }
  if (question.json) {
    out << pretty_json(answer_json(*answered, question.language)) << '\n';
  } else {
    write_due(answered->due, *asked, question.language, out);
    write_account(answered->account, question.language, out);
  }
  return 0;
}

}  // namespace motcua::app
