#pragma once
#include <map>
#include <memory>
#include <string>

#include "store/session.h"
#include "store/sqlite_statement.h"

namespace motcua::store {

enum class SqliteMode {
  writer,  // creates the file; the only connection that ever checkpoints
  reader,
  filler,  // creates the file and waits for no disk: whoever is interrupted begins anew
};

class SqliteConnection final : public Session {
 public:
  SqliteConnection(const std::string& file, SqliteMode mode);

  Rows run(const Query& query, std::span<const Param> params) override;
  std::int64_t execute(const Query& query, std::span<const Param> params) override;
  void script(const Migration& migration) override;

  bool in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }
  // Grows with everything that is changed; the same as before: nothing was.
  std::int64_t changes() const { return sqlite3_total_changes64(database_.get()) + scripts_; }
  // Pages in the write-ahead log after the last commit.
  int wal_pages() const { return wal_pages_; }
  // Moves what it can into the database file without waiting for readers.
  void checkpoint();
  // The same, and empties the log; for a clean stop.
  void checkpoint_and_truncate();
  // A filler's file becomes one that a writer keeps. Outside a transaction.
  void keep_as_writer();

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  static int note_wal_pages(void* self, sqlite3* database, const char* name, int pages);
  void set_up(SqliteMode mode);
  void pragma(const char* text);
  SqliteStatement& prepared(const Query& query);
  Rows step(const Query& query, std::span<const Param> params);
  // `was_in_transaction` before the statement that failed.
  [[noreturn]] void fail(int code, bool was_in_transaction, std::string_view what) const;

  std::string file_;
  std::unique_ptr<sqlite3, Close> database_;
  std::map<std::string, SqliteStatement, std::less<>> statements_;  // by the query's name
  int wal_pages_ = 0;
  std::int64_t scripts_ = 0;  // changes of the schema are not counted by SQLite
};

}  // namespace motcua::store
