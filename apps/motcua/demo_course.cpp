#include "motcua/demo_course.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "motcua/demo_papers.h"

namespace motcua::app {
namespace {

using calendar::LimitKind;
using catalogue::Channel;

// Where a dossier stands in the end, and how it got there.
enum class Fate {
  handed_over,
  late,
  corrected,
  resumed,
  finished,
  approving,
  in_hand,
  given,
  unassigned,
  due_today,
  due_next,
  overdue,
  submitted,
  refused,
  supplement,
  supplement_brought,
  payment,
  paid,
  paused,
  withdrawn,
  stopped,
  erased,
  taken_over,
};

struct Share {
  Fate fate;
  int of_sixty;
};
constexpr std::array<Share, 23> mix{
    {{Fate::handed_over, 16}, {Fate::late, 3},      {Fate::corrected, 1},  {Fate::resumed, 1},
     {Fate::finished, 4},     {Fate::approving, 3}, {Fate::in_hand, 5},    {Fate::given, 2},
     {Fate::unassigned, 3},   {Fate::due_today, 2}, {Fate::due_next, 2},   {Fate::overdue, 3},
     {Fate::submitted, 4},    {Fate::refused, 1},   {Fate::supplement, 2}, {Fate::supplement_brought, 1},
     {Fate::payment, 1},      {Fate::paid, 1},      {Fate::paused, 1},     {Fate::withdrawn, 1},
     {Fate::stopped, 1},      {Fate::erased, 1},    {Fate::taken_over, 1}}};

// How often people ask for what; every procedure of the demo at least once.
int weight(const std::string& code) {
  if (code == "1.001193" || code == "2.000815") return 8;
  if (code == "1.001612" || code == "2.000884" || code == "2.001035") return 6;
  constexpr std::array<std::string_view, 7> often{"1.000656", "1.000894", "1.004873", "2.000635",
                                                  "1.004222", "1.004194", "1.014061"};
  return std::find(often.begin(), often.end(), code) != often.end() ? 4 : 1;
}

int working_days(const calendar::Limit& limit);

// What a commune solves itself, within the weeks that the demo tells of.
bool in_demo(const catalogue::ProcedureVersion& version) {
  const auto* terms = version.terms(Channel::counter);
  const bool commune = version.handled_by == "ubnd_xa" || version.handled_by == "cong_an_xa";
  return commune && terms != nullptr && terms->limit && terms->limit->kind != LimitKind::working_hours &&
         working_days(*terms->limit) <= 20;
}

constexpr std::size_t dossiers_of_focus = 60;  // of each of the first two communes
constexpr std::size_t dossiers_elsewhere = 280;

class Planner {
 public:
  Planner(const Program::Parts& parts, Instant start, Instant now, Random& random)
      : table_(parts.timetables.usual()), now_(now), random_(random) {
    const auto last = std::min(local_date(now) + std::chrono::days{40}, table_.calendar().last_day());
    for (auto day = local_date(start) + std::chrono::days{1}; day < last; day += std::chrono::days{1}) {
      if (!table_.works(day)) continue;
      if (day < local_date(now)) today_ = static_cast<int>(days_.size()) + 1;
      days_.push_back(day);
    }
    for (const auto& version : parts.shelf.current()->all(local_date(now))) {
      if (!in_demo(*version)) continue;
      for (int i = weight(version->code); i > 0; --i) versions_.push_back(version);
    }
    CHECK(!versions_.empty());
    for (const Share& share : mix)
      fates_.insert(fates_.end(), static_cast<std::size_t>(share.of_sixty), share.fate);
    shuffle(versions_);
  }

  DemoCourse course(const DemoStaff& staff, Fate fate, bool scanned);
  std::vector<Fate> fates() {
    shuffle(fates_);
    return fates_;
  }

