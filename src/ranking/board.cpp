#include "ranking/board.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

using std::chrono::days;

// How a span of days counts in the answer.
struct Weight {
  int inside, before, until;
};

void append(std::string& text, LocalDate from, LocalDate to, Grain widest, Weight weight) {
  for (const auto& piece : pieces(from, to, widest)) {
    text += fmt::format("{}[{},{},{},{},{}]", text.empty() ? "" : ",", static_cast<int>(piece.grain),
                        day_number(piece.start), piece.sign * weight.inside, piece.sign * weight.before,
                        piece.sign * weight.until);
  }
}

// What happened in the period and what was in hand before it and at its end, or today while it lasts: what a
// clock that ran ahead dated after today counts when its day comes.
std::string weighted_pieces(const Asked& asked, View view) {
  const Grain grain = grains_of_cells(view, asked.unit.empty()).widest;
  const auto& period = asked.period;
  const LocalDate judged = judged_on(period, asked.today);
  std::string text;
  append(text, first_counted_day, period.from - days(1), grain, {0, 1, 1});
  append(text, period.from, judged, grain, {1, 0, 1});
  return "[" + text + "]";
}

// The columns that sums_of.sql and days_of.sql have in common, from `first` on.
Figures flows_in(const store::Row& row, std::size_t first) {
  const auto flow = [&](Figure figure) { return row.integer(first + static_cast<std::size_t>(figure)); };
  Figures f;
  f.received = flow(Figure::received);
  f.taken_over = flow(Figure::taken_over);
  f.not_accepted = flow(Figure::not_accepted);
  f.early = flow(Figure::early);
  f.withdrawn = flow(Figure::withdrawn);
  f.on_time = flow(Figure::on_time) + f.withdrawn;
  f.overdue = flow(Figure::overdue);
  f.stopped = flow(Figure::stopped);
  f.handed_over = flow(Figure::handed_over);
  f.re_appointed = flow(Figure::re_appointed);
  f.ended_re_appointed = flow(Figure::ended_re_appointed);
  f.received_counter = row.integer(first + 11);
  f.received_online = row.integer(first + 12);
  f.received_post = row.integer(first + 13);
  return f;
}

// The columns of sums_of.sql.
Figures figures_in(const store::Row& row) {
  Figures f = flows_in(row, 2);
  f.carried_over = row.integer(16);
  f.in_process_overdue = row.integer(20);
  f.in_process_within = row.integer(17) - f.in_process_overdue;
  f.supplement = row.integer(18);
  f.paused = row.integer(19);
  f.to_hand_over = row.integer(21);
  return f;
}

std::int64_t all_in_hand(const Figures& f) {
  return f.in_process_within + f.in_process_overdue + f.supplement + f.paused;
}

// A day after `standing` on which nothing happens.
Figures in_hand(const Figures& standing) {
  Figures f;
  f.carried_over = all_in_hand(standing);
  f.in_process_within = standing.in_process_within;
  f.in_process_overdue = standing.in_process_overdue;
  f.supplement = standing.supplement;
  f.paused = standing.paused;
  f.to_hand_over = standing.to_hand_over;
  return f;
}

// A day after `standing` with what happened on it; the columns of days_of.sql.
Figures day_after(const store::Row& row, const Figures& standing) {
  Figures f = flows_in(row, 1);
  f.carried_over = all_in_hand(standing);
  f.in_process_overdue = standing.in_process_overdue + row.integer(18);
  f.in_process_within =
      standing.in_process_within + standing.in_process_overdue + row.integer(15) - f.in_process_overdue;
  f.supplement = standing.supplement + row.integer(16);
  f.paused = standing.paused + row.integer(17);
  f.to_hand_over = standing.to_hand_over + f.early + f.on_time - f.withdrawn + f.overdue - f.handed_over;
  return f;
}

std::vector<Keyed> read_sums(store::Reader& reader, const Asked& asked, View view, const std::string& item) {
  std::vector<Keyed> lines;
  for (const auto& row : reader.run(sql::sums_of, {weighted_pieces(asked, view), static_cast<int>(view),
                                                   asked.unit, asked.unit, item, asked.channel})) {
    Keyed line{row.text(1), figures_in(row), {}};
    if (line.figures != Figures{}) lines.push_back(std::move(line));
  }
  return lines;
}

void find_medians(Keyed& line) {
  line.figures.median_minutes = percentile(line.times, 50);
  line.figures.ninetieth_minutes = percentile(line.times, 90);
}

void sort_and_add_up(Steps& steps) {
  std::sort(steps.begin(), steps.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < steps.size();) {
    auto sum = steps[i];
    for (++i; i < steps.size() && steps[i].first == sum.first; ++i) sum.second += steps[i].second;
    if (sum.second != 0) steps[kept++] = sum;
  }
  steps.resize(kept);
}

// The sums of working times that a view of a scope is found in: the days of a unit are those of its
// procedures.
std::string pieces_of_times(const Asked& asked, View view) {
  const Grains grains = grains_of_times(view, asked.unit.empty());
  std::string text;
  const LocalDate judged = judged_on(asked.period, asked.today);
  for (const auto& piece : pieces(asked.period.from, judged, grains.widest)) {
    const View kept_in = grains.hold(piece.grain) ? view : View::procedure;
    text += fmt::format("{}[{},{},{},{}]", text.empty() ? "" : ",", static_cast<int>(kept_in),
                        static_cast<int>(piece.grain), day_number(piece.start), piece.sign);
  }
  return "[" + text + "]";
}

