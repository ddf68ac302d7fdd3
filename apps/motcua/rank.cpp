#include <fmt/format.h>

#include <ostream>

#include "all_sql.h"
#include "base/clock.h"
#include "motcua/commands.h"
#include "motcua/parts.h"
#include "ranking/ranking.h"

namespace motcua::app {
namespace {

// Beside a running server it only reads.
std::unique_ptr<store::Store> open_to_read(const StoreChoice& choice) {
  const DataDirectory directory(choice.data);
  directory.key();  // an installation is here, and whole
  store::Options options;
  options.data_directory = choice.data;
  options.database = choice.database.empty() ? directory.database() : choice.database;
  options.read_only = true;
  options.limits.statement = {};  // all events are read
  auto store = store::open(options);
  store::require_current(*store, all_migrations());
  return store;
}

int tell(const Problems& problems, Language language, std::ostream& err) {
  for (const auto& problem : problems) err << "motcua: " << problem_message(language, problem) << "\n";
  return problems.front().code == "ranking.period_in_future" ? 1 : 2;
}

json::object table_json(const ranking::RankingTable& table, const std::string& by) {
  json::array units;
  for (const auto& line : table.lines) {
    units.push_back(json::object{{"code", line.code},
                                 {"name", line.name},
                                 {"place", line.place ? json::value(*line.place) : json::value(nullptr)},
                                 {"value", line.value ? json::value(*line.value) : json::value(nullptr)},
                                 {"received", line.received},
                                 {"online", line.online}});
  }
  return {{"period", text_of(table.period)}, {"by", by}, {"units", units}};
}

std::string moved(const ranking::RankingLine& line) {
  if (!line.movement || line.movement->up == 0) return "";
  return fmt::format("{:+}", line.movement->up);
}

void write_table(const ranking::RankingTable& table, Language language, std::ostream& out) {
  out << message(language, "ranking.table.title", {{"period", text_of(table.period)}}) << "\n";
  for (const auto& line : table.lines) {
    const std::string place = line.place ? std::to_string(*line.place) : "-";
    const std::string share = line.value ? fmt::format("{:.2f} %", *line.value * 100) : "-";
    out << fmt::format("{:>4} {:>4} {:>9} {:>7} / {:<7} {}{}\n", place, moved(line), share, line.online,
                       line.received, line.name,
                       line.few && line.place ? " (" + message(language, "ranking.few") + ")" : "");
  }
}

}  // namespace

int rank(const RankQuestion& question, std::ostream& out, std::ostream& err) {
  if (question.by != "online") {
    return tell({{"ranking.by_unknown", "", {{"by", question.by}}}}, question.language, err);
  }
  const auto organisation = organisation::load_organisation();
  const UtcOffset offset = organisation.province().offset;
  const LocalDate today = local_date(SystemClock().now(), offset);
  const auto period = ranking::ranked_period(question.period, today);
  if (!period) return tell(period.error(), question.language, err);
  if (period->kind != question.kind) {
    return tell({{"ranking.period_unreadable", "", {{"text", question.period}}}}, question.language, err);
  }
  const auto store = open_to_read(question.choice);
  const auto shares = ranking::recounted_shares(*store, {*period, ranking::previous(*period)}, today, offset);
  const auto table = ranking::rank(organisation, *period, today, shares[0], shares[1], question.language);
  if (question.json) {
    out << pretty_json(table_json(table, question.by)) << "\n";
  } else {
    write_table(table, question.language, out);
  }
  return 0;
}

}  // namespace motcua::app
