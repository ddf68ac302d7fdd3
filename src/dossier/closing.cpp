#include "dossier/closing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/merkle.h"
#include "dossier/positions.h"
#include "dossier/rows.h"
#include "dossier/sql.h"

namespace motcua::dossier {
namespace {

using std::chrono::days;

constexpr int page = 500;  // dossiers in one snapshot
constexpr std::size_t marks_in_a_page = 10'000;

EventMark mark_of(const store::Row& row, UtcOffset offset) {
  EventMark mark{row.integer(0), row.uuid(1), row.integer(2), local_date(row.instant(3), offset), {}};
  const Bytes& hash = row.bytes(4);
  CHECK(hash.size() == mark.hash.size());
  std::copy(hash.begin(), hash.end(), mark.hash.begin());
  return mark;
}

LocalDate date_of(const std::string& text) {
  const auto date = parse_date(text);
  CHECK(date.has_value());
  return *date;
}

StoredDay stored_day(const store::Row& row) {
  StoredDay day{row.text(5), {}, row.integer(3), row.integer(4)};
  const Bytes& signature = row.bytes(6);
  CHECK(signature.size() == day.signature.size());
  std::copy(signature.begin(), signature.end(), day.signature.begin());
  return day;
}

struct LastDay {
  DayStatement statement;
  std::string text;
  std::int64_t open_from = 1;
};

std::optional<LastDay> last_day(store::Reader& reader) {
  const auto row = reader.one(sql::last_day);
  if (!row) return std::nullopt;
  return LastDay{read_statement(json::parse(row->text(3))).value(), row->text(3), row->integer(2)};
}

// The events that no closed day holds, as far as one step reads them, each with the day it will belong to.
struct Open {
  std::optional<LastDay> last;
  std::map<LocalDate, std::vector<EventMark>> days;
  std::int64_t position = 0;      // the last one looked at
  bool all = true;                // false: there are events above it
  std::optional<LocalDate> busy;  // the last closed day that had events
};

// Puts the marks into their days, but for those that a closed day holds. How many were put.
std::size_t sort_into_days(const std::vector<EventMark>& marks, Open& open) {
  std::size_t put = 0;
  for (const auto& mark : marks) {
    LocalDate day = mark.recorded;
    if (open.last) {
      const auto& closed = open.last->statement;
      if (mark.position <= closed.position && day <= closed.day) continue;
      day = std::max(day, closed.day + days{1});
    }
    open.days[day].push_back(mark);
    ++put;
  }
  return put;
}

// Looks on until `most` open events were found. Events of an import stand among those of days long closed, so
// there may be millions between two open ones: no statement asks for more than a page.
Open read_open(store::Reader& reader, UtcOffset offset, std::size_t most) {
  Open open;
  open.last = last_day(reader);
  if (const auto row = reader.one(sql::last_busy_day)) open.busy = date_of(row->text(0));
  const std::int64_t newest = last_position(reader);
  open.position = (open.last ? open.last->open_from : 1) - 1;
  open.all = false;
  for (std::size_t found = 0; found < most && !open.all;) {
    const std::size_t asked = std::min(most, marks_in_a_page);
    const auto marks = event_marks(reader, open.position, newest, offset, static_cast<std::int64_t>(asked));
    open.all = marks.size() < asked;
    open.position = open.all ? newest : marks.back().position;
    found += sort_into_days(marks, open);
  }
  return open;
}

// The last day that this step may close; before the first one when there is none.
LocalDate closable_until(const Open& open, UtcOffset offset, Instant now) {
  LocalDate until = local_date(now - grace, offset) - days{1};
  LocalDate newest = open.busy.value_or(before_all_days);
  if (!open.days.empty()) newest = std::max(newest, open.days.rbegin()->first);
  if (!open.all) return std::min(until, newest - days{1});  // the newest of them may go on above
  return std::min(until, newest + longest_silence);
}

// Calls with all events of each dossier.
void visit(store::Store& store, const std::vector<Uuid>& dossiers,
           const std::function<void(const std::vector<Event>&)>& take) {
  for (std::size_t from = 0; from < dossiers.size(); from += page) {
    const std::size_t to = std::min(dossiers.size(), from + page);
    std::vector<std::vector<Event>> lists;
    store.read([&](store::Reader& reader) {
      lists.clear();
      for (std::size_t i = from; i < to; ++i) lists.push_back(read_events(reader, dossiers[i]));
    });
    for (const auto& events : lists) take(events);
  }
}

// What the marked events count for, by the day that each belongs to.
std::map<LocalDate, DayCounts> count(store::Store& store,
                                     const std::map<LocalDate, std::vector<EventMark>>& marked,
                                     const CountDossier& count_dossier) {
  std::set<Uuid> dossiers;
  std::map<std::pair<Uuid, std::int64_t>, LocalDate> day_of_event;
  for (const auto& [day, marks] : marked) {
    for (const auto& mark : marks) {
      dossiers.insert(mark.dossier);
      day_of_event.emplace(std::pair(mark.dossier, mark.version), day);
    }
  }
  std::map<LocalDate, DayCounts> counts;
  visit(store, {dossiers.begin(), dossiers.end()}, [&](const std::vector<Event>& events) {
    count_dossier(events, [&](std::size_t place) {
      const auto found = day_of_event.find({events[place].dossier, events[place].version});
      return found == day_of_event.end() ? nullptr : &counts[found->second];
    });
  });
  for (auto& [day, rows] : counts) std::erase_if(rows, [](const auto& row) { return row.second == 0; });
  return counts;
}

std::vector<Digest> hashes(const std::vector<EventMark>& marks) {
  std::vector<Digest> all;
  all.reserve(marks.size());
  for (const auto& mark : marks) all.push_back(mark.hash);
  return all;
}

std::optional<KeyChange> key_change(const Closing& closing, const std::optional<LastDay>& last) {
  if (!last || last->statement.key == closing.key.public_key()) return std::nullopt;
  if (closing.key_change && closing.key_change->before == last->statement.key) return closing.key_change;
  throw std::runtime_error(
      fmt::format("keys/signing.key is not the key that signed {}: bring that one back from the backup of "
                  "keys/; when it is "
                  "lost, stop every motcua and run motcua keys sign-anew --lost",
                  format_iso(last->statement.day)));
}

// Days that are closed in one step, from the one after the last.
class Closer {
 public:
  Closer(const Closing& closing, Open open, std::map<LocalDate, DayCounts> counts)
      : closing_(&closing), open_(std::move(open)), counts_(std::move(counts)) {}

