#include "workflow/work_list.h"

#include <tuple>

#include "base/check.h"
#include "workflow/sql.h"
#include "workflow/urgency.h"

namespace motcua::workflow {
namespace {

using dossier::State;

struct View {
  std::string_view name;
  const store::Query& list;
  const store::Query& count;
  bool by_post;  // asked for each of my posts, else for each of my agencies
};

const std::array<View, 5>& all_views() {
  static const std::array<View, 5> views{{{"mine", sql::list_mine, sql::count_mine, true},
                                          {"unassigned", sql::list_unassigned, sql::count_unassigned, false},
                                          {"office", sql::list_office, sql::count_office, false},
                                          {"paused", sql::list_paused, sql::count_paused, false},
                                          {"done", sql::list_done, sql::count_done, false}}};
  return views;
}

// Midnight after today, and midnight after the next working day.
struct Bounds {
  Instant today_ends;
  Instant next_ends;
};

Bounds bounds(const calendar::Timetable& timetable, Instant now) {
  const LocalDate today = local_date(now, timetable.offset());
  const Instant today_ends = to_instant(LocalTime(today + std::chrono::days(1)), timetable.offset());
  LocalDate next = today + std::chrono::days(1);
  if (timetable.calendar().covers(next)) next = timetable.first_worked(next).value_or(next);
  return {today_ends, to_instant(LocalTime(next + std::chrono::days(1)), timetable.offset())};
}

struct Counts {
  std::int64_t all = 0;
  DueCounts due;
};

template <class Run>
void for_each_key(const View& view, const Installation& installation, const identity::Caller& caller,
                  Run run) {
  if (view.by_post) {
    for (const auto& post : caller.posts()) run(store::Param(post.id));
  } else {
    for (const auto& agency : agencies_of(installation, caller)) run(store::Param(agency));
  }
}

Counts count(const View& view, const Installation& installation, store::Reader& reader,
             const identity::Caller& caller, const WorkAsked& filter, Instant now, const Bounds& until) {
  Counts sum;
  for_each_key(view, installation, caller, [&](const store::Param& key) {
    const auto row = *reader.one(view.count, {key, now, until.today_ends, until.next_ends, filter.procedure,
                                              filter.step, filter.channel});
    sum.all += row.integer(0);
    sum.due.later += row.integer(1) - row.integer(2) - row.integer(3) - row.integer(4);
    sum.due.overdue += row.integer(2);
    sum.due.due_today += row.integer(3);
    sum.due.next += row.integer(4);
  });
  return sum;
}

// By due date; what has none after those, results that only wait to be handed over last: as the lists are
// sorted.
bool sooner(const State& a, const State& b) {
  const auto rank = [](const State& s) {
    const bool waits = s.position.status == dossier::Status::finished;
    return std::tuple(waits ? 2 : s.due_at ? 0 : 1, s.due_at.value_or(Instant::max()), s.id);
  };
  return rank(a) < rank(b);
}

// The first `page` pages of each key, merged and cut: a person has two or three posts, never many.
std::vector<State> page_of(const View& view, const Installation& installation, store::Reader& reader,
                           const identity::Caller& caller, const WorkAsked& asked) {
  std::vector<State> states;
  int keys = 0;
  for_each_key(view, installation, caller, [&](const store::Param&) { ++keys; });
  const std::int64_t skip = (asked.page - 1) * rows_per_page;
  for_each_key(view, installation, caller, [&](const store::Param& key) {
    const std::int64_t rows = keys == 1 ? rows_per_page : skip + rows_per_page;
    const std::int64_t passed = keys == 1 ? skip : 0;
    for (const auto& row :
         reader.run(view.list, {key, asked.procedure, asked.step, asked.channel, rows, passed})) {
      states.push_back(dossier::read_state(json::parse(row.text(1))));
    }
  });
  if (keys > 1) {
    if (view.name != "done") std::stable_sort(states.begin(), states.end(), sooner);
    states.erase(states.begin(),
                 states.begin() + std::min<std::int64_t>(skip, static_cast<std::int64_t>(states.size())));
    if (states.size() > rows_per_page) states.resize(rows_per_page);
  }
  return states;
}

DueGroup due_group(Urgency urgency, dossier::Status status, std::optional<Instant> due, Instant now,
                   UtcOffset offset, Language language) {
  switch (urgency) {
    case Urgency::overdue:
      return {std::nullopt, message(language, "group.overdue")};
    case Urgency::waiting:
    case Urgency::paused:
      return {std::nullopt, message(language, "group.paused")};
    case Urgency::done:
      return {std::nullopt,
              message(language, status == dossier::Status::finished ? "group.to_hand_over" : "group.done")};
    case Urgency::closed:
      return {std::nullopt, message(language, "group.closed")};
    case Urgency::due_today:
    case Urgency::running:
      break;
  }
  if (!due) return {std::nullopt, message(language, "group.no_due_date")};
  const LocalDate date = local_date(*due, offset);
  const std::string words = calendar::long_date(language, date);
  if (date == local_date(now, offset)) return {date, message(language, "group.today", {{"date", words}})};
  return {date, words};
}

}  // namespace

std::vector<std::string> agencies_of(const Installation& installation, const identity::Caller& caller) {
  std::vector<std::string> codes;
  for (const auto& post : caller.posts()) {
    // The commune's police solve and read what is theirs, and only that.
    const auto& unit = installation.organisation.at(post.unit);
    const bool police = unit.kind == organisation::UnitKind::police;
    const std::string& code = police ? unit.code : installation.organisation.agency_of(post.unit).code;
    // A post that only manages accounts there shows no dossiers, whatever another post elsewhere may read.
    if (!caller.may_read_dossiers_of(code)) continue;
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  }
  return codes;
}

WorkItem work_item(const Installation& installation, store::Reader& reader, Names& names, const State& state,
                   Instant now, Language language) {
  const auto& timetable = installation.timetables.of(state.agencies.received);
  const Clocked clocked{state.position.status, state.position.halt, state.due_at};
  const Urgency level = urgency(clocked, now, timetable.offset());
  const auto version =
      installation.shelf.current()->version(state.procedure + "/" + std::to_string(state.catalogue_version));
  const auto submission = installation.dossiers.submission(reader, state.id);
  WorkItem item;
  item.id = state.id;
  item.code = state.code;
  item.procedure = {state.procedure, version ? version->name.in(language) : state.procedure};
  item.owner_name = submission ? submission->applicant.full_name : "";
  if (const auto* step = state.current_step(); step != nullptr && !dossier::is_final(state.position)) {
    item.step = NamedKey{step->key, message(language, "step." + step->key)};
  }
  if (const auto holder = state.holder()) item.holder = names.name(*holder);
  item.status = static_cast<int>(state.position.status);
  item.state = name_of(level);
  item.due_at = state.due_at;
  item.remaining_working_minutes = remaining_working_minutes(clocked, now, timetable);
  item.due_group = due_group(level, state.position.status, state.due_at, now, timetable.offset(), language);
  item.channel = catalogue::name_of(state.channel);
  item.version = state.version;
  return item;
}

Expected<WorkPage> work_page(const Installation& installation, store::Reader& reader,
                             const identity::Caller& caller, const WorkAsked& asked, Language language) {
  const auto& views = all_views();
  const auto view =
      std::find_if(views.begin(), views.end(), [&](const View& v) { return v.name == asked.view; });
  if (view == views.end()) return refuse("workflow.view_unknown", "?view", {{"view", asked.view}});
  const Instant now = installation.clock.now();
  const auto& timetable = installation.timetables.usual();
  const Bounds until = bounds(timetable, now);

  WorkPage page;
  page.now = now;
  page.page = std::max<std::int64_t>(asked.page, 1);
  // The left column counts each view whole; figures and pages of the chosen one follow the filters.
  for (const auto& each : views) {
    page.views.push_back(
        {std::string(each.name), count(each, installation, reader, caller, {}, now, until).all});
  }
  const Counts chosen = count(*view, installation, reader, caller, asked, now, until);
  page.counts = chosen.due;
  page.total = chosen.all;
  page.pages = std::max<std::int64_t>((page.total + rows_per_page - 1) / rows_per_page, 1);
  Names names(reader);
  for (const auto& state : page_of(*view, installation, reader, caller, asked)) {
    page.items.push_back(work_item(installation, reader, names, state, now, language));
  }
  if (const auto left = timetable.working_time_left_today(now)) {
    page.working_minutes_left_today = std::chrono::floor<std::chrono::minutes>(*left).count();
  }
  return page;
}

}  // namespace motcua::workflow
