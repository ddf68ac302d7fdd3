#pragma once
#include <sqlite3.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/query.h"
#include "store/value.h"

namespace motcua::store {

// One prepared statement. Methods return SQLite's code; the connection turns it into an exception.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* database, const Query& query);  // check code() before use

  int code() const { return code_; }
  bool is_for(const Query& query) const { return text_ == query.sqlite; }
  // CHECKs that there are as many as the statement names.
  int bind(std::span<const Param> params);
  // Steps to the end, keeping the rows.
  int run(Rows& rows);
  // Ready for the next use, parameters forgotten.
  void reset();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  int bind_one(int index, const Param& param);
  Row row() const;

  std::string text_;
  std::vector<int> places_;  // of $1, $2 …: SQLite numbers them by first appearance
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int code_ = SQLITE_OK;
};

}  // namespace motcua::store