  void close(store::Writer& writer, LocalDate day) {
    const auto found = open_.days.find(day);
    const std::vector<EventMark> marks =
        found == open_.days.end() ? std::vector<EventMark>{} : std::move(found->second);
    if (found != open_.days.end()) open_.days.erase(found);
    DayStatement statement;
    statement.installation = closing_->installation;
    statement.day = day;
    statement.position = open_.position;
    statement.events = static_cast<std::int64_t>(marks.size());
    statement.root = merkle_root(hashes(marks));
    statement.key = closing_->key.public_key();
    statement.key_change = key_change(*closing_, open_.last);
    statement.counts = counts_[day];
    if (open_.last) statement.previous = sha256(as_bytes(open_.last->text));
    const std::string text = statement_text(statement);
    const std::int64_t first = marks.empty() ? open_.position + 1 : marks.front().position;
    const std::int64_t last = marks.empty() ? open_.position : marks.back().position;
    const std::int64_t open_from = first_open();
    writer.execute(sql::insert_day, {format_iso(day), statement.position, statement.events, first, last,
                                     open_from, text, closing_->key.sign(text)});
    open_.last = LastDay{std::move(statement), text, open_from};
  }

 private:
  std::int64_t first_open() const {
    std::int64_t first = open_.position + 1;
    for (const auto& [day, marks] : open_.days) first = std::min(first, marks.front().position);
    return first;
  }