 private:
  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[random_.below(static_cast<std::uint32_t>(i))]);
  }
  int between(int low, int high) {
    return low + static_cast<int>(random_.below(static_cast<std::uint32_t>(std::max(1, high - low + 1))));
  }
  // A minute of a worked day while the office is open.
  Instant moment(int day, int from = 7 * 60 + 20, int to = 16 * 60 + 40) {
    const auto at = static_cast<std::size_t>(std::clamp(day, 0, static_cast<int>(days_.size()) - 1));
    return table_.next_opening(to_instant(LocalTime(days_[at]) + std::chrono::minutes(between(from, to))))
        .value();
  }
  Instant later(Instant from, double minutes) {
    const auto amount = std::chrono::minutes(std::lround(std::max(1.0, minutes)));
    return table_.next_opening(table_.add_working_time(from, amount).value()).value();
  }
  const calendar::Limit& limit(const DemoCourse& course) const {
    return *course.version->terms(course.channel)->limit;
  }

  void choose(DemoCourse& course, Fate fate);
  bool suits(const catalogue::ProcedureVersion& version, Fate fate) const;
  Instant filed_at(const DemoCourse& course, Fate fate);
  int day_for_target(const DemoCourse& course, int target) const;
  void begin(DemoCourse& course, Fate fate, bool scanned);
  void proceed(DemoCourse& course, Fate fate);
  void finish(DemoCourse& course, Fate fate, double span);
  void add(DemoCourse& course, Deed deed, double minutes) {
    course.deeds.push_back({later(course.deeds.back().at, minutes), deed});
  }

  const calendar::Timetable& table_;
  Instant now_;
  Random& random_;
  std::vector<LocalDate> days_;  // worked ones
  int today_ = 0;                // index of today, or of the next worked day
  std::vector<catalogue::VersionRef> versions_;
  std::size_t next_version_ = 0;
  std::vector<Fate> fates_;
};

int working_days(const calendar::Limit& limit) {
  switch (limit.kind) {
    case LimitKind::working_days:
      return limit.amount;
    case LimitKind::calendar_days:
      return limit.amount * 5 / 7 + 1;
    case LimitKind::working_hours:
    case LimitKind::same_day:
    case LimitKind::none:
      return 0;
  }
  CHECK(false);
}

bool ends_well(Fate fate) {
  switch (fate) {
    case Fate::handed_over:
    case Fate::late:
    case Fate::corrected:
    case Fate::resumed:
    case Fate::finished:
    case Fate::refused:
    case Fate::supplement_brought:
    case Fate::paid:
    case Fate::withdrawn:
    case Fate::stopped:
    case Fate::erased:
      return true;
    case Fate::approving:
    case Fate::in_hand:
    case Fate::given:
    case Fate::unassigned:
    case Fate::due_today:
    case Fate::due_next:
    case Fate::overdue:
    case Fate::submitted:
    case Fate::supplement:
    case Fate::payment:
    case Fate::paused:
    case Fate::taken_over:
      return false;
  }
  CHECK(false);
}

bool Planner::suits(const catalogue::ProcedureVersion& version, Fate fate) const {
  const int days = working_days(version.terms(Channel::counter)->limit.value());
  switch (fate) {
    case Fate::submitted:
    case Fate::refused:
      return version.terms(Channel::online) != nullptr;
    case Fate::payment:
    case Fate::paid: {
      const auto* terms = version.terms(Channel::online);
      return terms != nullptr && intake::fee_of(*terms).value_or(0) > 0;
    }
    case Fate::corrected:
    case Fate::resumed:
    case Fate::approving:
    case Fate::in_hand:
    case Fate::given:
    case Fate::due_next:
    case Fate::supplement:
    case Fate::supplement_brought:
    case Fate::paused:
    case Fate::withdrawn:
    case Fate::stopped:
      return days >= 3;
    case Fate::taken_over:
      return days >= 20;
    case Fate::late:
    case Fate::erased:
      return days <= 7;
    case Fate::handed_over:
    case Fate::finished:
    case Fate::unassigned:
    case Fate::due_today:
    case Fate::overdue:
      return true;
  }
  CHECK(false);
}

