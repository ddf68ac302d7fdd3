#include "ranking/sheet.h"

#include <fmt/format.h>

namespace motcua::ranking {
namespace {

using documents::Workbook;
using documents::WorkbookCell;

constexpr double number_width = 12, name_width = 34;

// In the order of shown_names().
std::vector<std::int64_t> numbers_of(const Figures& f) {
  return {f.received,
          f.received_counter,
          f.received_online,
          f.received_post,
          f.taken_over,
          f.carried_over,
          f.not_accepted,
          f.early,
          f.on_time,
          f.overdue,
          f.withdrawn,
          f.stopped,
          f.handed_over,
          f.re_appointed,
          f.ended_re_appointed,
          f.in_process_within,
          f.in_process_overdue,
          f.supplement,
          f.paused,
          f.to_hand_over};
}

WorkbookCell days_of(const std::optional<std::int64_t>& minutes) {
  if (!minutes) return std::string();
  return static_cast<double>(*minutes) / 480;
}

std::vector<std::string> above(std::string title, const LocalDate& from, const LocalDate& to,
                               Language language) {
  return {std::move(title),
          message(language, "ranking.sheet.period", {{"from", format_iso(from)}, {"to", format_iso(to)}})};
}

}  // namespace

Workbook sheet_of(const RankingBody& ranking, Language language, Instant now) {
  Workbook book;
  book.sheet = ranking.period;
  book.created = now;
  book.above = above(message(language, "ranking.table.title", {{"period", ranking.period}}), ranking.from,
                     ranking.judged_on, language);
  const auto column = [&](const char* id, double width) {
    book.columns.push_back({message(language, id), width});
  };
  column("ranking.sheet.place", number_width);
  column("ranking.sheet.code", number_width);
  column("ranking.sheet.name", name_width);
  column("ranking.sheet.share", number_width);
  column("ranking.figure.received_online", number_width);
  column("ranking.figure.received", number_width);
  column("ranking.sheet.few", number_width);
  column("ranking.sheet.previous_place", number_width);
  column("ranking.sheet.up", number_width);
  for (const auto& unit : ranking.units) {
    const auto number = [](bool has, int value) {
      return has ? WorkbookCell(std::int64_t{value}) : WorkbookCell(std::string());
    };
    const auto& moved = unit.movement;
    book.rows.push_back({number(unit.place.has_value(), unit.place.value_or(0)), unit.code, unit.name,
                         unit.value ? WorkbookCell(*unit.value) : WorkbookCell(std::string()), unit.online,
                         unit.received, unit.few ? message(language, "ranking.few") : std::string(),
                         number(moved.has_value(), moved ? moved->previous_place : 0),
                         number(moved.has_value(), moved ? moved->up : 0)});
  }
  return book;
}

Workbook sheet_of(const LinesBody& table, Language language, Instant now) {
  Workbook book;
  book.sheet = table.period.substr(0, 31);
  book.created = now;
  book.above = above(table.name, table.from, table.to, language);
  if (!table.note.empty()) book.above.push_back(table.note);
  book.columns.push_back({message(language, "ranking.sheet.code"), number_width});
  book.columns.push_back({message(language, "ranking.sheet.name"), name_width});
  for (const auto name : shown_names())
    book.columns.push_back({message(language, fmt::format("ranking.figure.{}", name)), number_width});
  for (const char* id : {"ranking.sheet.median_days", "ranking.sheet.ninetieth_days"})
    book.columns.push_back({message(language, id), number_width});
  for (const auto& line : table.lines) {
    std::vector<WorkbookCell> row{line.code, line.name};
    for (const auto number : numbers_of(line.figures)) row.emplace_back(number);
    row.push_back(days_of(line.figures.median_minutes));
    row.push_back(days_of(line.figures.ninetieth_minutes));
    book.rows.push_back(std::move(row));
  }
  return book;
}

}  // namespace motcua::ranking
