#include "workflow/work_list.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "workflow/filters.h"
#include "workflow/sql.h"
#include "workflow/urgency.h"
#include "workflow/work_count.h"

namespace motcua::workflow {
namespace {

struct View {
  ViewLanes lanes;
  const store::Query& list;
  bool by_post;  // asked for each of my posts, else for each of my agencies
};

// Running dossiers stand in lanes 2 and 3; what is only submitted has no due date yet.
const std::array<View, 5>& all_views() {
  static const std::array<View, 5> views{{{{"mine", 0, 0, true}, sql::list_mine, true},
                                          {{"unassigned", 1, 2, true}, sql::list_unassigned, false},
                                          {{"office", 2, 3, true}, sql::list_office, false},
                                          {{"paused", 4, 4, false}, sql::list_paused, false},
                                          {{"done", 5, 5, false}, sql::list_done, false}}};
  return views;
}

DueBounds bounds(const calendar::Timetable& timetable, Instant now) {
  const LocalDate today = local_date(now, timetable.offset());
  const Instant today_ends = to_instant(LocalTime(today + std::chrono::days(1)), timetable.offset());
  LocalDate next = today + std::chrono::days(1);
  if (timetable.calendar().covers(next)) next = timetable.first_worked(next).value_or(next);
  return {now, today_ends, to_instant(LocalTime(next + std::chrono::days(1)), timetable.offset())};
}

// One's own posts, and those that one covers: their work is on one's list.
std::vector<Uuid> worked_for(const identity::Caller& caller) {
  std::vector<Uuid> posts;
  for (const auto& post : caller.posts()) posts.push_back(post.id);
  for (const auto& covered : caller.covered()) posts.push_back(covered.post.id);
  return posts;
}

// The left column counts each view whole.
std::vector<ViewCount> count_views(store::Reader& reader, const identity::Caller& caller,
                                   const std::vector<std::string>& agencies, const DueBounds& until) {
  LaneCounts sum{};
  for (const auto& agency : agencies) {
    const LaneCounts lanes = tallies_of(reader, agency, "", 0);
    for (std::size_t i = 0; i < sum.size(); ++i) sum.at(i) += lanes.at(i);
  }
  std::vector<ViewCount> counts;
  for (const auto& view : all_views()) {
    std::int64_t all = view.by_post ? 0 : in_view(view.lanes, sum);
    if (view.by_post) all += count_posts(reader, worked_for(caller), {}, until).all;
    counts.push_back({std::string(view.lanes.name), all});
  }
  return counts;
}

WorkCounts count_chosen(store::Reader& reader, const View& view, const identity::Caller& caller,
                        const std::vector<std::string>& agencies, const WorkAsked& asked,
                        const DueBounds& until) {
  WorkCounts sum;
  if (view.by_post) {
    sum += count_posts(reader, worked_for(caller), asked, until);
  } else {
    for (const auto& agency : agencies) sum += count_agency(reader, view.lanes, agency, asked, until);
  }
  return sum;
}

// What the official's own filters let through, each counted like a chosen view.
std::vector<SavedCount> count_saved(store::Reader& reader, const identity::Caller& caller,
                                    const std::vector<std::string>& agencies, const DueBounds& until) {
  std::vector<SavedCount> counts;
  for (const auto& filter : filters_of(reader, caller)) {
    const auto& views = all_views();
    const auto view =
        std::find_if(views.begin(), views.end(), [&](const View& v) { return v.lanes.name == filter.view; });
    CHECK(view != views.end());
    WorkAsked asked{filter.view, filter.procedure, filter.step, 0, {}};
    if (const auto channel = catalogue::channel_of(filter.channel))
      asked.channel = static_cast<int>(*channel);
    counts.push_back({filter.name, filter.view, filter.procedure, filter.step, filter.channel,
                      count_chosen(reader, *view, caller, agencies, asked, until).all});
  }
  return counts;
}

struct Found {
  WorkPlace place;
  store::Row row;  // lane_order, then the columns of listed.sql
};

// A page of each key, merged and cut: a person has two or three posts, never many. What one of my agencies
// receives and another solves is found twice and shown once.
std::vector<Found> page_of(store::Reader& reader, const View& view, const identity::Caller& caller,
                           const std::vector<std::string>& agencies, const WorkAsked& asked) {
  std::vector<Found> found;
  const auto ask = [&](const store::Param& key) {
    for (auto& row : reader.run(view.list, {key, asked.procedure, asked.step, asked.channel,
                                            asked.after.order, asked.after.id})) {
      found.push_back({{row.integer(0), row.uuid(1)}, row});
    }
  };
  if (view.by_post) {
    for (const auto& post : worked_for(caller)) ask(post);
  } else {
    for (const auto& agency : agencies) ask(agency);
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.place < b.place; });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const Found& a, const Found& b) { return a.place == b.place; }),
              found.end());
  if (found.size() > rows_per_page) {
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(rows_per_page), found.end());
  }
  return found;
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

