#include <fmt/format.h>
#include <sqlite3.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "base/random.h"
#include "bench/fill/capture.h"
#include "calendar/calendar.h"
#include "dossier/sql.h"
#include "floor.h"
#include "organisation/organisation.h"
#include "workflow/clocks.h"
#include "workflow/tally.h"

namespace motcua::bench {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Close>;
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;
using Cells = std::vector<store::Value>;

// One row as SQLite holds it, and the statement that writes it.
struct Row {
  const store::Query* query = nullptr;
  Cells cells;
};
// What one act wrote: one transaction's worth, in the order in which the program writes it.
struct Act {
  std::string series, day;  // of the serial number it took; "" when the dossier was there before
  std::vector<Row> rows;
};

namespace sql = dossier::sql;

void must(int code, sqlite3* database) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  throw std::runtime_error(fmt::format("floor: {}", sqlite3_errmsg(database)));
}

Connection open(const std::string& data) {
  sqlite3* database = nullptr;
  const std::string file = data + "/motcua.sqlite";
  const int code =
      sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection opened(database);
  must(code, database);
  return opened;
}

Prepared prepare(const Connection& database, std::string_view text) {
  sqlite3_stmt* statement = nullptr;
  must(sqlite3_prepare_v3(database.get(), text.data(), static_cast<int>(text.size()),
                          SQLITE_PREPARE_PERSISTENT, &statement, nullptr),
       database.get());
  return Prepared(statement);
}

store::Value cell_of(sqlite3_stmt* statement, int column) {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, column);
    case SQLITE_TEXT:
      return std::string(data == nullptr ? "" : data, size);
    case SQLITE_BLOB:
      return Bytes(data, data + size);
  }
  return {};
}