void Planner::choose(DemoCourse& course, Fate fate) {
  do {
    course.version = versions_[next_version_++ % versions_.size()];
  } while (!suits(*course.version, fate));
  const int drawn = between(1, 100);
  const bool from_afar = fate == Fate::submitted || fate == Fate::refused;
  const Channel wanted = from_afar ? (drawn <= 75 ? Channel::online : Channel::post)
                                   : (drawn <= 70   ? Channel::counter
                                      : drawn <= 90 ? Channel::online
                                                    : Channel::post);
  // At the counter people pay at once.
  const bool pays_later = fate == Fate::payment || fate == Fate::paid;
  course.channel = from_afar || pays_later ? Channel::online : Channel::counter;
  if (fate != Fate::taken_over && !pays_later && course.version->terms(wanted) != nullptr)
    course.channel = wanted;
}

// The day to be received on, so that the promise falls on the day `target`.
int Planner::day_for_target(const DemoCourse& course, int target) const {
  if (limit(course).kind == LimitKind::same_day) return target - 1;  // after the cut-off
  if (limit(course).kind != LimitKind::calendar_days) return target - limit(course).amount;
  const auto date = days_[static_cast<std::size_t>(target)] - std::chrono::days{limit(course).amount};
  const auto after = std::upper_bound(days_.begin(), days_.end(), date);
  return static_cast<int>(after - days_.begin()) - 1;
}

Instant Planner::filed_at(const DemoCourse& course, Fate fate) {
  const int days = working_days(limit(course));
  const bool same_day = limit(course).kind == LimitKind::same_day;
  if (fate == Fate::submitted) {
    return course.channel == Channel::online ? now_ - std::chrono::minutes(between(20, 2600))
                                             : moment(today_ - between(1, 2));
  }
  if (fate == Fate::taken_over) return moment(today_ - between(7, 9));
  if (ends_well(fate)) {
    const int spare = fate == Fate::erased ? 6 : fate == Fate::late ? days / 2 + 3 : same_day ? 0 : 1;
    return moment(between(0, std::max(0, today_ - days - spare)));
  }
  if (fate == Fate::unassigned && !same_day) return moment(today_ - between(0, 1));
  int target = between(1, std::clamp(days, 1, 5));
  if (fate == Fate::due_today || same_day) target = 0;
  if (fate == Fate::due_next) target = 1;
  if (fate == Fate::overdue) target = -between(1, 4);
  const int day = day_for_target(course, today_ + target);
  if (same_day) return moment(day, 15 * 60 + 5, 16 * 60 + 20);
  // Due late in the day, so that a demo made in the morning still has something due today.
  return fate == Fate::due_today ? moment(day, 15 * 60 + 30, 16 * 60 + 50) : moment(day);
}

void Planner::begin(DemoCourse& course, Fate fate, bool scanned) {
  Instant at = filed_at(course, fate);
  for (int back = 1; at >= now_ - std::chrono::minutes{10}; ++back) at = moment(today_ - back);
  if (fate == Fate::taken_over) {
    course.received_before = table_.next_opening(at - std::chrono::days{14}).value();
    course.deeds.push_back({at, Deed::take_over});
    return;
  }
  if (course.channel == Channel::counter) {
    course.deeds.push_back({at, Deed::file});
  } else {
    const bool evening = course.channel == Channel::online && fate != Fate::submitted && chance(random_, 40);
    course.deeds.push_back({evening ? at - std::chrono::minutes(between(10, 13) * 60) : at, Deed::submit});
    if (fate == Fate::submitted) return;
    if (fate == Fate::refused) return add(course, Deed::refuse, between(40, 300));
    course.deeds.push_back({evening ? at : later(at, between(20, 120)), Deed::accept});
    if (chance(random_, 30)) add(course, Deed::add_foreign_code, 1);
  }
  if (scanned && chance(random_, 60)) add(course, Deed::attach_scan, 2);
}

