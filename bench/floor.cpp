#include "floor.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <time.h>

#include <array>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "dossier/sql.h"

namespace motcua::bench {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

// In the order in which the program writes them. `dossier`: the column that says whose row it is.
struct Table {
  const char* rows;
  const store::Query* insert;
  int dossier;
};
namespace sql = dossier::sql;
const std::array<Table, 6> tables{{{"private_rows", &sql::insert_private, 0},
                                   {"event_rows", &sql::insert_event, 0},
                                   {"act_rows", &sql::insert_act, 1},
                                   {"key_rows", &sql::insert_key, 0},
                                   {"lookup_rows", &sql::insert_lookup, 2},
                                   {"dossier_rows", &sql::insert_dossier, 0}}};

void must(int code, sqlite3* database) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  throw std::runtime_error(fmt::format("floor: {}", sqlite3_errmsg(database)));
}

Database open(const std::string& data) {
  sqlite3* database = nullptr;
  const std::string file = data + "/motcua.sqlite";
  const int code =
      sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database opened(database);
  must(code, database);
  return opened;
}

Statement prepare(const Database& database, std::string_view text) {
  sqlite3_stmt* statement = nullptr;
  must(sqlite3_prepare_v3(database.get(), text.data(), static_cast<int>(text.size()),
                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr),
       database.get());
  return Statement(statement);
}

std::string query_text(const std::string& name) {
  std::ifstream file("bench/queries/" + name + ".sql");
  std::stringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("bench runs from the root of the repository");
  return text.str();
}

Cell cell_of(sqlite3_stmt* statement, int column) {
  const auto bytes = [&] {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
    return std::string(data == nullptr ? "" : data,
                       static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
  };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return {Cell::Kind::integer, sqlite3_column_int64(statement, column), {}};
    case SQLITE_TEXT:
      return {Cell::Kind::text, 0, bytes()};
    case SQLITE_BLOB:
      return {Cell::Kind::blob, 0, bytes()};
  }
  return {};
}

// "H18.036-261120-0018" → series "H18.036", day "2026-11-20".
void put_series(FloorFiling& filing, const std::string& code) {
  const auto dash = code.find('-');
  filing.series = code.substr(0, dash);
  filing.day =
      fmt::format("20{}-{}-{}", code.substr(dash + 1, 2), code.substr(dash + 3, 2), code.substr(dash + 5, 2));
}

void bind(sqlite3_stmt* statement, const std::vector<Cell>& cells) {
  int index = 0;
  for (const Cell& cell : cells) {
    ++index;
    const int size = static_cast<int>(cell.bytes.size());
    switch (cell.kind) {
      case Cell::Kind::null:
        sqlite3_bind_null(statement, index);
        break;
      case Cell::Kind::integer:
        sqlite3_bind_int64(statement, index, cell.integer);
        break;
      case Cell::Kind::text:
        sqlite3_bind_text(statement, index, cell.bytes.data(), size, SQLITE_STATIC);
        break;
      case Cell::Kind::blob:
        sqlite3_bind_blob(statement, index, cell.bytes.data(), size, SQLITE_STATIC);
        break;
    }
  }
}

class BareWriter {
 public:
  explicit BareWriter(const std::string& data) : database_(open(data)) {
    must(sqlite3_exec(database_.get(),
                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; "
                      "PRAGMA wal_autocheckpoint = 500",
                      nullptr, nullptr, nullptr),
         database_.get());
    begin_ = prepare(database_, "BEGIN IMMEDIATE");
    commit_ = prepare(database_, "COMMIT");
    serial_ = prepare(database_, sql::next_serial.sqlite);
    for (const auto& table : tables) inserts_.push_back(prepare(database_, table.insert->sqlite));
  }
  void begin() { step(begin_); }
  void commit() { step(commit_); }
  void file(const FloorFiling& filing) {
    sqlite3_bind_text(serial_.get(), 1, filing.series.data(), static_cast<int>(filing.series.size()),
                      SQLITE_STATIC);
    sqlite3_bind_text(serial_.get(), 2, filing.day.data(), static_cast<int>(filing.day.size()),
                      SQLITE_STATIC);
    step(serial_);
    for (const FloorRow& row : filing.rows) {
      bind(inserts_[row.statement].get(), row.cells);
      step(inserts_[row.statement]);
    }
  }

 private:
  void step(const Statement& statement) {
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
    must(code, database_.get());
    sqlite3_reset(statement.get());
  }

  Database database_;
  Statement begin_, commit_, serial_;
  std::vector<Statement> inserts_;
};

double cpu_of_this_thread() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

std::vector<FloorFiling> filings_in(const std::string& data) {
  const Database database = open(data);
  std::vector<FloorFiling> filings;
  std::unordered_map<std::string, std::size_t> place;
  const Statement order = prepare(database, query_text("event_rows"));
  while (sqlite3_step(order.get()) == SQLITE_ROW) {
    if (place.emplace(cell_of(order.get(), 0).bytes, filings.size()).second) filings.emplace_back();
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const Statement rows = prepare(database, query_text(tables[t].rows));
    const int columns = sqlite3_column_count(rows.get());
    while (sqlite3_step(rows.get()) == SQLITE_ROW) {
      FloorRow row{t, {}};
      for (int c = 0; c < columns; ++c) row.cells.push_back(cell_of(rows.get(), c));
      const auto dossier = static_cast<std::size_t>(tables[t].dossier);
      FloorFiling& filing = filings.at(place.at(row.cells[dossier].bytes));
      if (t + 1 == tables.size()) put_series(filing, row.cells[2].bytes);
      filing.rows.push_back(std::move(row));
    }
  }
  return filings;
}

Floor write_floor(const std::string& data, const std::vector<FloorFiling>& filings, std::size_t before,
                  double batch_mean) {
  using Clock = std::chrono::steady_clock;
  BareWriter writer(data);
  Floor floor;
  std::size_t done = 0;
  double owed = 0;  // a mean of 31.5 means batches of 31 and 32 in turn
  const auto write_to = [&](std::size_t end) {
    while (done < end) {
      owed += std::max(batch_mean, 1.0);
      writer.begin();
      for (; owed >= 1 && done < end; owed -= 1, ++done) writer.file(filings[done]);
      writer.commit();
    }
  };
  write_to(before);
  const auto began = Clock::now();
  const double cpu = cpu_of_this_thread();
  write_to(filings.size());
  const auto count = static_cast<double>(filings.size() - before);
  floor.per_second = count / std::chrono::duration<double>(Clock::now() - began).count();
  floor.cpu_seconds = (cpu_of_this_thread() - cpu) / count;
  for (const auto& filing : filings) {
    floor.statements += 1 + static_cast<double>(filing.rows.size());
    for (const auto& row : filing.rows) {
      for (const auto& cell : row.cells) {
        floor.bytes += cell.kind == Cell::Kind::integer ? 8.0 : static_cast<double>(cell.bytes.size());
      }
    }
  }
  floor.statements /= static_cast<double>(filings.size());
  floor.bytes /= static_cast<double>(filings.size());
  return floor;
}

}  // namespace motcua::bench