namespace {

// From column `from` on, `row` holds the columns of listed.sql.
WorkItem item_of(const Installation& installation, Names& names, const store::Row& row, std::size_t from,
                 Instant now, Language language) {
  const auto& timetable = installation.timetables.of(row.text(from + 6));
  const Clocked clocked{static_cast<dossier::Status>(row.integer(from + 4)),
                        static_cast<dossier::Halt>(row.integer(from + 5)), row.instant_or_null(from + 9)};
  const Urgency level = urgency(clocked, now, timetable.offset());
  WorkItem item;
  item.id = row.uuid(from);
  item.code = row.text(from + 1);
  const auto& procedure = row.text(from + 2);
  const auto version = installation.shelf.current()->version(
      fmt::format("{}/{}", procedure, dossier::catalogue_version_of(row.text(from + 11))));
  item.procedure = {procedure, version ? version->name.in(language) : procedure};
  const bool can_be_opened = !row.is_null(from + 12) && !row.is_null(from + 13);
  if (can_be_opened) {
    item.owner_name =
        installation.dossiers.applicant_name(item.id, row.bytes(from + 12), row.bytes(from + 13));
  }
  if (const auto step = row.text_or_null(from + 7))
    item.step = NamedKey{*step, message(language, "step." + *step)};
  if (const auto holder = row.uuid_or_null(from + 8)) item.holder = names.name(*holder);
  item.status = static_cast<int>(clocked.status);
  item.state = name_of(level);
  item.due_at = clocked.due_at;
  item.remaining_working_minutes = remaining_working_minutes(clocked, now, timetable);
  item.due_group = due_group(level, clocked.status, clocked.due_at, now, timetable.offset(), language);
  item.channel = catalogue::name_of(static_cast<catalogue::Channel>(row.integer(from + 3)));
  item.version = row.integer(from + 10);
  return item;
}

}  // namespace

WorkItem work_item(const Installation& installation, store::Reader& reader, Names& names, const Uuid& id,
                   Instant now, Language language) {
  const auto row = reader.one(sql::listed, {id});
  CHECK(row.has_value());
  return item_of(installation, names, *row, 0, now, language);
}

Expected<WorkPage> work_page(const Installation& installation, store::Reader& reader,
                             const identity::Caller& caller, const WorkAsked& asked, Language language) {
  const auto& views = all_views();
  const auto view =
      std::find_if(views.begin(), views.end(), [&](const View& v) { return v.lanes.name == asked.view; });
  if (view == views.end()) return refuse("workflow.view_unknown", "?view", {{"view", asked.view}});
  const Instant now = installation.clock.now();
  const auto& timetable = installation.timetables.usual();
  const DueBounds until = bounds(timetable, now);
  const auto agencies = agencies_of(installation, caller);

  WorkPage page;
  page.now = now;
  page.views = count_views(reader, caller, agencies, until);
  page.saved = count_saved(reader, caller, agencies, until);
  // Figures and pages of the chosen view follow the filters.
  const WorkCounts chosen = count_chosen(reader, *view, caller, agencies, asked, until);
  page.counts = chosen.due;
  page.total = chosen.all;
  page.pages = std::max<std::int64_t>((page.total + rows_per_page - 1) / rows_per_page, 1);
  Names names(reader);
  const auto found = page_of(reader, *view, caller, agencies, asked);
  for (const auto& each : found) {
    page.items.push_back(item_of(installation, names, each.row, 1, now, language));
  }
  if (found.size() == rows_per_page) page.next = text_of(found.back().place);
  if (const auto left = timetable.working_time_left_today(now)) {
    page.working_minutes_left_today = std::chrono::floor<std::chrono::minutes>(*left).count();
  }
  return page;
}

std::string text_of(const WorkPlace& place) { return fmt::format("{}.{}", place.order, place.id.text()); }

std::optional<WorkPlace> read_place(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto order = parse_integer(text.substr(0, dot));
  const auto id = Uuid::parse(text.substr(dot + 1));
  if (!order || !id) return std::nullopt;
  return WorkPlace{*order, *id};
}

}  // namespace motcua::workflow