  const Closing* closing_;
  Open open_;
  std::map<LocalDate, DayCounts> counts_;
};

constexpr int days_in_one_transaction = 50;

}  // namespace

bool close_days(store::Store& store, const Closing& closing, Instant now, std::size_t most) {
  const auto read = [&] {
    return store.read([&](store::Reader& reader) { return read_open(reader, closing.offset, most); });
  };
  const auto done = store.read([](store::Reader& reader) { return last_closed_day(reader); });
  if (done && *done + days{1} > local_date(now - grace, closing.offset) - days{1}) return false;
  while (append_positions(store)) {  // what waits for its position belongs to the day too
  }
  Open open = read();
  while (!open.all && open.days.size() <= 1) {  // one day with more events than a step reads
    most *= 2;
    open = read();
  }
  if (open.days.empty() && !open.last) return false;
  LocalDate day = open.last ? open.last->statement.day + days{1} : open.days.begin()->first;
  const LocalDate until = closable_until(open, closing.offset, now);
  if (day > until) return !open.all;
  key_change(closing, open.last);  // before the work
  const bool more = !open.all;
  std::map<LocalDate, std::vector<EventMark>> closable(open.days.begin(), open.days.upper_bound(until));
  auto counts = count(store, closable, closing.count);
  closable.clear();
  Closer kept(closing, std::move(open), std::move(counts));
  while (day <= until) {
    const LocalDate to = std::min(until, day + days{days_in_one_transaction - 1});
    kept = store.write([&](store::Writer& writer) {
      Closer attempt = kept;
      for (LocalDate each = day; each <= to; each += days{1}) attempt.close(writer, each);
      return attempt;
    });
    day = to + days{1};
  }
  return more;
}

DayStatement StoredDay::read() const { return read_statement(json::parse(statement)).value(); }

std::vector<StoredDay> days_after(store::Reader& reader, LocalDate after, int most) {
  std::vector<StoredDay> all;
  const std::string from = after == before_all_days ? "" : format_iso(after);
  for (const auto& row : reader.run(sql::days_after, {from, most})) all.push_back(stored_day(row));
  return all;
}

std::optional<StoredDay> closed_day(store::Reader& reader, LocalDate day) {
  const auto row = reader.one(sql::day_by_date, {format_iso(day)});
  return row ? std::optional(stored_day(*row)) : std::nullopt;
}

std::optional<LocalDate> last_closed_day(store::Reader& reader) {
  const auto row = reader.one(sql::last_day);
  return row ? std::optional(date_of(row->text(0))) : std::nullopt;
}

std::vector<ClosedDay> closed_days(store::Reader& reader) {
  std::vector<ClosedDay> all;
  for (const auto& row : reader.run(sql::closed_positions))
    all.push_back({date_of(row.text(0)), row.integer(1)});
  return all;
}

std::vector<Digest> hashes_of(store::Reader& reader, const StoredDay& day, UtcOffset offset) {
  const auto closed = closed_days(reader);
  const LocalDate date = day.read().day;
  std::vector<Digest> all;
  for (const auto& mark : event_marks(reader, day.first - 1, day.last, offset)) {
    if (day_of(closed, mark.position, mark.recorded) == date) all.push_back(mark.hash);
  }
  return all;
}

std::string day_file_of(store::Reader& reader, const StoredDay& day, UtcOffset offset) {
  return day_file(day.statement, day.signature, hashes_of(reader, day, offset));
}

std::vector<EventMark> event_marks(store::Reader& reader, std::int64_t after, std::int64_t upto,
                                   UtcOffset offset, std::int64_t most) {
  std::vector<EventMark> marks;
  for (const auto& row : reader.run(sql::marks_from, {after, upto, most}))
    marks.push_back(mark_of(row, offset));
  return marks;
}

Recounts recount_days(store::Store& store, UtcOffset offset, const CountDossier& count_dossier) {
  Recounts all;
  std::map<LocalDate, std::vector<EventMark>> marked;
  store.read([&](store::Reader& reader) {
    marked.clear();
    const auto closed = closed_days(reader);
    for (const auto& each : closed) marked[each.day];
    for (const auto& mark : event_marks(reader, 0, last_position(reader), offset)) {
      const auto day = day_of(closed, mark.position, mark.recorded);
      marked[day.value_or(LocalDate::max())].push_back(mark);
    }
  });
  auto counts = count(store, marked, count_dossier);
  for (const auto& [day, marks] : marked) {
    if (day != LocalDate::max()) all.days[day] = {hashes(marks), std::move(counts[day])};
  }
  all.open = std::move(counts[LocalDate::max()]);
  return all;
}

DayCounts open_counts(store::Store& store, UtcOffset offset, const CountDossier& count_dossier) {
  const Open open = store.read([&](store::Reader& reader) {
    return read_open(reader, offset, std::numeric_limits<std::int64_t>::max());
  });
  DayCounts all;
  for (const auto& [day, rows] : count(store, open.days, count_dossier)) add_counts(all, rows);
  return all;
}

}  // namespace motcua::dossier
