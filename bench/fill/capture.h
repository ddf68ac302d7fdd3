#pragma once
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace motcua::bench {

// What a command would have written: its statements in order, each with values of its own.
struct Statement {
  const store::Query* query = nullptr;
  std::vector<store::Value> values;
};

// A Writer without a store: the dossier's code makes its rows on any thread, and many of them go to the disk
// together. It answers only what Dossiers::begin asks of a dossier that is new.
class Capture final : public store::Writer {
 public:
  void next_serial(std::int64_t serial) { serial_ = serial; }
  std::vector<Statement> take() { return std::move(statements_); }

  store::Rows run(const store::Query& query, std::initializer_list<store::Param> params) override;
  std::int64_t execute(const store::Query& query, std::initializer_list<store::Param> params) override;
  void put(const store::Query& query, std::initializer_list<store::Param> params,
           store::Expect expect) override;
  void put_all(const store::Query& query, std::span<const store::Param> params) override;
  void script(const store::Migration& migration) override;

 private:
  std::int64_t serial_ = 0;
  std::vector<Statement> statements_;
};

// Rows for one statement, from many commands.
using Batch = std::map<std::string_view, std::vector<Statement>>;
void add_to(Batch& batch, std::vector<Statement> statements);

// Writes batches, each in one transaction.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(Batch& batch) = 0;
  // After the last: what a database does by itself in quiet hours.
  virtual void settle() {}
};
// SQLite: a command of the store. PostgreSQL: a connection of the store's, a hundred rows to a statement.
std::unique_ptr<Sink> sink_for(store::Store& store, const store::Options& where);

// bench/queries/<name>.sql; statements that only measuring needs. The tree is the current directory.
const store::Query& own_query(const std::string& name);

}  // namespace motcua::bench
