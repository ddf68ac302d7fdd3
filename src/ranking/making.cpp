#include "ranking/making.h"

#include <deque>

#include "ranking/source.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

constexpr std::int64_t events_in_a_step = 5'000;
constexpr int rows_in_a_step = 5'000;
constexpr std::int64_t events_at_once = 20'000;
constexpr std::size_t pages_ahead = 2;
constexpr int rows_at_once = 60'000;

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
  if (!is_reading_) return write_some(rows_in_a_step);
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

void Making::run() {
  is_running_ = true;
  read_all();
  is_reading_ = false;
  recount_.close();
  while (write_some(rows_at_once)) {
  }
}

// Taking events apart costs more than counting them, so others do it ahead of the one that counts.
void Making::read_all() {
  const auto last = store_.read([](store::Reader& reader) { return dossier::last_position(reader); });
  const auto end_of_page = [&](std::int64_t after) { return std::min(last, after + events_at_once); };
  std::deque<std::future<std::vector<dossier::Event>>> pages;
  for (std::int64_t asked = position_; position_ < last; position_ = end_of_page(position_)) {
    for (; pages.size() < pages_ahead && asked < last; asked = end_of_page(asked)) {
      pages.push_back(std::async(std::launch::async, [this, after = asked, upto = end_of_page(asked)] {
        return store_.read([&](store::Reader& reader) { return events_between(reader, after, upto); });
      }));
    }
    recount_events(pages.front().get(), counting_, courses_, recount_);
    pages.pop_front();
  }
}

// Out of those of the level before where that helps: a hundredth of them, once days have become months.
Making::Rows Making::rows_of(std::size_t level) const {
  const auto& of = Recount::levels()[level];
  const auto* before = level > 0 ? &Recount::levels()[level - 1] : nullptr;
  const bool is_finer = before != nullptr && before->view == of.view && before->province == of.province;
  const auto finer = [&](Grains kept, const std::vector<Recount::Packed>& rows) {
    return is_finer && kept.hold(before->grain) ? &rows : nullptr;
  };
  return {recount_.cells(of, finer(grains_of_cells(of.view, of.province), rows_.cells)),
          recount_.times(of, finer(grains_of_times(of.view, of.province), rows_.times))};
}

// False: there are no more.
bool Making::take_level() {
  const std::size_t all = Recount::levels().size();
  if (level_ == all) return false;
  rows_ = next_rows_.valid() ? next_rows_.get() : rows_of(level_);  // reads the ones before
  at_cell_ = at_time_ = 0;
  ++level_;
  if (is_running_ && level_ < all)
    next_rows_ = std::async(std::launch::async, [this, level = level_] { return rows_of(level); });
  return true;
}

// A command may run again, so it begins where the last one that succeeded ended.
bool Making::write_some(int most_rows) {
  if (at_cell_ == rows_.cells.size() && at_time_ == rows_.times.size() && !take_level()) return false;
  const auto& level = Recount::levels()[level_ - 1];
  std::vector<std::pair<SumKey, Counts>> cells;
  std::vector<std::pair<TimeKey, std::int64_t>> times;
  std::size_t cell = at_cell_, time = at_time_;
  for (int rows = 0; rows < most_rows; ++rows) {
    if (cell < rows_.cells.size()) {
      cells.push_back(recount_.next_cell(level, rows_.cells, cell));
    } else if (time < rows_.times.size()) {
      times.push_back(recount_.next_time(level, rows_.times, time));
    }
  }
  store_.write([&](store::Writer& writer) {
    put_new_cells(writer, number_, cells);
    put_new_times(writer, number_, times);
  });
  at_cell_ = cell;
  at_time_ = time;
  return true;
}

}  // namespace motcua::ranking