struct Bind {
  sqlite3_stmt* statement;
  int index;
  void operator()(std::monostate) const { sqlite3_bind_null(statement, index); }
  void operator()(std::int64_t value) const { sqlite3_bind_int64(statement, index, value); }
  void operator()(double value) const { sqlite3_bind_double(statement, index, value); }
  void operator()(const std::string& value) const {
    sqlite3_bind_text(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  void operator()(const Bytes& value) const {
    sqlite3_bind_blob(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
};

// Parameters are bound by number: SQLite itself numbers "$n" by first appearance.
void bind(sqlite3_stmt* statement, const Cells& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const int index = sqlite3_bind_parameter_index(statement, fmt::format("${}", i + 1).c_str());
    if (index > 0) std::visit(Bind{statement, index}, cells[i]);
  }
}

std::vector<Cells> rows_of(const Connection& database, const std::string& query, const Cells& params) {
  const Prepared statement = prepare(database, own_query(query).sqlite);
  bind(statement.get(), params);
  const int columns = sqlite3_column_count(statement.get());
  std::vector<Cells> rows;
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    Cells cells;
    for (int c = 0; c < columns; ++c) cells.push_back(cell_of(statement.get(), c));
    rows.push_back(std::move(cells));
  }
  return rows;
}

// Another id of the same age, which nobody has.
void other_id(store::Value& cell) {
  auto& id = std::get<Bytes>(cell);
  id[id.size() - 1] ^= 0x5A;
  id[id.size() - 2] ^= 0xC3;
}
// "H18.036-261120-0018" → "X18.036-261120-0018": a series of its own in every agency.
void other_code(std::string& code) { code[0] = 'X'; }

std::string text(const Bytes& bytes) { return std::string(bytes.begin(), bytes.end()); }

// The acts of a range, made into acts that were never recorded: those that began a dossier begin another one,
// the others are done to the same dossier a thousand versions later.
class Reading {
 public:
  Reading(const Connection& database, const Place& place, const EventRange& range)
      : database_(database),
        params_{range.from, range.to},
        store_(store::open(place.options())),
        dossiers_(place.keys(), random_) {
    workflow::count_moves(dossiers_);
    workflow::keep_clocks(dossiers_, timetables_);
  }

  std::vector<Act> acts() {
    for (auto& row : rows_of(database_, "event_rows", params_)) take_event(std::move(row));
    for (auto& row : rows_of(database_, "private_rows", params_)) {
      const auto place = act_of_version_.find(text(std::get<Bytes>(row[0])) +
                                              std::to_string(std::get<std::int64_t>(row[1])));
      if (place == act_of_version_.end()) continue;
      renew(row, 0, 1);
      acts_[place->second].rows.push_back({&sql::insert_private, std::move(row)});
    }
    for (auto& row : rows_of(database_, "act_rows", params_)) {
      const auto place = act_of_key_.find(text(std::get<Bytes>(row[0])));
      if (place == act_of_key_.end()) continue;
      other_id(row[0]);
      renew(row, 1, 2);
      acts_[place->second].rows.push_back({&sql::insert_act, std::move(row)});
    }
    take_first("key_rows", sql::insert_key, 0);
    take_first("lookup_rows", sql::insert_lookup, 2);
    take_dossiers();
    return std::move(acts_);
  }

 private:
  void renew(Cells& row, std::size_t dossier, std::size_t version) {
    if (begun_.contains(text(std::get<Bytes>(row[dossier])))) {
      other_id(row[dossier]);
    } else if (version < row.size()) {
      std::get<std::int64_t>(row[version]) += 1000;
    }
  }

  // dossier, version, … the idempotency key is the 11th column.
  void take_event(Cells row) {
    const std::string dossier = text(std::get<Bytes>(row[0]));
    const auto version = std::get<std::int64_t>(row[1]);
    const auto [place, fresh] = act_of_key_.emplace(text(std::get<Bytes>(row[10])), acts_.size());
    if (fresh) acts_.emplace_back();
    if (version == 1) begun_.emplace(dossier, place->second);
    act_of_version_.emplace(dossier + std::to_string(version), place->second);
    dossiers_touched_.insert(dossier);
    renew(row, 0, 1);
    other_id(row[10]);
    acts_[place->second].rows.push_back({&sql::insert_event, std::move(row)});
  }

  // Rows that only the first act of a dossier writes.
  void take_first(const std::string& query, const store::Query& insert, std::size_t dossier) {
    for (auto& row : rows_of(database_, query, params_)) {
      const auto place = begun_.find(text(std::get<Bytes>(row[dossier])));
      if (place == begun_.end()) continue;
      other_id(row[dossier]);
      acts_[place->second].rows.push_back({&insert, std::move(row)});
    }
  }

  // The dossier's row as each act left it, and what follows from it: clock, moves between lists, who solved
  // it.
  void take_dossiers() {
    for (const auto& bytes : dossiers_touched_) {
      Uuid id;
      std::ranges::copy(bytes, id.bytes.begin());
      const auto events = store_->read([&](store::Reader& reader) { return dossiers_.events(reader, id); });
      dossier::State before, after;
      for (std::size_t i = 0; i < events.size(); ++i) {
        dossier::apply(after, events[i]);
        const bool act_ends =
            i + 1 == events.size() || events[i + 1].idempotency_key != events[i].idempotency_key;
        if (!act_ends) continue;
        const auto& key = events[i].idempotency_key.bytes;
        const auto act = act_of_key_.find(std::string(key.begin(), key.end()));
        if (act != act_of_key_.end()) take_outcome(acts_[act->second], bytes, before, after);
        before = after;
      }
    }
  }

  void take_outcome(Act& act, const std::string& id, dossier::State before, dossier::State after) {
    if (begun_.contains(id)) {
      for (auto* state : {&before, &after}) renew(*state);
    }
    const bool first = before.version == 0;
    if (first) put_series(act, after.code);
    Capture rows;
    dossiers_.keep(rows, first ? nullptr : &before, after);
    for (auto& statement : rows.take()) act.rows.push_back({statement.query, std::move(statement.values)});
  }

  static void renew(dossier::State& state) {
    store::Value id = Bytes(state.id.bytes.begin(), state.id.bytes.end());
    other_id(id);
    std::ranges::copy(std::get<Bytes>(id), state.id.bytes.begin());
    if (!state.code.empty()) other_code(state.code);
  }

  static void put_series(Act& act, const std::string& code) {
    const auto dash = code.find('-');
    act.series = code.substr(0, dash);
    act.day = fmt::format("20{}-{}-{}", code.substr(dash + 1, 2), code.substr(dash + 3, 2),
                          code.substr(dash + 5, 2));
  }

  const Connection& database_;
  const Cells params_;
  const organisation::Organisation organisation_ = organisation::load_organisation();
  const workflow::Timetables timetables_{organisation_, calendar::shipped_calendar()};
  SystemRandom random_;
  std::unique_ptr<store::Store> store_;
  dossier::Dossiers dossiers_;
  std::vector<Act> acts_;
  std::unordered_map<std::string, std::size_t> act_of_key_, act_of_version_, begun_;
  std::unordered_set<std::string> dossiers_touched_;
};

class BareWriter {
 public:
  explicit BareWriter(const Connection& database) : database_(database) {
    must(sqlite3_exec(database.get(),
                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; "
                      "PRAGMA wal_autocheckpoint = 500",
                      nullptr, nullptr, nullptr),
         database.get());
    begin_ = prepare(database, "BEGIN IMMEDIATE");
    commit_ = prepare(database, "COMMIT");
    serial_ = prepare(database, sql::next_serial.sqlite);
  }
  // Before it writes any of them.
  void prepare_for(const std::vector<Act>& acts) {
    for (const auto& act : acts) {
      for (const auto& row : act.rows) {
        if (!tables_.contains(row.query)) tables_.emplace(row.query, writing(*row.query));
      }
    }
  }
  void begin() { step(begin_); }
  void commit() { step(commit_); }
  void write(const Act& act) {
    if (!act.series.empty()) {
      Bind{serial_.get(), 1}(act.series);
      Bind{serial_.get(), 2}(act.day);
      step(serial_);
    }
    for (const Row& row : act.rows) {
      auto& table = tables_.at(row.query);
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (table.index[i] > 0) std::visit(Bind{table.statement.get(), table.index[i]}, row.cells[i]);
      }
      step(table.statement);
    }
  }

 private:
  struct Writing {
    Prepared statement;
    std::vector<int> index;
  };
  // Bound by position of the parameter's number, found once.
  Writing writing(const store::Query& query) const {
    Writing table{prepare(database_, query.sqlite), {}};
    for (int i = 1; i <= 24; ++i) {
      table.index.push_back(
          sqlite3_bind_parameter_index(table.statement.get(), fmt::format("${}", i).c_str()));
    }
    return table;
  }
  void step(const Prepared& statement) {
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
    must(code, database_.get());
    sqlite3_reset(statement.get());
  }

  const Connection& database_;
  Prepared begin_, commit_, serial_;
  std::unordered_map<const store::Query*, Writing> tables_;
};

double cpu_of_this_thread() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Size {
  double operator()(std::monostate) const { return 0; }
  double operator()(std::int64_t) const { return 8; }
  double operator()(double) const { return 8; }
  double operator()(const std::string& value) const { return static_cast<double>(value.size()); }
  double operator()(const Bytes& value) const { return static_cast<double>(value.size()); }
};

}  // namespace

