#include "store/sqlite_connection.h"

#include <fmt/format.h>
#include <cerrno>

namespace motcua::store {

namespace {

constexpr int busy_timeout_ms = 5000;

bool means_full(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

// A quota and a limit of file sizes come as an error of input and output; each file remembers its last one.
bool is_full(int code, sqlite3* database) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  if ((code & 0xff) != SQLITE_IOERR) return false;
  if (means_full(sqlite3_system_errno(database))) return true;
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    int error = 0;
    if (sqlite3_file_control(database, "main", which, &file) != SQLITE_OK || file == nullptr) continue;
    if (file->pMethods == nullptr) continue;
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
    if (means_full(error)) return true;
  }
  return false;
}

std::string_view advice(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "Free some space on that disk; nothing was stored.";
    case SQLITE_CANTOPEN:
      return "Give a data directory that exists and that this user may write to.";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "The file is damaged: stop the program and restore a backup.";
    case SQLITE_IOERR:
      return "Look at the disk and the system's log; nothing was stored.";
    case SQLITE_READONLY:
      return "Give this user the right to write to the file and its directory.";
    case SQLITE_BUSY:
      return "Another program has the file open for writing: stop it.";
    case SQLITE_MISMATCH:
      return "A text holds a NUL character or a value has another type than its column.";
    case SQLITE_CONSTRAINT:
      return "A row with this key is there already, or one it needs is missing.";
  }
  return "Nothing was stored.";
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, SqliteMode mode) : file_(file) {
  const int flags =
      mode == SqliteMode::reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) fail(code, false, "open");
  set_up(mode);
}

// Only the writer checkpoints: with this version of SQLite two connections that do it at once can lose pages.
void SqliteConnection::set_up(SqliteMode mode) {
  sqlite3* database = database_.get();
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, busy_timeout_ms);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_wal_autocheckpoint(database, 0);
  if (mode == SqliteMode::reader) {
    pragma("PRAGMA query_only = ON");
    return;
  }
  if (mode == SqliteMode::filler) {
    // What a journal would undo is thrown away as a whole, and the file fits into memory.
    pragma("PRAGMA journal_mode = MEMORY");
    pragma("PRAGMA synchronous = OFF");
    pragma("PRAGMA cache_size = -524288");  // KiB
    pragma("PRAGMA temp_store = MEMORY");
    return;
  }
  keep_as_writer();
  // Indexes over digests and random keys touch pages all over the file; the default of 2 MB reads them again
  // and again.
  pragma("PRAGMA cache_size = -65536");  // KiB
  // What a savepoint would restore stays in memory, else each command over 64 KiB writes it to a file first.
  pragma("PRAGMA temp_store = MEMORY");
  sqlite3_wal_hook(database, &SqliteConnection::note_wal_pages, this);
}

void SqliteConnection::pragma(const char* text) {
  const int code = sqlite3_exec(database_.get(), text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, false, text);
}

void SqliteConnection::keep_as_writer() {
  pragma("PRAGMA journal_mode = WAL");
  pragma("PRAGMA synchronous = FULL");
  pragma("PRAGMA secure_delete = ON");  // an erased key must not lie on in a free page
}

int SqliteConnection::note_wal_pages(void* self, sqlite3*, const char*, int pages) {
  static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
  return SQLITE_OK;
}

Rows SqliteConnection::run(const Query& query, std::span<const Param> params) { return step(query, params); }

std::int64_t SqliteConnection::execute(const Query& query, std::span<const Param> params) {
  step(query, params);
  return sqlite3_changes64(database_.get());
}

Rows SqliteConnection::step(const Query& query, std::span<const Param> params) {
  const bool was_in_transaction = in_transaction();
  SqliteStatement& statement = prepared(query);
  Rows rows;
  int code = statement.bind(params);
  if (code == SQLITE_OK) code = statement.run(rows);
  // The message belongs to the connection's last call, so it is read before the statement is reset.
  if (code == SQLITE_OK) {
    statement.reset();
    return rows;
  }
  try {
    fail(code, was_in_transaction, query.name);
  } catch (...) {
    statement.reset();
    throw;
  }
}

void SqliteConnection::script(const Migration& migration) {
  const bool was_in_transaction = in_transaction();
  ++scripts_;
  const std::string text(migration.sqlite);
  const int code = sqlite3_exec(database_.get(), text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, was_in_transaction, migration.name);
  CHECK(in_transaction() == was_in_transaction);  // a migration must not commit by itself
}

SqliteStatement& SqliteConnection::prepared(const Query& query) {
  const auto found = statements_.find(query.name);
  if (found != statements_.end()) {
    if (found->second.is_for(query)) return found->second;
    statements_.erase(found);
  }
  SqliteStatement statement(database_.get(), query);
  if (statement.code() != SQLITE_OK) fail(statement.code(), in_transaction(), query.name);
  return statements_.emplace(query.name, std::move(statement)).first->second;
}

void SqliteConnection::checkpoint() {
  sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void SqliteConnection::checkpoint_and_truncate() {
  sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void SqliteConnection::fail(int code, bool was_in_transaction, std::string_view what) const {
  const char* reason = code == SQLITE_MISMATCH ? sqlite3_errstr(code) : sqlite3_errmsg(database_.get());
  const std::string text = fmt::format("{}: {} ({}). {}", file_, reason, what, advice(code));
  const auto cure = is_full(code, database_.get()) ? StoreFailed::Cure::free_space : StoreFailed::Cure::wait;
  if (was_in_transaction && !in_transaction()) throw TransactionLost(text, cure);
  if ((code & 0xff) == SQLITE_CONSTRAINT) throw ConstraintFailed(text);
  throw StoreFailed(text, cure);
}

}  // namespace motcua::store
