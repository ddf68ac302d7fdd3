#include "store/testing/plans.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <algorithm>
#include <map>
#include <memory>
#include <regex>
#include <stdexcept>

#include "base/json.h"
#include "store/postgres_values.h"

namespace motcua::store {

namespace {

std::string_view text_of(const Query& query, Engine engine) {
  return engine == Engine::sqlite ? query.sqlite : query.postgres;
}

// Statements that read tables; BEGIN, SAVEPOINT and the like have no plan.
bool has_plan(std::string_view text) {
  while (text.starts_with("--")) text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
  return std::ranges::any_of(std::vector<std::string_view>{"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"},
                             [&](std::string_view word) { return text.starts_with(word); });
}

bool is_large(std::string_view table) {
  return std::ranges::find(large_tables(), table) != large_tables().end();
}

std::vector<const Query*> to_check(const std::vector<const Query*>& queries, Engine engine) {
  std::vector<const Query*> chosen;
  std::ranges::copy_if(queries, std::back_inserter(chosen), [&](const Query* query) {
    return has_plan(text_of(*query, engine)) && !may_scan(*query, engine);
  });
  return chosen;
}

// ---- SQLite: its own explanation, which calls a table by its alias.

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteRows = std::vector<std::vector<std::string>>;

SqliteRows ask(sqlite3* database, const std::string& text) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database, text.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
    throw std::runtime_error(text + ": " + sqlite3_errmsg(database));
  }
  const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
  SqliteRows rows;
  while (sqlite3_step(raw) == SQLITE_ROW) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      row.emplace_back(value == nullptr ? "" : value);
    }
  }
  return rows;
}

class SqlitePlans {
 public:
  explicit SqlitePlans(const Options& options) {
    sqlite3* raw = nullptr;
    const std::string file = options.data_directory + "/motcua.sqlite";
    const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
    database_.reset(raw);
    if (code != SQLITE_OK) throw std::runtime_error(file + " cannot be opened");
  }

  void check(const Query& query, std::vector<Scan>& scans) const {
    for (const auto& row : ask(database_.get(), "EXPLAIN QUERY PLAN " + std::string(query.sqlite))) {
      const std::string& detail = row[3];
      std::smatch found;
      if (!std::regex_search(detail, found, std::regex("^SCAN (\\w+)"))) continue;
      for (const auto table : large_tables()) {
        if (is_called(query.sqlite, table, found[1]))
          scans.push_back({std::string(query.name), std::string(table), detail});
      }
    }
  }

 private:
  static bool is_called(std::string_view text, std::string_view table, const std::string& name) {
    const std::regex alias(fmt::format("\\b{}\\s+(AS\\s+)?{}\\b", table, name));
    return name == table || std::regex_search(std::string(text), alias);
  }

  std::unique_ptr<sqlite3, Close> database_;
};

// ---- PostgreSQL: its own explanation of the generic plan.

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

class PostgresPlans {
 public:
  explicit PostgresPlans(const Options& options) : connection_(PQconnectdb(options.database.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(connection_.get()));
    ask("SET plan_cache_mode = force_generic_plan");
    ask("SET jit = off");
  }

  void check(const Query& query, std::vector<Scan>& scans) {
    ask("PREPARE plan_check AS " + std::string(query.postgres));
    const auto types =
        ask("SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'plan_check'");
    std::string values;
    for (int i = std::atoi(PQgetvalue(types.get(), 0, 0)); i > 0; --i)
      values += values.empty() ? "NULL" : ", NULL";
    const auto plan =
        ask("EXPLAIN (FORMAT JSON) EXECUTE plan_check" + (values.empty() ? "" : "(" + values + ")"));
    const json::value explained = json::parse(PQgetvalue(plan.get(), 0, 0));
    for (const auto& each : explained.as_array()) {
      look_at(query, each.at("Plan").as_object(), false, scans);
    }
    ask("DEALLOCATE plan_check");
  }

 private:
  PostgresResult ask(const std::string& text) {
    PostgresResult result(PQexec(connection_.get(), text.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      throw std::runtime_error(text + ": " + PQerrorMessage(connection_.get()));
    }
    return result;
  }

  // An index read without a condition is read whole, unless somebody above stops it.
  void look_at(const Query& query, const json::object& node, bool is_limited, std::vector<Scan>& scans) {
    const std::string kind(node.at("Node Type").as_string());
    const auto* relation = node.if_contains("Relation Name");
    const bool whole_index = kind.starts_with("Index") && !node.contains("Index Cond") && !is_limited;
    if (relation != nullptr && (kind == "Seq Scan" || whole_index) && is_large(relation->as_string()) &&
        holds_much(std::string(relation->as_string()))) {
      scans.push_back(
          {std::string(query.name), std::string(relation->as_string()),
           fmt::format(
               "{}{}{}", kind, kind == "Seq Scan" ? "" : " without a condition",
               node.contains("Filter") ? ", filter " + std::string(node.at("Filter").as_string()) : "")});
    }
    // What sorts or gathers first has read all before it gives the first row.
    if (kind == "Sort" || kind == "Aggregate" || kind.starts_with("Hash")) is_limited = false;
    if (const auto* parts = node.if_contains("Plans")) {
      for (const auto& part : parts->as_array()) {
        look_at(query, part.as_object(), is_limited || kind == "Limit", scans);
      }
    }
  }

  // A few pages are rightly read whole: a table that nothing has filled yet says nothing about the statement.
  bool holds_much(const std::string& table) {
    const auto [found, is_new] = holds_much_.try_emplace(table, false);
    if (is_new) found->second = PQntuples(ask("SELECT 1 FROM " + table + " OFFSET 999 LIMIT 1").get()) > 0;
    return found->second;
  }

  std::unique_ptr<PGconn, Finish> connection_;
  std::map<std::string, bool> holds_much_;
};

template <class Plans>
std::vector<Scan> check_all(Plans plans, const std::vector<const Query*>& queries) {
  std::vector<Scan> scans;
  for (const Query* query : queries) plans.check(*query, scans);
  return scans;
}

}  // namespace

const std::vector<std::string_view>& large_tables() {
  static const std::vector<std::string_view> tables{
      "dossier_act",     "dossier_dossier",  "dossier_event",   "dossier_foreign_code", "dossier_key",
      "dossier_lookup",  "dossier_position", "dossier_private", "dossier_serial",       "feedback_opinion",
      "identity_access", "ranking_cell",     "ranking_time",    "workflow_call",        "workflow_clock",
      "workflow_solved", "workflow_tally"};
  return tables;
}

bool may_scan(const Query& query, Engine engine) {
  const auto text = text_of(query, engine);
  return text.starts_with("-- scans: ") || text.find("\n-- scans: ") != std::string_view::npos;
}

std::vector<Scan> scans_of_large_tables(const Options& options, const std::vector<const Query*>& queries) {
  if (options.database.empty()) return check_all(SqlitePlans(options), to_check(queries, Engine::sqlite));
  return check_all(PostgresPlans(options), to_check(queries, Engine::postgres));
}

}  // namespace motcua::store
