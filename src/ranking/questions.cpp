#include "ranking/questions.h"

#include <algorithm>

#include "organisation/organisation.h"
#include "ranking/projection.h"
#include "ranking/successors.h"

namespace motcua::ranking {
namespace {

using http::Request;
using workflow::Installation;

LocalDate today_of(const Installation& office) {
  return local_date(office.clock.now(), office.organisation.province().offset);
}

// A former unit answers through its successor, and says so.
void read_unit(const Installation& office, const Request& request, Question& question, Problems& problems) {
  const auto& units = office.organisation;
  const std::string code(request.query_value("unit"));
  question.name = units.province().name.in(question.language);
  if (code.empty() || code == units.province().code) return;
  const auto* unit = unit_of_today(units, code, question.asked.today);
  if (unit == nullptr) {
    problems.push_back({"ranking.unit_unknown", "?unit", {{"unit", code}}});
    return;
  }
  question.asked.unit = unit->code;
  question.name = unit->name.in(question.language);
  question.note = successor_note(units, code, *unit, question.language);
}

void read_period(const Request& request, Question& question, Problems& problems) {
  const auto add = [&](const Problems& wrong) {
    for (Problem problem : wrong) {
      problem.field = "?period";
      problems.push_back(std::move(problem));
    }
  };
  const auto period = parse_period(request.query_value("period"));
  if (!period) return add(period.error());
  if (const auto begun = must_have_begun(*period, question.asked.today); !begun) return add(begun.error());
  question.asked.period = *period;
}

void read_channel(const Request& request, Question& question, Problems& problems) {
  const std::string text(request.query_value("channel"));
  if (text.empty()) return;
  const auto channel = catalogue::channel_of(text);
  if (!channel) {
    problems.push_back({"ranking.channel_unknown", "?channel", {{"text", text}}});
    return;
  }
  question.asked.channel = static_cast<int>(*channel);
}

LinesBody head_of(const Question& question) {
  const auto& period = question.asked.period;
  LinesBody body;
  body.period = text_of(period);
  body.from = period.from;
  body.to = period.to;
  body.judged_on = judged_on(period, question.asked.today);
  body.unit = question.asked.unit;
  body.name = question.name;
  body.note = question.note;
  return body;
}

// What lines of sectors are told apart by: "" when the catalogue does not know the procedure.
std::string sector_of(const catalogue::Catalogue& catalogue, const std::string& procedure,
                      const Question& question) {
  const auto version = catalogue.find(procedure, question.asked.today);
  return version == nullptr ? "" : version->sector.in(question.language);
}

std::string procedure_name(const catalogue::VersionRef& version, const std::string& code, Language language) {
  return version == nullptr ? code : version->name.in(language);
}

}  // namespace

std::vector<http::QueryParam> question_params() {
  return {{"period", "2025-07-28, 2025-W31, 2025-09, 2025-Q3, 2025 or 2025-07-01..2025-07-28.", true},
          {"unit", "Code of the receiving agency; empty: the whole province."},
          {"channel", "counter, online or post; empty: all."}};
}

Expected<Question> question_of(const Installation& office, const Request& request) {
  Problems problems;
  Question question;
  question.language = request.language;
  question.asked.today = today_of(office);
  read_period(request, question, problems);
  read_unit(office, request, question, problems);
  read_channel(request, question, problems);
  if (!problems.empty()) return refuse(problems);
  const bool counted = office.store.read([](store::Reader& reader) { return is_counted(reader); });
  if (!counted) return refuse("ranking.not_counted");
  return question;
}

Expected<Question> inside_question_of(const Installation& office, const Request& request) {
  auto question = question_of(office, request);
  if (!question) return question;
  const std::string& unit = question->asked.unit;
  const auto& caller = identity::caller_of(request);
  if (!caller.may("report.read", unit.empty() ? office.organisation.province().code : unit))
    return refuse("ranking.unit_not_yours", "?unit", {{"unit", question->name}});
  question->asked.procedure = request.query_value("procedure");
  return question;
}

LinesBody unit_lines(TableDesk& desk, const Question& question) {
  const auto& office = desk.office;
  LinesBody body = head_of(question);
  const auto lines =
      office.store.read([&](store::Reader& reader) { return desk.units.figures(reader, question.asked); });
  std::map<std::string, Keyed> by_unit;
  for (const auto* unit : office.organisation.communes()) by_unit[unit->code].key = unit->code;
  for (const auto& line : *lines) {
    const auto* unit = unit_of_today(office.organisation, line.key, question.asked.period.to);
    if (unit != nullptr) add(by_unit[unit->code], line);
  }
  const auto tell = [&](const std::string& code) {
    body.lines.push_back(
        {code, office.organisation.at(code).name.in(question.language), by_unit.at(code).figures});
  };
  for (const auto* unit : office.organisation.communes()) tell(unit->code);  // in Vietnamese order
  for (const auto& [code, line] : by_unit) {
    const auto kind = office.organisation.at(code).kind;
    if (kind != organisation::UnitKind::commune && kind != organisation::UnitKind::ward) tell(code);
  }
  return body;
}

LinesBody procedure_lines(TableDesk& desk, const Question& question) {
  const auto& office = desk.office;
  LinesBody body = head_of(question);
  const auto catalogue = office.shelf.current();
  for (const auto& line : office.store.read(
           [&](store::Reader& reader) { return figures_by_procedure(reader, question.asked); })) {
    const auto version = catalogue->find(line.key, question.asked.today);
    body.lines.push_back({line.key, procedure_name(version, line.key, question.language), line.figures});
  }
  return body;
}

LinesBody sector_lines(TableDesk& desk, const Question& question) {
  const auto& office = desk.office;
  LinesBody body = head_of(question);
  const auto catalogue = office.shelf.current();
  std::map<std::string, Keyed> by_sector;
  for (const auto& line : office.store.read(
           [&](store::Reader& reader) { return figures_by_procedure(reader, question.asked); })) {
    add(by_sector[sector_of(*catalogue, line.key, question)], line);
  }
  for (auto& [sector, line] : by_sector) {
    const auto name = sector.empty() ? message(question.language, "ranking.sector_unknown") : sector;
    body.lines.push_back({name, name, line.figures});
  }
  return body;
}

std::function<bool(const std::string&)> is_of_sector(const Installation& office, const Question& question,
                                                     std::string sector) {
  if (sector == message(question.language, "ranking.sector_unknown")) sector.clear();
  return [catalogue = office.shelf.current(), &question, sector](const std::string& procedure) {
    return sector_of(*catalogue, procedure, question) == sector;
  };
}

LinesBody officer_lines(TableDesk& desk, const Question& question) {
  const auto& office = desk.office;
  LinesBody body = head_of(question);
  const UtcOffset offset = office.organisation.province().offset;
  office.store.read([&](store::Reader& reader) {
    body.lines.clear();
    for (const auto& line : figures_by_officer(reader, question.asked, offset)) {
      const auto id = Uuid::parse(line.key);
      const auto holder = id ? identity::find_post(reader, *id) : std::nullopt;
      body.lines.push_back({line.key, holder ? holder->display_name : line.key, line.figures});
    }
  });
  std::stable_sort(body.lines.begin(), body.lines.end(), [](const LineBody& a, const LineBody& b) {
    return organisation::vietnamese_order(a.name, b.name) < 0;
  });
  return body;
}

LinesBody day_lines(TableDesk& desk, const Question& question) {
  const auto& office = desk.office;
  LinesBody body = head_of(question);
  for (const auto& [day, figures] :
       office.store.read([&](store::Reader& reader) { return figures_by_day(reader, question.asked); })) {
    body.lines.push_back({format_iso(day), format_iso(day), figures});
  }
  return body;
}

}  // namespace motcua::ranking