// Lines are in order of their key, rows in none; those of one key mostly stand together.
void add_times(store::Reader& reader, const Asked& asked, View view, const std::string& item,
               std::vector<Keyed>& lines) {
  if (lines.empty()) return;
  auto line = lines.begin();
  for (const auto& row : reader.run(sql::times_of, {pieces_of_times(asked, view), static_cast<int>(view),
                                                    asked.unit, item, asked.channel})) {
    const std::string& key = row.text(0);
    if (line == lines.end() || line->key != key)
      line = std::lower_bound(lines.begin(), lines.end(), key,
                              [](const Keyed& each, const std::string& of) { return each.key < of; });
    if (line != lines.end() && line->key == key) line->times.emplace_back(row.integer(1), row.integer(2));
  }
  for (auto& each : lines) {
    sort_and_add_up(each.times);
    find_medians(each);
  }
}

std::vector<Keyed> read_all(store::Reader& reader, const Asked& asked, View view, const std::string& item) {
  auto lines = read_sums(reader, asked, view, item);
  add_times(reader, asked, view, item, lines);
  return lines;
}

}  // namespace

void add(Keyed& to, const Keyed& more) {
  const auto sum = [&](std::int64_t Figures::*figure) { to.figures.*figure += more.figures.*figure; };
  for (const auto figure : {&Figures::received,
                            &Figures::received_counter,
                            &Figures::received_online,
                            &Figures::received_post,
                            &Figures::taken_over,
                            &Figures::carried_over,
                            &Figures::not_accepted,
                            &Figures::early,
                            &Figures::on_time,
                            &Figures::overdue,
                            &Figures::withdrawn,
                            &Figures::stopped,
                            &Figures::handed_over,
                            &Figures::re_appointed,
                            &Figures::ended_re_appointed,
                            &Figures::in_process_within,
                            &Figures::in_process_overdue,
                            &Figures::supplement,
                            &Figures::paused,
                            &Figures::to_hand_over}) {
    sum(figure);
  }
  std::map<std::int64_t, std::int64_t> times(to.times.begin(), to.times.end());
  for (const auto& [minutes, dossiers] : more.times) times[minutes] += dossiers;
  to.times.assign(times.begin(), times.end());
  find_medians(to);
}

Figures figures_of(store::Reader& reader, const Asked& asked) {
  const View view = asked.procedure.empty() ? View::all : View::procedure;
  const auto lines = read_all(reader, asked, view, asked.procedure);
  return lines.empty() ? Figures{} : lines.front().figures;
}

Figures counts_of(store::Reader& reader, const Asked& asked) {
  const View view = asked.procedure.empty() ? View::all : View::procedure;
  const auto lines = read_sums(reader, asked, view, asked.procedure);
  return lines.empty() ? Figures{} : lines.front().figures;
}

// From what was in hand before the first day on, day by day.
std::vector<DayFigures> figures_by_day(store::Reader& reader, const Asked& asked) {
  const LocalDate first = asked.period.from, last = judged_on(asked.period, asked.today);
  CHECK((last - first).count() < most_days);
  const View view = asked.procedure.empty() ? View::all : View::procedure;
  Asked eve = asked;
  eve.period = {PeriodKind::day, first - days(1), first - days(1)};
  Figures standing = counts_of(reader, eve);

  std::string list;
  for (LocalDate day = first; day <= last; day += days(1))
    list += fmt::format("{}{}", list.empty() ? "" : ",", day_number(day));
  const auto rows = reader.run(
      sql::days_of, {"[" + list + "]", static_cast<int>(view), asked.unit, asked.procedure, asked.channel});
  std::vector<DayFigures> found;
  auto row = rows.begin();
  for (LocalDate day = first; day <= last; day += days(1)) {
    Figures figures = in_hand(standing);
    if (row != rows.end() && row->integer(0) == day_number(day)) {
      figures = day_after(*row, standing);
      ++row;
    }
    standing = figures;
    found.push_back({day, figures});
  }
  return found;
}

std::vector<Keyed> figures_by_procedure(store::Reader& reader, const Asked& asked) {
  return read_all(reader, asked, View::procedure, asked.procedure);
}

std::vector<Keyed> figures_by_officer(store::Reader& reader, const Asked& asked, UtcOffset offset) {
  auto lines = read_all(reader, asked, View::officer, "");
  if (judged_on(asked.period, asked.today) != asked.today) return lines;
  for (const auto& row : reader.run(
           sql::held_by_post, {asked.unit, to_instant(LocalTime(asked.today), offset), asked.channel})) {
    const std::string post = row.uuid(0).text();
    auto line = std::lower_bound(lines.begin(), lines.end(), post,
                                 [](const Keyed& each, const std::string& key) { return each.key < key; });
    if (line == lines.end() || line->key != post) line = lines.insert(line, {post, {}, {}});
    line->figures.in_process_overdue = row.integer(2);
    line->figures.in_process_within = row.integer(1) - row.integer(2);
  }
  return lines;
}

std::vector<Keyed> figures_by_unit(store::Reader& reader, const Asked& asked) {
  std::vector<Keyed> lines;
  for (const auto& row :
       reader.run(sql::sums_of, {weighted_pieces(asked, View::all), static_cast<int>(View::all), first_unit,
                                 last_unit, "", asked.channel})) {
    Keyed line{row.text(0), figures_in(row), {}};
    if (line.figures != Figures{}) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace motcua::ranking
