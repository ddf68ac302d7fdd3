#include "dossier/positions.h"

#include <fmt/format.h>

#include "base/check.h"
#include "dossier/rows.h"
#include "dossier/sql.h"

namespace motcua::dossier {
namespace {

struct AppendState {
  std::int64_t frontier, marked, marked_transaction;
  std::int64_t newest;       // event seen
  std::int64_t oldest_open;  // transaction
  std::int64_t next_begun;   // transaction

  explicit AppendState(store::Reader& reader) : AppendState(*reader.one(sql::append_state)) {}
  explicit AppendState(const store::Row& row)
      : frontier(row.integer(0)),
        marked(row.integer(1)),
        marked_transaction(row.integer(2)),
        newest(row.integer(3)),
        oldest_open(row.integer(4)),
        next_begun(row.integer(5)) {}

  // Whoever could still bring an event up to `marked` has ended.
  bool is_settled() const { return oldest_open >= marked_transaction; }
  // The mark was set in another database, which this one is a copy of.
  bool is_foreign() const { return marked_transaction > next_begun; }
};

struct Placed {
  int count = 0;
  std::int64_t last = 0;
};

Placed place(store::Writer& writer, std::int64_t frontier, int most) {
  Placed placed;
  for (const auto& row : writer.run(sql::place_events, {frontier, most})) {
    ++placed.count;
    placed.last = std::max(placed.last, row.integer(0));
  }
  return placed;
}

}  // namespace

// A transaction has its number before it takes numbers for events (it locked the dossier's row or the
// serial's first), so one that began after the mark only brings events above it.
bool append_positions(store::Store& store, int most) {
  const bool is_idle = store.read([](store::Reader& reader) {
    const AppendState state(reader);
    if (state.frontier == state.newest) return true;
    if (state.is_settled() || state.is_foreign()) return false;
    return reader.run(sql::unplaced_events, {state.frontier, 1}).empty();
  });
  if (is_idle) return false;
  return store.write([&](store::Writer& writer) {
    writer.run(sql::lock_append);
    const AppendState state(writer);
    const Placed placed = place(writer, state.frontier, most);
    const bool all = placed.count < most;
    std::int64_t frontier = state.frontier, marked = state.marked, transaction = state.marked_transaction;
    if (state.is_settled()) frontier = all ? marked : std::min(marked, std::max(frontier, placed.last));
    if (frontier == marked || state.is_foreign()) {
      marked = state.newest;
      transaction = state.next_begun;
    }
    writer.execute(sql::move_frontier, {frontier, marked, transaction});
    return !all;
  });
}

std::int64_t last_position(store::Reader& reader) { return reader.one(sql::last_position)->integer(0); }

std::int64_t EventReader::lock(store::Writer& writer) const {
  auto place = writer.one(sql::lock_reader, {name_});
  if (!place) {
    writer.execute(sql::add_reader, {name_});
    place = writer.one(sql::lock_reader, {name_});
  }
  return place->integer(0);
}

void EventReader::move_to(store::Writer& writer, std::int64_t position) const {
  writer.execute(sql::move_reader, {name_, position});
}

int EventReader::advance(store::Writer& writer, int most, const Take& take) const {
  const auto rows = writer.run(sql::events_from, {lock(writer), most});
  for (const auto& row : rows) take(row.integer(0), event_of(row.uuid(1), row, 2));
  if (!rows.empty()) move_to(writer, rows.back().integer(0));
  return static_cast<int>(rows.size());
}

std::int64_t EventReader::position(store::Reader& reader) const {
  const auto row = reader.one(sql::reader_position, {name_});
  return row ? row->integer(0) : 0;
}

std::vector<std::pair<std::string, double>> lag(store::Reader& reader) {
  const AppendState state(reader);
  const auto waiting = reader.run(sql::unplaced_events, {state.frontier, 10'000}).size();
  std::vector<std::pair<std::string, double>> figures{
      {"events_without_position", static_cast<double>(waiting)}};
  for (const auto& row : reader.run(sql::readers_behind)) {
    figures.emplace_back(fmt::format("events_unread{{reader=\"{}\"}}", row.text(0)),
                         static_cast<double>(row.integer(1)));
  }
  return figures;
}

std::string fault_in_positions_of(store::Reader& reader, const Uuid& dossier) {
  std::int64_t before = 0;
  bool is_waiting = false;
  for (const auto& row : reader.run(sql::positions_of, {dossier})) {
    if (row.is_null(1)) {
      is_waiting = true;
      continue;
    }
    const std::int64_t position = row.integer(1);
    if (is_waiting || position <= before) {
      return fmt::format("position {} of version {} stands before an earlier version", position,
                         row.integer(0));
    }
    before = position;
  }
  return "";
}

std::string fault_in_positions(store::Reader& reader) {
  const auto range = *reader.one(sql::position_range);
  if (range.integer(1) != 1 || range.integer(0) != range.integer(2)) {
    return fmt::format("{} positions from {} to {}", range.integer(0), range.integer(1), range.integer(2));
  }
  const auto strays = reader.one(sql::positions_without_event)->integer(0);
  return strays == 0 ? "" : fmt::format("{} positions have no event", strays);
}

}  // namespace motcua::dossier
