#pragma once
// Carrying a whole database elsewhere, whichever engine it lies in: to a file (dump.h), from it, or straight
// into another store. The list of tables and columns is the database's own, so a new table is never
// forgotten.
#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "store/store.h"

namespace motcua::store {

// One table as it is there. The statements are those of copied_tables.*.sql.
struct Table {
  std::string name;
  std::vector<std::string> columns;  // in order of their names
  std::vector<std::size_t> key;      // places of the primary key among them
  std::string first_page, next_page, insert, clear, set_sequence;
};

// All but store_migration; a table comes after those it refers to. CHECKs that each has a primary key.
std::vector<Table> tables(Reader& reader);

// Every row in the order of the key, page by page, all of the reader's snapshot. Columns in the table's
// order.
void each_row(Reader& reader, const Table& table, const std::function<void(Row&&)>& take);

// A row as bytes, the same on both engines: for each value its kind, its length and itself.
void append_row(Bytes& out, const Row& row);
// Reads what append_row wrote, from `data` onwards, which is moved on. Nothing when the bytes are cut off or
// are none of it.
std::optional<Row> read_row(ByteView& data, std::size_t columns);

// What a table holds, whatever the order of its rows (the engines sort texts differently): how many there are
// and the sum of their SHA-256, in four words.
class TableDigest {
 public:
  void add(ByteView row);  // as append_row writes it
  std::int64_t rows() const { return rows_; }
  std::string hex() const;
  bool operator==(const TableDigest&) const = default;

 private:
  std::int64_t rows_ = 0;
  std::array<std::uint64_t, 4> sum_{};
};
using Digests = std::map<std::string, TableDigest>;  // by the table's name
Digests digests_of(Reader& reader);

// Fills an empty store, in transactions of some thousand rows. Give table by table in the order of tables().
class Filler {
 public:
  // Removes what migrations put into the tables.
  explicit Filler(Store& target);
  // Throws StoreFailed when the target has no such table, or other columns.
  void begin_table(const std::string& name, const std::vector<std::string>& columns);
  void add(Row&& row);
  // What is left, and the sequences. Throws StoreFailed naming a table of the target that nobody began.
  void finish();

 private:
  void flush();
  Store& target_;
  std::vector<Table> tables_;
  std::map<std::string, bool> begun_;
  const Table* current_ = nullptr;
  std::vector<Row> batch_;
  std::size_t bytes_ = 0;
};

// An unfinished copy carries a mark in store_migration, so every other command refuses the database.
bool holds_tables(Store& store);
bool is_unfinished_copy(Store& store);
// Tables, and not those of an unfinished copy.
bool holds_whole_database(Store& store);
std::vector<std::string> applied_migrations(Store& store);
// Sets the mark and makes the tables, in an empty database.
void begin_copy(Store& store, std::vector<Migration> migrations);
void end_copy(Store& store);
// PostgreSQL: removes the tables and functions of an unfinished copy. CHECKs that it is one; a killed
// process's last statement may have removed them in this very moment.
void drop_unfinished_copy(Store& store);

inline constexpr std::string_view unfinished_copy = "store/00000000000000_begin_copy";

}  // namespace motcua::store
