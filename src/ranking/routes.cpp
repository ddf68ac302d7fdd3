#include "ranking/routes.h"

#include <fmt/format.h>

#include <set>

#include "ranking/projection.h"
#include "ranking/questions.h"
#include "ranking/sheet.h"
#include "ranking/standings.h"
#include "ranking/successors.h"

namespace motcua::ranking {
namespace {

using http::head;
using http::Method;
using http::Request;
using workflow::Installation;

using Table = LinesBody (*)(TableDesk&, const Question&);
using DeskPtr = std::shared_ptr<TableDesk>;

// Month, quarter or year of a ranking, and that there is one.
Expected<Period> period_asked(const Installation& office, const Request& request, LocalDate today) {
  const std::string by(request.query_value("by"));
  if (!by.empty() && by != "online") return refuse("ranking.by_unknown", "?by", {{"by", by}});
  const auto period = ranked_period(request.query_value("period"), today);
  if (!period) {
    Problems problems = period.error();
    for (auto& problem : problems) problem.field = "?period";
    return refuse(problems);
  }
  const bool counted = office.store.read([](store::Reader& reader) { return is_counted(reader); });
  if (!counted) return refuse("ranking.not_counted");
  return *period;
}

LocalDate today_of(const Installation& office) {
  return local_date(office.clock.now(), office.organisation.province().offset);
}

Expected<RankingBody> ranking_asked(TableDesk& desk, const Request& request) {
  const Installation& office = desk.office;
  const LocalDate today = today_of(office);
  const auto period = period_asked(office, request, today);
  if (!period) return refuse(period.error());
  return body_of(office.store.read([&](store::Reader& reader) {
    return ranking(reader, desk.shares, office.organisation, *period, today, request.language);
  }));
}

Expected<WhyBody> why_asked(TableDesk& desk, const Request& request) {
  const Installation& office = desk.office;
  const LocalDate today = today_of(office);
  const auto period = period_asked(office, request, today);
  if (!period) return refuse(period.error());
  const std::string code(request.query_value("unit"));
  const auto* unit = unit_of_today(office.organisation, code, today);
  const auto why = unit == nullptr ? std::nullopt : office.store.read([&](store::Reader& reader) {
    return why_of(reader, desk.shares, office.organisation, *period, today, unit->code, request.language);
  });
  if (!why) return refuse("ranking.unit_unknown", "?unit", {{"unit", code}});
  WhyBody body{text_of(*period),
               text_of(previous(*period)),
               body_of(why->line),
               {},
               {},
               why->crossings.passed,
               why->crossings.passed_by,
               successor_note(office.organisation, code, *unit, request.language)};
  if (why->before.received > 0) {
    body.received_before = why->before.received;
    body.online_before = why->before.online;
  }
  return body;
}

Expected<FiguresBody> figures_asked(const Installation& office, const Request& request) {
  const auto question = question_of(office, request);
  if (!question) return refuse(question.error());
  const auto& asked = question->asked;
  FiguresBody body{text_of(asked.period),
                   asked.period.from,
                   asked.period.to,
                   judged_on(asked.period, asked.today),
                   asked.unit,
                   question->name,
                   question->note,
                   {}};
  body.figures = office.store.read([&](store::Reader& reader) { return figures_of(reader, asked); });
  return body;
}

DefinitionsBody definitions(Language language) {
  DefinitionsBody body;
  std::vector<std::string> figures(shown_names().begin(), shown_names().end());
  figures.insert(figures.end(), {"median_minutes", "ninetieth_minutes", "share"});
  for (const auto& figure : figures) {
    const std::string name = fmt::format("ranking.figure.{}", figure), means = name + ".means";
    body.figures.push_back({figure, message(language, name), message(language, means), name, means});
  }
  return body;
}

// A table inside the office: days of one unit or the province only as far as they can be drawn.
Expected<LinesBody> inside_table(TableDesk& desk, const Request& request, Table table) {
  const auto question = inside_question_of(desk.office, request);
  if (!question) return refuse(question.error());
  const auto& period = question->asked.period;
  if (table == day_lines && (period.to - period.from).count() >= most_days)
    return refuse("ranking.too_many_days", "?period", {{"most", std::to_string(most_days)}});
  if (table == officer_lines && question->asked.unit.empty()) return refuse("ranking.unit_missing", "?unit");
  return table(desk, *question);
}

Table table_named(std::string_view name) {
  if (name == "units") return unit_lines;
  if (name == "procedures") return procedure_lines;
  if (name == "sectors") return sector_lines;
  if (name == "officers") return officer_lines;
  if (name == "days") return day_lines;
  return nullptr;
}

Expected<BehindBody> behind_asked(const Installation& office, const Request& request) {
  auto question = inside_question_of(office, request);
  if (!question) return refuse(question.error());
  const std::string name(request.query_value("figure")), after(request.query_value("after"));
  const std::string officer(request.query_value("officer"));
  const auto figure = shown_of(name);
  if (!figure) return refuse("ranking.figure_unknown", "?figure", {{"figure", name}});
  const auto& units = office.organisation;
  const std::string& unit = question->asked.unit;
  if (!identity::caller_of(request).may_read_dossiers_of(unit.empty() ? units.province().code : unit))
    return refuse("ranking.unit_not_yours", "?unit", {{"unit", question->name}});
  BehindAsked asked{question->asked, *figure};
  asked.officer = Uuid::parse(officer);
  if (!asked.officer && !officer.empty())
    return refuse("ranking.id_unreadable", "?officer", {{"text", officer}});
  const auto from = Uuid::parse(after);
  if (!from && !after.empty()) return refuse("ranking.id_unreadable", "?after", {{"text", after}});
  asked.after = from.value_or(Uuid{});
  if (const std::string sector(request.query_value("sector")); !sector.empty())
    asked.counts_procedure = is_of_sector(office, *question, sector);
  std::set<std::string> codes;  // a former unit may have had the code of one of today
  for (const auto& each : units.all()) codes.insert(each.code);
  const auto found = office.store.read([&](store::Reader& reader) {
    return dossiers_behind(reader, asked, {codes.begin(), codes.end()}, units.province().offset);
  });
  const auto catalogue = office.shelf.current();
  BehindBody body{name, {}, found.looked_at};
  for (const auto& line : found.lines) {
    const auto version = catalogue->find(line.procedure, question->asked.today);
    body.dossiers.push_back({line.id, line.code, line.procedure,
                             version == nullptr ? line.procedure : version->name.in(request.language),
                             std::string(catalogue::name_of(line.channel)),
                             std::string(dossier::name_of(line.status)), line.received_at, line.due_at,
                             line.ended_at, line.handed_over_at});
  }
  return body;
}

http::Response file_of(const documents::Workbook& book, bool is_csv, const std::string& name) {
  http::Response response;
  response.body = is_csv ? workbook_csv(book) : std::string(as_text(documents::workbook_xlsx(book)));
  response
      .with("Content-Type", is_csv ? "text/csv; charset=utf-8"
                                   : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      .with("Content-Disposition",
            fmt::format("attachment; filename=\"{}.{}\"", name, is_csv ? "csv" : "xlsx"))
      .with("Cache-Control", "no-store");
  return response;
}

// Body: Expected<RankingBody> or Expected<LinesBody>.
template <class Body>
Expected<http::Response> as_file(const Installation& office, const Request& request, const Body& body,
                                 const std::string& name) {
  const std::string format(request.query_value("format"));
  if (format != "csv" && format != "xlsx")
    return refuse("ranking.format_unknown", "?format", {{"format", format}});
  if (!body) return refuse(body.error());
  return file_of(sheet_of(*body, request.language, office.clock.now()), format == "csv",
                 fmt::format("{}-{}", name, body->period));
}

std::vector<http::QueryParam> with(std::vector<http::QueryParam> params, http::QueryParam more) {
  params.push_back(std::move(more));
  return params;
}

const http::QueryParam file_format{"format", "csv or xlsx", true};
const http::QueryParam one_procedure{"procedure", "Code of a procedure; empty: all."};
constexpr const char* file_types =
    "text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::vector<http::QueryParam> ranking_params() {
  return {{"period", "2025-09, 2025-Q3 or 2025.", true}, {"by", "online; empty: the same."}};
}

void add_public(http::Router& router, const DeskPtr& desk) {
  const Installation& office = desk->office;
  router.add(http::json_route<RankingBody>(
      head(Method::get, "/api/ranking", "public",
           "Places of the communes and wards in a month, quarter or year, and why they moved.",
           ranking_params()),
      [desk](const Request& request) { return ranking_asked(*desk, request); }));
  router.add(http::json_route<WhyBody>(
      head(Method::get, "/api/ranking/why", "public", "Why the place of one commune or ward is another one.",
           with(ranking_params(), {"unit", "Code of the commune or ward.", true})),
      [desk](const Request& request) { return why_asked(*desk, request); }));
  auto file = head(Method::get, "/api/ranking/file", "public", "The same as a file.",
                   with(ranking_params(), file_format));
  file.produces = file_types;
  router.add(http::file_route(file, [&office, desk](const Request& request) {
    return as_file(office, request, ranking_asked(*desk, request), "xep-hang");
  }));
  router.add(http::json_route<FiguresBody>(
      head(Method::get, "/api/statistics", "public",
           "Figures of a unit or the province in any period that has begun.", question_params()),
      [&office](const Request& request) { return figures_asked(office, request); }));
  router.add(http::json_route<LinesBody>(
      head(Method::get, "/api/statistics/units", "public", "The figures of every unit.", question_params()),
      [desk](const Request& request) -> Expected<LinesBody> {
        const auto question = question_of(desk->office, request);
        if (!question) return refuse(question.error());
        return unit_lines(*desk, *question);
      }));
  router.add(http::json_route<DefinitionsBody>(
      head(Method::get, "/api/statistics/definitions", "public", "What each figure counts."),
      [](const Request& request) -> Expected<DefinitionsBody> { return definitions(request.language); }));
}

}  // namespace

void add_routes(http::Router& router, const Installation& office) {
  const auto desk = std::make_shared<TableDesk>(office);
  add_public(router, desk);
  const auto table = [&](const char* path, const char* summary, Table lines) {
    router.add(http::json_route<LinesBody>(
        head(Method::get, path, "report.read", summary, with(question_params(), one_procedure)),
        [desk, lines](const Request& request) { return inside_table(*desk, request, lines); }));
  };
  table("/api/statistics/days", "Figures of each day of a period.", day_lines);
  table("/api/statistics/procedures", "Figures of each procedure.", procedure_lines);
  table("/api/statistics/sectors", "Figures of each sector.", sector_lines);
  table("/api/statistics/officers", "Figures of each officer of a unit.", officer_lines);

  auto behind = with(with(question_params(), one_procedure),
                     {"figure", "As in the answers: in_process_overdue.", true});
  behind = with(with(behind, {"officer", "Only those that count for this post."}),
                {"sector", "Only those of this line of /api/statistics/sectors."});
  behind = with(behind, {"after", "`next` of the page before."});
  router.add(http::json_route<BehindBody>(
      head(Method::get, "/api/statistics/dossiers", "report.read",
           "The dossiers behind a figure of a unit or the province.", behind),
      [&office](const Request& request) { return behind_asked(office, request); }));

  auto file = head(Method::get, "/api/statistics/file", "report.read", "A table as a file.",
                   with(with(question_params(), one_procedure), file_format));
  file.query.push_back({"table", "units, procedures, sectors, officers or days", true});
  file.produces = file_types;
  router.add(http::file_route(file, [desk](const Request& request) -> Expected<http::Response> {
    const std::string name(request.query_value("table"));
    const Table lines = table_named(name);
    if (lines == nullptr) return refuse("ranking.table_unknown", "?table", {{"table", name}});
    return as_file(desk->office, request, inside_table(*desk, request, lines), name);
  }));
}

}  // namespace motcua::ranking
