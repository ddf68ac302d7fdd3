#include "ranking/behind.h"

#include <array>
#include <limits>

#include "base/check.h"
#include "ranking/source.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

using std::chrono::days;

constexpr std::size_t most_lines = 100;  // on a page
constexpr int most_looked_at = 500;      // for one page

// Flows happen on a day of the period; stocks are what is left on a day.
std::int64_t flow(const std::vector<Move>& moves, Figure figure, LocalDate from, LocalDate to) {
  std::int64_t sum = 0;
  for (const auto& move : moves) {
    if (move.figure == figure && from <= move.day && move.day <= to) sum += move.amount;
  }
  return sum;
}
std::int64_t stock(const std::vector<Move>& moves, std::initializer_list<Figure> figures, LocalDate on) {
  std::int64_t sum = 0;
  for (const auto& move : moves) {
    if (move.day <= on && std::find(figures.begin(), figures.end(), move.figure) != figures.end())
      sum += move.amount;
  }
  return sum;
}

constexpr std::initializer_list<Figure> done{Figure::early, Figure::on_time, Figure::overdue};

// Which dossiers can be behind a figure: a statement, and the moments it is asked for.
struct Candidates {
  const store::Query* query;
  LocalDate from, until;  // first day, and the day after the last
};
Candidates candidates(Shown figure, const Period& period, LocalDate judged_on) {
  const LocalDate end = judged_on + days(1);
  switch (figure) {
    case Shown::received:
    case Shown::received_counter:
    case Shown::received_online:
    case Shown::received_post:
      return {&sql::received_between, period.from, end};
    case Shown::not_accepted:
    case Shown::early:
    case Shown::on_time:
    case Shown::withdrawn:
    case Shown::stopped:
    case Shown::ended_re_appointed:
      return {&sql::ended_between, period.from, end};
    case Shown::overdue:
      return {&sql::ended_late_between, period.from, end};
    case Shown::handed_over:
      return {&sql::handed_over_between, period.from, end};
    case Shown::carried_over:
      return {&sql::open_between, period.from, period.from};
    case Shown::taken_over:
    case Shown::re_appointed:
      return {&sql::open_between, period.from, end};
    case Shown::in_process_within:
    case Shown::in_process_overdue:
    case Shown::supplement:
    case Shown::paused:
      return {&sql::open_between, end, end};
    case Shown::to_hand_over:
      return {&sql::ended_not_handed_over, end, end};
  }
  CHECK(false);
}

store::Rows look(store::Reader& reader, const BehindAsked& asked, UtcOffset offset, int most) {
  const auto& [unit, procedure, channel, period, today] = asked.asked;
  const auto found = candidates(asked.figure, period, judged_on(period, today));
  const Instant from = to_instant(LocalTime(found.from), offset);
  const Instant until = to_instant(LocalTime(found.until), offset);
  if (found.query != &sql::ended_late_between) {
    return reader.run(*found.query, {unit, from, until, procedure, channel, asked.after, most});
  }
  const auto milliseconds = std::chrono::milliseconds(offset.value).count();
  return reader.run(*found.query, {unit, from, until, procedure, channel, asked.after, most, milliseconds});
}

// The channel that the figure itself is of.
std::optional<Channel> channel_of(Shown figure) {
  if (figure == Shown::received_counter) return Channel::counter;
  if (figure == Shown::received_online) return Channel::online;
  if (figure == Shown::received_post) return Channel::post;
  return std::nullopt;
}

BehindAsked narrowed(const BehindAsked& asked, const std::string& unit, const Uuid& after) {
  BehindAsked narrow = asked;
  narrow.asked.unit = unit;
  narrow.after = after;
  if (const auto channel = channel_of(asked.figure)) narrow.asked.channel = static_cast<int>(*channel);
  return narrow;
}

// The one that is asked for, or all from the one whose dossier was looked at last.
std::vector<std::string> units_from(store::Reader& reader, const BehindAsked& asked,
                                    const std::vector<std::string>& units) {
  if (!asked.asked.unit.empty()) return {asked.asked.unit};
  const auto last = reader.one(sql::receiving_unit, {asked.after});
  const auto from = last ? std::find(units.begin(), units.end(), last->text(0)) : units.begin();
  return {from, units.end()};
}

Behind::Line line_of(const store::Row& row) {
  return {row.uuid(0),
          row.text(1),
          row.text(2),
          static_cast<Channel>(row.integer(3)),
          static_cast<dossier::Status>(row.integer(4)),
          row.instant_or_null(5),
          row.instant_or_null(6),
          row.instant_or_null(7),
          row.instant_or_null(8)};
}

// The officer's share: received by who accepted, ended by who solved.
std::vector<Move> moves_for(const std::vector<Move>& moves, const std::optional<Uuid>& officer) {
  if (!officer) return moves;
  std::vector<Move> own;
  for (const auto& move : moves) {
    if (move.post == officer) own.push_back(move);
  }
  return own;
}

// Whether this dossier is one of those asked for.
bool counts_for(store::Reader& reader, const BehindAsked& asked, const store::Row& row, LocalDate judged,
                UtcOffset offset) {
  if (asked.counts_procedure && !asked.counts_procedure(row.text(2))) return false;
  constexpr auto all = std::numeric_limits<std::int64_t>::max();
  Course course;
  std::vector<Move> moves;
  for (const auto& event : events_before(reader, row.uuid(0), all)) {
    const auto effect = follow(course, event, offset);
    moves.insert(moves.end(), effect.moves.begin(), effect.moves.end());
  }
  return is_behind(asked.figure, moves_for(moves, asked.officer), asked.asked.period, judged);
}