void Planner::finish(DemoCourse& course, Fate fate, double span) {
  const double pace = fate == Fate::late ? 2.0 + between(0, 60) / 100.0 : between(35, 110) / 100.0;
  if (fate == Fate::supplement_brought) {
    add(course, Deed::ask_supplement, 0.15 * span);
    add(course, Deed::bring_supplement, between(200, 900));
  }
  if (fate == Fate::paid) {
    add(course, Deed::ask_payment, 0.1 * span);
    add(course, Deed::settle_payment, between(60, 700));
  }
  if (fate == Fate::resumed) {
    add(course, Deed::pause, 0.2 * span);
    add(course, Deed::resume, between(300, 1200));
  }
  add(course, Deed::attach_result, 0.5 * span * pace);
  add(course, Deed::solve, between(2, 12));
  if (fate == Fate::approving && chance(random_, 50)) return;
  add(course, Deed::take_to_approve, 0.08 * span * pace + 3);
  if (fate == Fate::approving) return;
  if (fate == Fate::corrected) {
    add(course, Deed::return_for_correction, 15);
    add(course, Deed::solve, 60);
    add(course, Deed::take_to_approve, 20);
  }
  add(course, Deed::approve, 0.06 * span * pace + 2);
  if (fate == Fate::finished) return;
  add(course, Deed::hand_over, between(15, 1300));
  if (fate == Fate::erased) add(course, Deed::erase, between(300, 900));
}

void Planner::proceed(DemoCourse& course, Fate fate) {
  const Instant received = course.deeds.back().at;
  if (fate == Fate::submitted || fate == Fate::refused || fate == Fate::unassigned) return;
  const auto due = calendar::due_date(received, limit(course), table_).value().due.value_or(received);
  const double span = std::max(
      60.0, std::chrono::duration<double, std::ratio<60>>(table_.working_time_between(received, due).value())
                .count());
  add(course, Deed::assign, std::min(0.05 * span, 150.0) + between(2, 15));
  if (fate == Fate::given) return;
  add(course, Deed::take, std::min(0.05 * span, 200.0) + between(3, 20));
  if (fate == Fate::withdrawn) return add(course, Deed::withdraw, 0.2 * span);
  if (fate == Fate::stopped) return add(course, Deed::stop, 0.4 * span);
  if (fate == Fate::supplement) return add(course, Deed::ask_supplement, 0.15 * span);
  if (fate == Fate::payment) return add(course, Deed::ask_payment, 0.1 * span);
  if (fate == Fate::paused) return add(course, Deed::pause, 0.15 * span);
  if (ends_well(fate) || fate == Fate::approving) return finish(course, fate, span);
  if (chance(random_, 35)) add(course, Deed::attach_result, 0.3 * span);
}

DemoCourse Planner::course(const DemoStaff& staff, Fate fate, bool scanned) {
  DemoCourse course;
  course.staff = &staff;
  choose(course, fate);
  course.applicant = make_person(random_);
  if (chance(random_, 12)) course.submitter = make_person(random_);
  course.address = make_hamlet(random_);
  course.content = content_of(course.version->code, random_);
  course.return_by_post = course.channel == Channel::post || chance(random_, 8);
  begin(course, fate, scanned);
  proceed(course, fate);
  std::erase_if(course.deeds, [&](const TimedDeed& each) { return each.at >= now_; });
  return course;
}

}  // namespace

std::vector<DemoCourse> make_courses(const Program::Parts& parts, const DemoOfficials& officials,
                                     Instant start, Instant now, Random& random) {
  Planner planner(parts, start, now, random);
  std::vector<DemoCourse> courses;
  for (std::size_t commune = 0; commune < 2; ++commune) {
    const auto fates = planner.fates();
    for (std::size_t i = 0; i < dossiers_of_focus; ++i)
      courses.push_back(planner.course(officials.communes[commune], fates[i % fates.size()], true));
  }
  std::vector<Fate> fates;
  for (std::size_t i = 0; i < dossiers_elsewhere; ++i) {
    if (fates.empty()) fates = planner.fates();
    const auto commune = 2 + i % (officials.communes.size() - 2);
    courses.push_back(planner.course(officials.communes[commune], fates.back(), false));
    fates.pop_back();
  }
  return courses;
}

}  // namespace motcua::app
