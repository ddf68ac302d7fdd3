// What was said and signed of each closed day beside what the events amount to, counted in the order of their
// positions and not, as closing does, dossier by dossier.
#include <fmt/format.h>

#include <utility>

#include "ranking/making.h"
#include "ranking/published.h"
#include "ranking/source.h"

namespace motcua::ranking {
namespace {

using dossier::ClosedDay;
using dossier::EventMark;
using dossier::StoredDay;

constexpr std::int64_t events_at_once = 5'000;
constexpr std::size_t most_told = 100;

class Check {
 public:
  Check(store::Reader& reader, UtcOffset offset)
      : reader_(reader), offset_(offset), closed_(dossier::closed_days(reader)) {}

  std::vector<std::string> run() {
    const std::int64_t last = closed_.empty() ? 0 : closed_.back().position;
    for (std::int64_t after = 0; after < last; after += events_at_once) {
      const std::int64_t upto = std::min(last, after + events_at_once);
      count(after, upto);
      compare(upto);
    }
    compare(last);
    return std::move(wrong_);
  }

 private:
  // What the events of a day give.
  struct Given {
    std::int64_t first = 0, last = 0;  // positions
    std::vector<Digest> hashes;
    dossier::DayCounts counts;
  };

  void count(std::int64_t after, std::int64_t upto) {
    const auto events = events_between(reader_, after, upto);
    auto event = events.begin();
    for (const EventMark& mark : dossier::event_marks(reader_, after, upto, offset_)) {
      const auto day = dossier::day_of(closed_, mark.position, mark.recorded);
      if (day) take(given_[*day], mark);
      if (event == events.end() || event->dossier != mark.dossier || event->version != mark.version) continue;
      Course& course = courses_[mark.dossier];
      const Effect effect = follow(course, *event++, offset_);
      if (day) add_inputs(course, effect, given_[*day].counts);
      if (course.closed) courses_.erase(mark.dossier);
    }
  }

  static void take(Given& given, const EventMark& mark) {
    if (given.hashes.empty()) given.first = mark.position;
    given.last = mark.position;
    given.hashes.push_back(mark.hash);
  }

  // No event above this position belongs to these days.
  void compare(std::int64_t position) {
    for (; next_ < closed_.size() && closed_[next_].position <= position; ++next_) {
      const ClosedDay& closed = closed_[next_];
      if (const auto wrong = fault_in(closed); !wrong.empty() && wrong_.size() < most_told)
        wrong_.push_back(fmt::format("{}: {}", format_iso(closed.day), wrong));
      given_.erase(closed.day);
    }
  }

  // The day as somebody would find it who got its statement, its signature and these events.
  std::string fault_in(const ClosedDay& closed) {
    const StoredDay stored = dossier::closed_day(reader_, closed.day).value();
    const Given& given = given_[closed.day];
    auto day = dossier::read_day_file(dossier::day_file(stored.statement, stored.signature, given.hashes));
    if (!day) {
      before_.reset();
      return "statement_is_readable: " + day.error().front().params.at("what");
    }
    const bool is_first = next_ == 0;
    const auto before = std::exchange(before_, day->statement);
    if (!is_first && !before) return "";  // the one before cannot be read, and that was told
    if (const auto wrong = dossier::fault_in(*day, before ? &*before : nullptr, announced(day->statement)))
      return wrong->invariant + ": " + wrong->detail;
    const dossier::DayStatement& said = day->statement;
    if (said.day != closed.day || said.position != closed.position)
      return "columns_equal_statement: it is kept as another day or another position than it says";
    const bool is_where_it_is = given.hashes.empty()
                                    ? stored.last < stored.first
                                    : stored.first == given.first && stored.last == given.last;
    if (!is_where_it_is) return "columns_equal_statement: its events are looked for at other positions";
    const auto different = difference(said.counts, given.counts);
    return different.empty() ? "" : "events_give_inputs: " + different;
  }

  // A key that took the place of a lost one has nothing but the word of the installation, which is us.
  static std::optional<PublicKey> announced(const dossier::DayStatement& statement) {
    const bool was_lost = statement.key_change && !statement.key_change->vouched;
    return was_lost ? std::optional(statement.key) : std::nullopt;
  }

  store::Reader& reader_;
  const UtcOffset offset_;
  const std::vector<ClosedDay> closed_;
  std::size_t next_ = 0;
  Courses courses_;
  std::map<LocalDate, Given> given_;
  std::optional<dossier::DayStatement> before_;
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> wrong_days(store::Reader& reader, UtcOffset offset) {
  return Check(reader, offset).run();
}

}  // namespace motcua::ranking
