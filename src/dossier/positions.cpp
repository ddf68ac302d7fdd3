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
  std::int64_t above_ended;  // transaction

  explicit AppendState(store::Reader& reader) : AppendState(*reader.one(sql::append_state)) {}
  explicit AppendState(const store::Row& row)
      : frontier(row.integer(0)),
        marked(row.integer(1)),
        marked_transaction(row.integer(2)),
        newest(row.integer(3)),
        oldest_open(row.integer(4)),
        above_ended(row.integer(5)) {}

  // Whoever could still bring an event up to `marked` has ended.
  bool is_settled() const { return oldest_open >= marked_transaction; }
  // The mark was set in another database, which this one is a copy of.
  bool is_foreign() const { return marked_transaction > above_ended; }
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

// What one look at the events makes of the marks, once what waited has its positions.
struct Marks {
  std::int64_t frontier, marked, transaction;
};
Marks moved(const AppendState& state, const Placed& placed, bool all, std::int64_t seen,
            std::int64_t transaction) {
  Marks marks{state.frontier, state.marked, state.marked_transaction};
  if (state.is_settled())
    marks.frontier = all ? marks.marked : std::min(marks.marked, std::max(marks.frontier, placed.last));
  if (state.is_foreign()) return {std::min(marks.frontier, seen), seen, transaction};
  if (marks.frontier == marks.marked && seen > marks.marked) return {marks.frontier, seen, transaction};
  return marks;
}

}  // namespace

// A transaction has its number before it takes numbers for events (it locked the dossier's row or the
// serial's first). So whoever could still bring an event up to the newest one seen had its number then; this
// transaction, which begins after that look, has a higher one, and once all below it have ended nothing can
// come any more. A snapshot's own upper bound would not do: transactions above it may be at work already.
bool append_positions(store::Store& store, int most) {
  std::int64_t seen = 0;
  const bool is_idle = store.read([&](store::Reader& reader) {
    const AppendState state(reader);
    seen = state.newest;
    if (state.frontier == state.newest) return true;
    if (state.is_settled() || state.is_foreign()) return false;
    return reader.run(sql::unplaced_events, {state.frontier, 1}).empty();
  });
  if (is_idle) return false;
  return store.write([&](store::Writer& writer) {
    const auto transaction = writer.one(sql::lock_append)->integer(0);
    const AppendState state(writer);
    const Placed placed = place(writer, state.frontier, most);
    const bool all = placed.count < most;
    const Marks marks = moved(state, placed, all, seen, transaction);
    writer.execute(sql::move_frontier, {marks.frontier, marks.marked, marks.transaction});
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
  if (strays != 0) return fmt::format("{} positions have no event", strays);
  const auto passed = reader.one(sql::events_passed_over)->integer(0);
  return passed == 0 ? "" : fmt::format("{} events were passed over and have no position", passed);
}

}  // namespace motcua::dossier
