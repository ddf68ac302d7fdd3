#include "store/postgres_connection.h"

#include <fmt/format.h>
#include <poll.h>
#include <algorithm>

#include "store/postgres_values.h"
#include "store/sql.h"

namespace motcua::store {

namespace {

// So many answers at most wait in memory.
constexpr std::size_t most_awaited = 1000;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string server_options(const TimeLimits& limits) {
  return fmt::format(
      "-c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout={} -c TimeZone=UTC",
      limits.statement.count(), limits.lock.count(), limits.idle_in_transaction.count());
}

// The options given in the URL itself stay in force, after ours.
std::string options_with(const TimeLimits& limits, const std::string& url) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> parsed(PQconninfoParse(url.c_str(), &error));
  const std::string reason = error == nullptr ? "" : error;
  PQfreemem(error);
  if (!parsed) throw StoreFailed("The database address is not understood: " + reason);
  std::string options = server_options(limits);
  for (const PQconninfoOption* o = parsed.get(); o->keyword != nullptr; ++o) {
    if (std::string_view(o->keyword) == "options" && o->val != nullptr) options += " " + std::string(o->val);
  }
  return options;
}

// A server that vanished without a word is noticed by keepalives when we wait for it, and by the user timeout
// when it does not take what we send.
PGconn* connect(const std::string& url, const TimeLimits& limits) {
  const std::string options = options_with(limits, url);
  const std::string connect_seconds = std::to_string(limits.connect.count());
  const std::string silence_ms = std::to_string(std::chrono::milliseconds(limits.silence).count());
  const std::string third = std::to_string(std::max<std::int64_t>(1, limits.silence.count() / 3));
  const std::vector<std::pair<const char*, const char*>> settings = {
      {"application_name", "motcua"},
      {"client_encoding", "UTF8"},
      {"connect_timeout", connect_seconds.c_str()},
      {"tcp_user_timeout", silence_ms.c_str()},
      {"keepalives_idle", third.c_str()},
      {"keepalives_interval", third.c_str()},
      {"keepalives_count", "2"},
      {"dbname", url.c_str()},
      {"options", options.c_str()},
      {nullptr, nullptr}};
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& [keyword, value] : settings) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
  return PQconnectdbParams(keywords.data(), values.data(), 1);
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

constexpr std::string_view disk_full = "53100";
// In the place of a query's name; it may follow a COMMIT that was carried out.
constexpr std::string_view end_of_pipeline = "sync";

std::string_view advice(std::string_view state) {
  if (state == "57014") return "It took longer than allowed: look for what keeps the database busy.";
  if (state == "55P03") return "Another transaction held the row too long: try again.";
  if (state == disk_full) return "The database's disk is full: free some space there; nothing was stored.";
  if (state == "53300") return "The database has too many connections: raise max_connections or lower ours.";
  if (state == "42501") return "Grant this user the right to do it.";
  if (state == "25006") return "This server is a replica: give the address of the primary.";
  return "Nothing was stored.";
}

bool is_success(const PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// The server itself fails the statement, before COMMIT can follow: we would read of it too late.
constexpr std::string_view division_by_zero = "22012";
std::string one_row_or_fail(std::string_view text) {
  constexpr std::string_view place = "SELECT 1)";
  std::string guarded(sql::one_row_or_fail.postgres);
  return guarded.replace(guarded.find(place), place.size(), fmt::format("\n{}\nRETURNING 1)", text));
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }
void PostgresConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::PostgresConnection(const std::string& url, PostgresUse use, const TimeLimits& limits)
    : use_(use), connection_(connect(url, limits)) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    throw StoreFailed(
        fmt::format("The database cannot be reached: {}. Check that it runs, and its address, name and "
                    "user.",
                    one_line(PQerrorMessage(connection_.get()))));
  }
  PQsetNoticeProcessor(connection_.get(), &ignore_notice, nullptr);
  // DETAIL quotes values of the row, and they can name a person.
  PQsetErrorVerbosity(connection_.get(), PQERRORS_TERSE);
  CHECK(PQenterPipelineMode(connection_.get()) == 1);
}

Rows PostgresConnection::run(const Query& query, std::span<const Param> params) {
  return postgres_rows(ask(query, params).get());
}

