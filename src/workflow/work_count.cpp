#include "workflow/work_count.h"

#include "workflow/sql.h"

namespace motcua::workflow {
namespace {

// Columns: running, overdue, due today, due the next day.
DueCounts due_counts(const store::Row& row, std::size_t from) {
  DueCounts due;
  due.overdue = row.integer(from + 1);
  due.due_today = row.integer(from + 2);
  due.next = row.integer(from + 3);
  due.later = row.integer(from) - due.overdue - due.due_today - due.next;
  return due;
}

}  // namespace

WorkCounts& WorkCounts::operator+=(const WorkCounts& other) {
  all += other.all;
  due.overdue += other.due.overdue;
  due.due_today += other.due.due_today;
  due.next += other.due.next;
  due.later += other.due.later;
  return *this;
}

WorkCounts& WorkCounts::operator-=(const WorkCounts& other) {
  all -= other.all;
  due.overdue -= other.due.overdue;
  due.due_today -= other.due.due_today;
  due.next -= other.due.next;
  due.later -= other.due.later;
  return *this;
}

std::int64_t in_view(const ViewLanes& view, const LaneCounts& lanes) {
  const auto first = lanes.at(static_cast<std::size_t>(view.first));
  return view.first == view.second ? first : first + lanes.at(static_cast<std::size_t>(view.second));
}

WorkCounts count_agency(store::Reader& reader, const ViewLanes& view, const std::string& agency,
                        const WorkAsked& asked, const DueBounds& until) {
  WorkCounts counts;
  const bool has_steps = view.name != "done";  // a closed dossier stands at no step
  if (!asked.step.empty() && !has_steps) return counts;
  if (asked.step.empty()) {
    counts.all = in_view(view, tallies_of(reader, agency, asked.procedure, asked.channel));
    if (!view.is_running) return counts;
  }
  if (asked.step.empty() && asked.procedure.empty() && asked.channel == 0) {
    const auto row = *reader.one(
        sql::count_due, {agency, until.now, until.today_ends, until.next_ends, view.first, view.second});
    counts.due = due_counts(row, 0);
    return counts;
  }
  const auto row =
      *reader.one(sql::count_due_filtered, {agency, until.now, until.today_ends, until.next_ends, view.first,
                                            view.second, asked.procedure, asked.step, asked.channel});
  if (view.is_running) counts.due = due_counts(row, 0);
  if (!asked.step.empty()) counts.all = row.integer(4);
  return counts;
}

WorkCounts count_posts(store::Reader& reader, const std::vector<Uuid>& posts, const WorkAsked& asked,
                       const DueBounds& until) {
  WorkCounts sum;
  for (const auto& post : posts) {
    const auto mine = *reader.one(sql::count_mine, {post, until.now, until.today_ends, until.next_ends,
                                                    asked.procedure, asked.step, asked.channel});
    sum += {mine.integer(0), due_counts(mine, 1)};
    for (const auto& holder : posts) {  // held by one of them and given to another: counted at both
      if (holder == post) continue;
      const auto both = *reader.one(sql::count_between, {post, until.now, until.today_ends, until.next_ends,
                                                         asked.procedure, asked.step, asked.channel, holder});
      sum -= {both.integer(0), due_counts(both, 1)};
    }
  }
  return sum;
}

}  // namespace motcua::workflow
