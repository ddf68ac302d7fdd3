#include "guide/unanswered.h"

#include "guide/sql.h"
#include "guide/unanswered_words.h"

namespace motcua::guide {
namespace {

constexpr std::int64_t most_stored = 5000;
constexpr std::size_t most_waiting = 500;
constexpr std::int64_t most_listed = 500;
constexpr std::chrono::minutes between_writes{1};

std::string month_of(LocalDate day) { return format_iso(day).substr(0, 7); }

}  // namespace

Unanswered::~Unanswered() {
  try {
    write_down(written_);
  } catch (const std::exception&) {
    return;  // a store that is gone takes these few counts with it
  }
}

void Unanswered::note(const catalogue::Catalogue& catalogue, std::string_view question, Instant now,
                      UtcOffset offset) {
  const auto today = local_date(now, offset);
  const std::string kept = words_to_keep(catalogue.known_words(without_persons(question), today));
  if (kept.empty()) return;
  bool due = false;
  {
    const std::lock_guard lock(mutex_);
    if (counted_.size() >= most_waiting && !counted_.contains(kept)) return;
    auto& count = counted_[kept];
    ++count.times;
    count.month = month_of(today);
    due = now - written_ >= between_writes;
  }
  if (due) write_down(now);
}

void Unanswered::write_down(Instant now) {
  std::map<std::string, Count> counted;
  {
    const std::lock_guard lock(mutex_);
    counted.swap(counted_);
    written_ = now;
  }
  if (counted.empty()) return;
  store_.write([&](store::Writer& writer) {
    std::string newest;
    for (const auto& [words, count] : counted) {
      writer.execute(sql::add_unanswered, {words, count.times, count.month, most_stored});
      newest = std::max(newest, count.month);
    }
    const int year = std::stoi(newest.substr(0, 4)) - 1;
    writer.execute(sql::forget_unanswered_before, {std::to_string(year) + newest.substr(4)});
  });
}

std::vector<Unanswered::Row> Unanswered::list(Instant now) {
  write_down(now);
  return store_.read([&](store::Reader& reader) {
    std::vector<Row> rows;
    for (const store::Row& row : reader.run(sql::unanswered, {most_listed}))
      rows.push_back({row.text(0), row.integer(1), row.text(2)});
    return rows;
  });
}

bool Unanswered::forget(const std::string& words, Instant now) {
  write_down(now);
  return store_.write(
      [&](store::Writer& writer) { return writer.execute(sql::forget_unanswered, {words}) > 0; });
}

}  // namespace motcua::guide