std::int64_t PostgresConnection::execute(const Query& query, std::span<const Param> params) {
  const Result result = ask(query, params);
  return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

void PostgresConnection::put(const Query& query, std::span<const Param> params, Expect expect) {
  send(query, params, expect);
  if (awaited_.size() < most_awaited) return;
  sync();
  settle();
}

// Several statements at once are understood by the simple protocol only, and that not in pipeline mode.
void PostgresConnection::script(const Migration& migration) {
  send_begin();
  sync();
  settle();
  CHECK(PQexitPipelineMode(connection_.get()) == 1);
  const Result result(PQexec(connection_.get(), std::string(migration.postgres).c_str()));
  std::exception_ptr failure;
  if (!is_success(result.get())) failure = failure_of(result.get(), migration.name, Expect::any);
  PQenterPipelineMode(connection_.get());
  if (failure) std::rethrow_exception(failure);
  CHECK(PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS);  // a migration must not commit by itself
}

void PostgresConnection::begin() {
  CHECK(!is_to_begin_);
  settle();  // what leave() sent
  find_out_whether_line_is_alive();
  is_to_begin_ = true;
}

void PostgresConnection::commit() {
  if (std::exchange(is_to_begin_, false)) return;  // nothing was asked
  surely_undone_ = false;
  try {
    const Result result = ask(sql::commit, {});
    // ROLLBACK: a failed statement was overlooked.
    CHECK(std::string_view(PQcmdStatus(result.get())) == "COMMIT");
  } catch (const TransactionLost&) {
    if (!broken_ || surely_undone_) throw;
    throw CommitUnknown(
        "The database went away while it stored this, so it may be stored or not. Send the same "
        "request again: it is carried out once only.",
        CommitUnknown::Cure::repeat);
  }
}

// When a statement sent before it fails, ROLLBACK is passed over like all that follows: it is sent once more.
void PostgresConnection::rollback() noexcept {
  is_to_begin_ = false;
  for (int attempt = 0; attempt < 2 && !broken_ && !usable(); ++attempt) {
    try {
      ask(sql::rollback, {});
    } catch (const std::exception&) {
      continue;  // usable() says so
    }
  }
}

void PostgresConnection::leave() {
  if (std::exchange(is_to_begin_, false)) return;
  send(sql::rollback, {});
  sync();
}

bool PostgresConnection::usable() const {
  if (broken_ || PQstatus(connection_.get()) != CONNECTION_OK) return false;
  if (!awaited_.empty()) return awaited_.back().kind == Awaited::Kind::sync;
  return PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

std::string PostgresConnection::unreadable_column(const Query& query) {
  Prepared& statement = prepared(query, Expect::any);
  require_sent(PQsendDescribePrepared(connection_.get(), statement.name.c_str()));
  awaited_.push_back({Awaited::Kind::statement, &statement});
  sync();
  const Result described = settle();
  for (int i = 0; i < PQnfields(described.get()); ++i) {
    if (!postgres_type_is_known(PQftype(described.get(), i))) return PQfname(described.get(), i);
  }
  return {};
}

PostgresConnection::Prepared& PostgresConnection::prepared(const Query& query, Expect expect) {
  Statements& statements = prepared_[static_cast<std::size_t>(expect)];
  auto found = statements.find(query.name);
  if (found == statements.end()) {
    found = statements.try_emplace(std::string(query.name)).first;
    found->second.query = found->first;
  }
  Prepared& statement = found->second;
  if (statement.is_there && statement.text == query.postgres) return statement;
  statement.text = query.postgres;
  statement.name = "q" + std::to_string(next_name_++);
  const std::string text = expect == Expect::any ? statement.text : one_row_or_fail(statement.text);
  require_sent(PQsendPrepare(connection_.get(), statement.name.c_str(), text.c_str(), 0, nullptr));
  statement.is_there = true;
  awaited_.push_back({Awaited::Kind::prepare, &statement});
  return statement;
}

void PostgresConnection::send(const Query& query, std::span<const Param> params, Expect expect) {
  const PostgresParams sent(params);
  send_begin();
  Prepared& statement = prepared(query, expect);
  constexpr int binary = 1;
  require_sent(PQsendQueryPrepared(connection_.get(), statement.name.c_str(), sent.count(), sent.values(),
                                   sent.lengths(), sent.formats(), binary));
  awaited_.push_back({Awaited::Kind::statement, &statement, expect});
}

void PostgresConnection::send_begin() {
  if (!std::exchange(is_to_begin_, false)) return;
  send(use_ == PostgresUse::write ? sql::begin_write : sql::begin_read, {});
}

void PostgresConnection::sync() {
  require_sent(PQpipelineSync(connection_.get()));
  awaited_.push_back({Awaited::Kind::sync});
}

PostgresConnection::Result PostgresConnection::ask(const Query& query, std::span<const Param> params) {
  send(query, params);
  sync();
  return settle();
}

// Reads the answers to all that was sent and gives the last statement's. Throws the first failure: what
// followed it was passed over by the server.
PostgresConnection::Result PostgresConnection::settle() {
  Result last;
  std::exception_ptr failure;
  while (!awaited_.empty()) {
    const Awaited awaited = awaited_.front();
    awaited_.pop_front();
    Result answer = read_answer(awaited, failure);
    if (awaited.kind == Awaited::Kind::statement) last = std::move(answer);
    if (broken_) awaited_.clear();
  }
  if (failure) std::rethrow_exception(failure);
  return last;
}

PostgresConnection::Result PostgresConnection::read_answer(const Awaited& awaited,
                                                           std::exception_ptr& failure) {
  const bool is_sync = awaited.kind == Awaited::Kind::sync;
  Result answer(PQgetResult(connection_.get()));
  const ExecStatusType status = PQresultStatus(answer.get());
  if (is_sync && status == PGRES_PIPELINE_SYNC) return answer;
  if (answer && !is_sync) {
    while (const Result more{PQgetResult(connection_.get())}) {  // up to the end that follows each answer
    }
  }
  if (!is_sync && is_success(answer.get())) return answer;
  if (awaited.kind == Awaited::Kind::prepare) awaited.statement->is_there = false;
  if (status == PGRES_PIPELINE_ABORTED) return answer;
  if (is_sync) broken_ = true;
  auto reason =
      failure_of(answer.get(), is_sync ? end_of_pipeline : awaited.statement->query, awaited.expect);
  if (!failure) failure = std::move(reason);
  return answer;
}

// A failure without SQLSTATE comes from libpq, not from the server: the line is broken, even where libpq
// still calls it good because the server's last words wait to be read.
std::exception_ptr PostgresConnection::failure_of(const PGresult* result, std::string_view what,
                                                  Expect expect) {
  const char* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  const std::string reason =
      one_line(result == nullptr ? PQerrorMessage(connection_.get()) : PQresultErrorMessage(result));
  const std::string text = fmt::format("PostgreSQL: {} ({}). {}", reason, what, advice(state));
  if (state.empty() || is_disconnect(state) || PQstatus(connection_.get()) != CONNECTION_OK) broken_ = true;
  // In the words of the server itself, not of a pooler in between.
  surely_undone_ = state.starts_with("57P") && what != sql::commit.name && what != end_of_pipeline;
  if (broken_ || is_conflict(state)) return std::make_exception_ptr(TransactionLost(text));
  if (state == division_by_zero && expect == Expect::exactly_one)
    return std::make_exception_ptr(unexpected_rows(what));
  if (state.starts_with("23")) return std::make_exception_ptr(ConstraintFailed(text));
  const auto cure = state == disk_full ? StoreFailed::Cure::free_space : StoreFailed::Cure::wait;
  return std::make_exception_ptr(StoreFailed(text, cure));
}

void PostgresConnection::require_sent(int accepted) {
  if (accepted == 1) return;
  broken_ = true;
  throw TransactionLost(
      fmt::format("PostgreSQL: {}. Nothing was stored.", one_line(PQerrorMessage(connection_.get()))));
}

// The server's farewell lies unread on a line that broke while nobody used it. Found now, nothing is lost;
// found at COMMIT, nobody would know whether something was stored.
void PostgresConnection::find_out_whether_line_is_alive() {
  pollfd line{PQsocket(connection_.get()), POLLIN, 0};
  constexpr int most_messages = 100;
  for (int i = 0; i<most_messages&& ::poll(&line, 1, 0)> 0; ++i) {
    require_sent(PQconsumeInput(connection_.get()));
  }
}

}  // namespace motcua::store