Floor sqlite_floor(const Place& place, const EventRange& range, double batch_mean, bool lives,
                   std::chrono::milliseconds most) {
  using Clock = std::chrono::steady_clock;
  const Connection database = open(place.data);
  const auto acts = Reading(database, place, range).acts();
  if (acts.empty()) return {};
  BareWriter writer(database);
  writer.prepare_for(acts);
  const auto began = Clock::now();
  const double cpu = cpu_of_this_thread();
  std::size_t done = 0, begun = 0;
  double owed = 0;  // a mean of 31.5 means batches of 31 and 32 in turn
  while (done < acts.size() && Clock::now() - began < most) {
    owed += std::max(batch_mean, 1.0);
    writer.begin();
    for (; owed >= 1 && done < acts.size(); owed -= 1, ++done) {
      writer.write(acts[done]);
      if (!acts[done].series.empty()) ++begun;
    }
    writer.commit();
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  const auto count = static_cast<double>(lives ? begun : done);
  Floor floor;
  floor.per_second = count / seconds;
  floor.cpu_micros = (cpu_of_this_thread() - cpu) / count * 1e6;
  for (std::size_t i = 0; i < done; ++i) {
    floor.statements += (acts[i].series.empty() ? 0 : 1) + static_cast<double>(acts[i].rows.size());
    for (const auto& row : acts[i].rows) {
      for (const auto& cell : row.cells) floor.bytes += std::visit(Size{}, cell);
    }
  }
  floor.statements /= count;
  floor.bytes /= count;
  return floor;
}

std::int64_t last_event(store::Store& store) {
  return store.read([](store::Reader& reader) { return reader.one(own_query("last_event"))->integer(0); });
}

}  // namespace motcua::bench