// What an officer has in hand is what figures_by_officer counts: the dossiers held today, whoever accepted
// them.
bool is_held_today(const BehindAsked& asked) {
  const bool in_hand = asked.figure == Shown::in_process_within || asked.figure == Shown::in_process_overdue;
  return asked.officer && in_hand && judged_on(asked.asked.period, asked.asked.today) == asked.asked.today;
}
Behind held_today(store::Reader& reader, const BehindAsked& asked, UtcOffset offset) {
  const auto& [unit, procedure, channel, period, today] = asked.asked;
  const int overdue = asked.figure == Shown::in_process_overdue ? 1 : 0;
  Behind found;
  const auto rows =
      reader.run(sql::held_by_officer, {*asked.officer, unit, to_instant(LocalTime(today), offset), overdue,
                                        procedure, channel, asked.after, static_cast<int>(most_lines) + 1});
  for (const auto& row : rows) {
    if (found.lines.size() == most_lines) return found;
    found.looked_at = row.uuid(0);
    if (!asked.counts_procedure || asked.counts_procedure(row.text(2))) found.lines.push_back(line_of(row));
  }
  found.looked_at.reset();
  return found;
}

}  // namespace

const std::vector<std::string_view>& shown_names() {
  static const std::vector<std::string_view> names{"received",
                                                   "received_counter",
                                                   "received_online",
                                                   "received_post",
                                                   "taken_over",
                                                   "carried_over",
                                                   "not_accepted",
                                                   "early",
                                                   "on_time",
                                                   "overdue",
                                                   "withdrawn",
                                                   "stopped",
                                                   "handed_over",
                                                   "re_appointed",
                                                   "ended_re_appointed",
                                                   "in_process_within",
                                                   "in_process_overdue",
                                                   "supplement",
                                                   "paused",
                                                   "to_hand_over"};
  return names;
}

std::optional<Shown> shown_of(std::string_view name) {
  const auto& names = shown_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Shown>(found - names.begin());
}

bool is_behind(Shown figure, const std::vector<Move>& moves, const Period& period, LocalDate judged_on) {
  const auto happened = [&](Figure of) { return flow(moves, of, period.from, judged_on) > 0; };
  const auto late = [&] { return stock(moves, {Figure::late}, judged_on) > 0; };
  switch (figure) {
    case Shown::received:
    case Shown::received_counter:  // which channel is asked for apart
    case Shown::received_online:
    case Shown::received_post:
      return happened(Figure::received);
    case Shown::taken_over:
      return happened(Figure::taken_over);
    case Shown::carried_over:
      return stock(moves, {Figure::in_process, Figure::supplement, Figure::paused}, period.from - days(1)) >
             0;
    case Shown::not_accepted:
      return happened(Figure::not_accepted);
    case Shown::early:
      return happened(Figure::early);
    case Shown::on_time:
      return happened(Figure::on_time) || happened(Figure::withdrawn);
    case Shown::overdue:
      return happened(Figure::overdue);
    case Shown::withdrawn:
      return happened(Figure::withdrawn);
    case Shown::stopped:
      return happened(Figure::stopped);
    case Shown::handed_over:
      return happened(Figure::handed_over);
    case Shown::re_appointed:
      return happened(Figure::re_appointed);
    case Shown::ended_re_appointed:
      return happened(Figure::ended_re_appointed);
    case Shown::in_process_within:
      return stock(moves, {Figure::in_process}, judged_on) > 0 && !late();
    case Shown::in_process_overdue:
      return late();
    case Shown::supplement:
      return stock(moves, {Figure::supplement}, judged_on) > 0;
    case Shown::paused:
      return stock(moves, {Figure::paused}, judged_on) > 0;
    case Shown::to_hand_over:
      return stock(moves, done, judged_on) > stock(moves, {Figure::handed_over}, judged_on);
  }
  CHECK(false);
}

Behind dossiers_behind(store::Reader& reader, const BehindAsked& asked, const std::vector<std::string>& units,
                       UtcOffset offset) {
  if (is_held_today(asked)) return held_today(reader, asked, offset);
  const auto channel = channel_of(asked.figure);
  if (channel && asked.asked.channel != 0 && asked.asked.channel != static_cast<int>(*channel)) return {};
  const LocalDate judged = judged_on(asked.asked.period, asked.asked.today);
  Behind found;
  int looked = 0;
  Uuid after = asked.after;
  for (const auto& unit : units_from(reader, asked, units)) {
    const auto rows = look(reader, narrowed(asked, unit, after), offset, most_looked_at - looked);
    for (const auto& row : rows) {
      if (found.lines.size() == most_lines) return found;
      ++looked;
      found.looked_at = row.uuid(0);
      if (counts_for(reader, asked, row, judged, offset)) found.lines.push_back(line_of(row));
    }
    if (looked == most_looked_at) return found;
    after = Uuid{};
  }
  found.looked_at.reset();
  return found;
}

}  // namespace motcua::ranking
