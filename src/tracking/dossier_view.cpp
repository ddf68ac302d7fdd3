#include "tracking/dossier_view.h"

#include "base/text.h"
#include "calendar/calendar.h"
#include "guide/guide.h"

namespace motcua::tracking {
namespace {

using http::View;

constexpr std::size_t longest_large_title =
    60;  // characters; the answer must not slip below the first screen
constexpr long minutes_per_hour = 60;
constexpr long minutes_per_day = 8 * minutes_per_hour;

std::string say(Language language, std::string_view id, const Params& params = {}) {
  return message(language, "tracking." + std::string(id), params);
}

std::string date_of(Language language, Instant instant) {
  return calendar::long_date(language, local_date(instant));
}

// "Thứ Năm 26/11/2026, trước 09:42"
std::string promised(Language language, Instant due) {
  return say(language, "before",
             {{"date", date_of(language, due)}, {"time", guide::clock_text(due, province_offset)}});
}

// Which of the badge's shapes: one of late, today, run, yours, paused, done, stop.
std::string_view shape_of(State state) {
  switch (state) {
    case State::overdue:
      return "late";
    case State::due_today:
      return "today";
    case State::running:
    case State::received:
      return "run";
    case State::waiting:
      return "yours";
    case State::paused:
      return "paused";
    case State::done:
    case State::handed_over:
      return "done";
    case State::stopped:
    case State::withdrawn:
    case State::refused:
      return "stop";
  }
  return "run";
}

std::string words_of(Language language, const TrackedDossier& dossier) {
  const auto timed = [&](std::string_view plain, std::string_view with_time) {
    if (!dossier.working_minutes) return say(language, plain);
    return say(language, with_time,
               {{"time", working_time_text(language, std::abs(*dossier.working_minutes))}});
  };
  switch (dossier.state) {
    case State::overdue:
      return timed("state.late", "state.late_by");
    case State::due_today:
      return timed("state.today", "state.today_left");
    case State::running:
      return timed("state.run", "state.run_left");
    case State::received:
      return say(language, "state.received");
    case State::waiting:
      return say(language, "state.yours");
    case State::paused:
      return say(language, "state.paused");
    case State::done:
      return say(language, "state.done");
    case State::handed_over:
      return say(language, "state.handed_over");
    case State::stopped:
      return say(language, "state.stop");
    case State::withdrawn:
      return say(language, "state.withdrawn");
    case State::refused:
      return say(language, "state.refused");
  }
  return {};
}

bool is_closed(State state) { return shape_of(state) == "done" || shape_of(state) == "stop"; }

void set_state(View& view, Language language, const TrackedDossier& dossier) {
  const auto shape = shape_of(dossier.state);
  view.set("state", shape).set("state_text", words_of(language, dossier));
  for (const auto* each : {"late", "today", "run", "yours", "paused", "done", "stop"})
    view.set(each, each == shape);
}

View line(std::string text) { return View().set("text", std::move(text)); }

void set_todo(View& view, Language language, const TrackedDossier& dossier, bool trusted) {
  view.set("todo", false);
  if (!trusted || dossier.state != State::waiting) return;
  const auto& ours = dossier.confidential;
  std::vector<View> needs;
  for (const auto& each : ours.needed) {
    needs.push_back(View()
                        .set("text", each.name.in(language))
                        .set("kind", each.kind.in(language))
                        .maybe("reason", each.reason)
                        .maybe("basis", each.basis));
  }
  const auto count = std::to_string(needs.size());
  View todo;
  todo.maybe("needs_title", needs.empty() ? std::string() : say(language, "bring_more", {{"count", count}}));
  todo.set("needs", std::move(needs)).maybe("reason", ours.needed_reason);
  todo.set("where", say(language, "bring_where", {{"office", ours.bring_to.in(language)}}));
  view.set("todo", std::move(todo));
}

void set_result(View& view, Language language, const TrackedDossier& dossier, bool trusted) {
  view.set("result", false);
  if (!trusted || !dossier.confidential.result) return;
  const auto& result = *dossier.confidential.result;
  View box;
  box.set("name", result.name.in(language));
  box.set("finished", say(language, "finished_at",
                          {{"date", date_of(language, result.finished_at)},
                           {"time", guide::clock_text(result.finished_at, province_offset)}}));
  const auto& office = result.fetch_at.in(language);
  box.set("where", result.handed_over_at
                       ? say(language, "fetched", {{"date", date_of(language, *result.handed_over_at)}})
                   : office.empty() ? say(language, "fetch_post")
                                    : say(language, "fetch", {{"office", office}}));
  view.set("result", std::move(box));
}

std::string awaited(Language language, const TrackedDossier& dossier) {
  const auto& agency = dossier.confidential.awaited_agency.in(language);
  return agency.empty() ? agency : say(language, "awaits", {{"agency", agency}});
}

void set_promise(View& view, Language language, const TrackedDossier& dossier, bool trusted) {
  view.set("promise", false);
  if (is_closed(dossier.state)) return;
  const bool stopped = dossier.clock_stopped_since.has_value();
  const bool waits = dossier.state == State::waiting;
  const auto due = stopped ? dossier.due_if_answered_now : dossier.due_at;
  View box;
  if (stopped) {
    box.set("stopped",
            View()
                .maybe("if_today", due ? say(language, waits ? "if_today" : "if_resumed") : std::string())
                .maybe("awaits", trusted ? awaited(language, dossier) : std::string())
                .maybe("reason", trusted ? dossier.confidential.pause_reason : std::string()));
  } else {
    box.set("stopped", false);
  }
  box.maybe("date", due ? promised(language, *due) : std::string());
  const bool never_promised = !due && !stopped;
  box.maybe("no_date", never_promised
                           ? say(language, dossier.without_due_date ? "no_due" : "not_promised_yet")
                           : std::string());
  box.maybe("first", dossier.first_due_at && dossier.first_due_at != dossier.due_at
                         ? say(language, "was_promised", {{"date", date_of(language, *dossier.first_due_at)}})
                         : std::string());
  box.set("why", false);
  if (trusted && !dossier.confidential.explanation.empty()) {
    std::vector<View> days;
    for (const auto& each : dossier.confidential.explanation) days.push_back(line(each.in(language)));
    box.set("why", View().set("days", std::move(days)));
  }
  view.set("promise", std::move(box));
}

View stage_view(Language language, const TrackedDossier& dossier, const TrackedStage& stage, bool trusted) {
  const bool done = stage.progress == Progress::done, now = stage.progress == Progress::now;
  const std::string office = trusted ? stage.office.in(language) : std::string();
  const auto when = stage.since ? calendar::long_date_time(language, *stage.since) : std::string();
  View view;
  view.set("shape", done ? "d" : now ? "n" : "ahead").set("done", done).set("now", now);
  view.set("word", say(language, done ? "stage_done" : now ? "stage_now" : "stage_ahead"));
  view.set("name", stage.name.in(language));
  const bool held = now && !office.empty() && !when.empty() && !is_closed(dossier.state);
  view.maybe("place", held ? say(language, "since", {{"office", office}, {"when", when}}) : office);
  view.maybe("when", held ? std::string() : when);
  const auto& initials = dossier.confidential.owner_initials;
  view.maybe("owner", trusted && now && !initials.empty() && !is_closed(dossier.state)
                          ? say(language, "owner", {{"initials", initials}})
                          : std::string());
  view.maybe("stopped",
             now && dossier.clock_stopped_since
                 ? say(language, "stopped_since",
                       {{"when", calendar::long_date_time(language, *dossier.clock_stopped_since)}})
                 : std::string());
  return view;
}

}  // namespace

std::string working_time_text(Language language, long minutes) {
  const auto number = [](long value) { return std::to_string(value); };
  if (minutes < minutes_per_hour) return say(language, "minutes", {{"minutes", number(minutes)}});
  const long days = minutes / minutes_per_day;
  const long hours = minutes % minutes_per_day / minutes_per_hour;
  if (days > 0) {
    return hours == 0 ? say(language, "days", {{"days", number(days)}})
                      : say(language, "days_hours", {{"days", number(days)}, {"hours", number(hours)}});
  }
  const long rest = minutes % minutes_per_hour;
  return rest == 0 ? say(language, "hours", {{"hours", number(hours)}})
                   : say(language, "hours_minutes", {{"hours", number(hours)}, {"minutes", number(rest)}});
}

View dossier_view(Language language, const TrackedDossier& dossier, bool trusted) {
  View view;
  // What is asked for says something about a person (a death, a divorce): by code alone only stage and dates.
  const std::string title =
      trusted ? dossier.procedure_name.in(language) : message(language, "tracking.untitled");
  view.set("code", dossier.code)
      .set("path", guide::tracking_path(dossier.code))
      .set("procedure", title)
      .set("long", length_in_characters(title) > longest_large_title)
      .set("ask_secret", !trusted)
      .maybe("ending_reason", trusted ? dossier.confidential.ending_reason : std::string());
  set_state(view, language, dossier);
  set_todo(view, language, dossier, trusted);
  set_result(view, language, dossier, trusted);
  set_promise(view, language, dossier, trusted);
  std::vector<View> stages;
  for (const auto& stage : dossier.stages) stages.push_back(stage_view(language, dossier, stage, trusted));
  view.set("stages", std::move(stages));
  return view;
}

}  // namespace motcua::tracking
