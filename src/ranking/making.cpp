#include "ranking/making.h"

#include "ranking/source.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

constexpr std::int64_t events_in_a_step = 5'000;
constexpr int rows_in_a_step = 5'000;

std::int64_t begin_making(store::Store& store) {
  return store.write([](store::Writer& writer) { return writer.one(sql::begin_making)->integer(0); });
}

}  // namespace

void recount_events(const std::vector<dossier::Event>& events, const Counting& counting, Courses& courses,
                    Recount& recount) {
  for (const auto& event : events) {
    Course& course = courses[event.dossier];
    const Effect effect = follow(course, event, counting.offset());
    recount.add(course, effect, counting.minutes(course, effect));
    if (course.closed) courses.erase(event.dossier);
  }
}

Making::Making(store::Store& store, const Counting& counting)
    : store_(store), counting_(counting), number_(begin_making(store)) {}

bool Making::step() {
  if (!is_reading_) return write_some();
  if (!read_some()) {
    is_reading_ = false;
    recount_.close();
  }
  return true;
}

// A reading may run again, so nothing is counted before it has ended.
bool Making::read_some() {
  struct Some {
    std::vector<dossier::Event> events;
    std::int64_t upto, last;
  };
  const Some some = store_.read([&](store::Reader& reader) {
    const auto last = dossier::last_position(reader);
    const auto upto = std::min(last, position_ + events_in_a_step);
    return Some{events_between(reader, position_, upto), upto, last};
  });
  recount_events(some.events, counting_, courses_, recount_);
  position_ = some.upto;
  return some.upto < some.last;
}

// A command may run again, so it begins where the last one that succeeded ended.
bool Making::write_some() {
  const auto& levels = Recount::levels();
  if (at_cell_ == cells_.size() && at_time_ == times_.size()) {
    if (level_ == levels.size()) return false;
    cells_ = recount_.cells(levels[level_]);
    times_ = recount_.times(levels[level_]);
    at_cell_ = at_time_ = 0;
    ++level_;
  }
  const auto& level = levels[level_ - 1];
  const auto [cell, time] = store_.write([&](store::Writer& writer) {
    std::size_t cell = at_cell_, time = at_time_;
    for (int rows = 0; rows < rows_in_a_step; ++rows) {
      if (cell < cells_.size()) {
        const auto [key, counts] = recount_.next_cell(level, cells_, cell);
        put_cell(writer, number_, key, counts);
      } else if (time < times_.size()) {
        const auto [key, dossiers] = recount_.next_time(level, times_, time);
        put_time(writer, number_, key, dossiers);
      }
    }
    return std::pair(cell, time);
  });
  at_cell_ = cell;
  at_time_ = time;
  return true;
}

}  // namespace motcua::ranking
