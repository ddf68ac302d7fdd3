#include "store/postgres_connection.h"

#include <fmt/format.h>
#include <algorithm>

#include "store/postgres_values.h"
#include "store/sql.h"

namespace motcua::store {

namespace {

// A statement of a person's request never takes this long; whatever does would hold locks others wait for.
constexpr const char* time_limits =
    "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC";

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// The options given in the URL itself stay in force, after ours.
std::string options_with_limits(const std::string& url) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> parsed(PQconninfoParse(url.c_str(), &error));
  const std::string reason = error == nullptr ? "" : error;
  PQfreemem(error);
  if (!parsed) throw StoreFailed("The database address is not understood: " + reason);
  std::string options = time_limits;
  for (const PQconninfoOption* o = parsed.get(); o->keyword != nullptr; ++o) {
    if (std::string_view(o->keyword) == "options" && o->val != nullptr) options += " " + std::string(o->val);
  }
  return options;
}

PGconn* connect(const std::string& url) {
  const std::string options = options_with_limits(url);
  const char* const keywords[] = {"application_name",
                                  "client_encoding",
                                  "connect_timeout",
                                  "tcp_user_timeout",
                                  "dbname",
                                  "options",
                                  nullptr};
  const char* const values[] = {"motcua", "UTF8", "5", "30000", url.c_str(), options.c_str(), nullptr};
  return PQconnectdbParams(keywords, values, 1);
}

std::string one_line(const char* text) {
  std::string line = text == nullptr ? "" : text;
  for (const char blank : {'\n', '\t'}) std::ranges::replace(line, blank, ' ');
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

void ignore_notice(void*, const char*) {}

// SQLSTATE: 40001 serialisation failure, 40P01 deadlock.
bool is_conflict(std::string_view state) { return state == "40001" || state == "40P01"; }
// Class 08 connection; 57P01…3 the server is being stopped or started.
bool is_disconnect(std::string_view state) { return state.starts_with("08") || state.starts_with("57P"); }

std::string_view advice(std::string_view state) {
  if (state == "57014") return "It took longer than allowed: look for what keeps the database busy.";
  if (state == "55P03") return "Another transaction held the row too long: try again.";
  if (state == "53100") return "The database's disk is full: free some space there; nothing was stored.";
  if (state == "53300") return "The database has too many connections: raise max_connections or lower ours.";
  if (state == "42501") return "Grant this user the right to do it.";
  if (state == "25006") return "This server is a replica: give the address of the primary.";
  return "Nothing was stored.";
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }
void PostgresConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::PostgresConnection(const std::string& url, PostgresUse use)
    : use_(use), connection_(connect(url)) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    throw StoreFailed(
        fmt::format("The database cannot be reached: {}. Check that it runs, and its address, name and "
                    "user.",
                    one_line(PQerrorMessage(connection_.get()))));
  }
  PQsetNoticeProcessor(connection_.get(), &ignore_notice, nullptr);
}

Rows PostgresConnection::run(const Query& query, std::span<const Param> params) {
  return postgres_rows(ask(query, params).get());
}

std::int64_t PostgresConnection::execute(const Query& query, std::span<const Param> params) {
  const Result result = ask(query, params);
  return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

void PostgresConnection::script(const Migration& migration) {
  simple(migration.postgres, migration.name);
  CHECK(PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS);  // a migration must not commit by itself
}

void PostgresConnection::begin() {
  const Query& query = use_ == PostgresUse::write ? sql::begin_write : sql::begin_read;
  simple(query.postgres, query.name);
}

void PostgresConnection::commit() {
  try {
    const Result result = simple(sql::commit.postgres, sql::commit.name);
    CHECK(std::string_view(PQcmdStatus(result.get())) ==
          "COMMIT");  // ROLLBACK: a failed statement was overlooked
  } catch (const TransactionLost&) {
    if (!broken_) throw;  // a conflict the server told us of
    throw CommitUnknown(
        "The database went away while it stored this, so it may be stored or not. Send the same "
        "request again: it is carried out once only.");
  }
}

void PostgresConnection::rollback() noexcept {
  if (broken_ || PQtransactionStatus(connection_.get()) == PQTRANS_IDLE) return;
  try {
    simple(sql::rollback.postgres, sql::rollback.name);
  } catch (const std::exception&) {
    return;  // usable() says so
  }
}

bool PostgresConnection::usable() const {
  return PQstatus(connection_.get()) == CONNECTION_OK &&
         PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

std::string PostgresConnection::unreadable_column(const Query& query) {
  const Result described(PQdescribePrepared(connection_.get(), prepared(query).c_str()));
  for (int i = 0; i < PQnfields(described.get()); ++i) {
    if (!postgres_type_is_known(PQftype(described.get(), i))) return PQfname(described.get(), i);
  }
  return {};
}

const std::string& PostgresConnection::prepared(const Query& query) {
  const auto found = prepared_.find(query.name);
  if (found != prepared_.end() && found->second.text == query.postgres) return found->second.name;
  Prepared fresh{std::string(query.postgres), "q" + std::to_string(next_name_++)};
  checked(Result(PQprepare(connection_.get(), fresh.name.c_str(), fresh.text.c_str(), 0, nullptr)),
          query.name);
  return prepared_.insert_or_assign(std::string(query.name), std::move(fresh)).first->second.name;
}

PostgresConnection::Result PostgresConnection::ask(const Query& query, std::span<const Param> params) {
  const PostgresParams sent(params);
  const std::string& name = prepared(query);
  constexpr int binary = 1;
  return checked(Result(PQexecPrepared(connection_.get(), name.c_str(), sent.count(), sent.values(),
                                       sent.lengths(), sent.formats(), binary)),
                 query.name);
}

PostgresConnection::Result PostgresConnection::simple(std::string_view text, std::string_view what) {
  return checked(Result(PQexec(connection_.get(), std::string(text).c_str())), what);
}

// A failure without SQLSTATE comes from libpq, not from the server: the line is broken, even where libpq
// still calls it good because the server's last words wait to be read.
PostgresConnection::Result PostgresConnection::checked(Result result, std::string_view what) {
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
  const char* field = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  const std::string reason = one_line(PQerrorMessage(connection_.get()));
  const std::string text = fmt::format("PostgreSQL: {} ({}). {}", reason, what, advice(state));
  if (state.empty() || is_disconnect(state) || PQstatus(connection_.get()) != CONNECTION_OK) broken_ = true;
  if (broken_ || is_conflict(state)) throw TransactionLost(text);
  if (state.starts_with("23")) throw ConstraintFailed(text);
  throw StoreFailed(text);
}

}  // namespace motcua::store
