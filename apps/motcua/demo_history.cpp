#include "motcua/demo_history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/check.h"
#include "motcua/demo_papers.h"
#include "motcua/demo_targets.h"

namespace motcua::app {
namespace {

using calendar::LimitKind;
using catalogue::Channel;
using std::chrono::minutes;

// What happens on the way; the rest is common to all.
enum class Way { straight, late, corrected, supplement, payment, paused, withdrawn, stopped, erased };

struct Share {
  Way way;
  int per_mille;
};
constexpr std::array<Share, 8> ways{{{Way::late, 14},
                                     {Way::corrected, 10},
                                     {Way::supplement, 28},
                                     {Way::payment, 12},
                                     {Way::paused, 7},
                                     {Way::withdrawn, 6},
                                     {Way::stopped, 3},
                                     {Way::erased, 1}}};
constexpr std::uint32_t refused_of_hundred = 2;  // submissions from afar, beside those that are accepted

// One course after the other; `when` counts working minutes from reception.
class History {
 public:
  // On the day `first` nobody can have sent anything before.
  History(const Program::Parts& parts, const DemoOfficials& officials, const DemoDemand& demand,
          LocalDate first, Random& random)
      : parts_(parts), demand_(demand), first_(first), random_(random) {
    for (const auto* list : {&officials.communes, &officials.departments}) {
      for (const auto& staff : *list) staff_[staff.unit] = &staff;
    }
  }

  void add(const PlannedDossier& planned, std::vector<DemoCourse>& courses) {
    course_ = begin(planned);
    if (planned.channel != Channel::counter && !planned.punctual && chance(random_, refused_of_hundred))
      courses.push_back(refused(planned, course_));
    live(planned);
    courses.push_back(std::move(course_));
  }

 private:
  int between(int low, int high) {
    return low + static_cast<int>(random_.below(static_cast<std::uint32_t>(std::max(1, high - low + 1))));
  }
  double part(int low_percent, int high_percent) { return between(low_percent, high_percent) / 100.0; }

  DemoCourse begin(const PlannedDossier& planned);
  void choose_procedure(const PlannedDossier& planned, DemoCourse& course);
  bool fits(const PlannedDossier& planned, const DemoCourse& course) const;
  DemoCourse refused(const PlannedDossier& planned, const DemoCourse& like);
  void receive(const PlannedDossier& planned);
  Way way(const PlannedDossier& planned);
  void live(const PlannedDossier& planned);
  double working_minutes(const PlannedDossier& planned, Way way, double span);
  void wait(Way way, double length);
  void solve(Way way, double length);
  double hand_over_after(const PlannedDossier& planned, double length);

  const calendar::Limit& limit(const DemoCourse& course) const {
    return *course.version->terms(course.channel)->limit;
  }
  double minutes_between(Instant from, Instant until) const {
    return std::chrono::duration<double, std::ratio<60>>(table_->working_time_between(from, until).value())
        .count();
  }
  Instant after(double amount) const {
    const auto worked = minutes(std::lround(std::max(0.0, amount)));
    return table_->next_opening(table_->add_working_time(received_, worked).value()).value();
  }
  void add(Deed deed, double when) { course_.deeds.push_back({after(when + waited_), deed}); }
  Instant closing(LocalDate day) const { return table_->closing(day); }

  const Program::Parts& parts_;
  const DemoDemand& demand_;
  const LocalDate first_;
  Random& random_;
  std::map<std::string, const DemoStaff*> staff_;
  const calendar::Timetable* table_ = nullptr;  // of the unit
  DemoCourse course_;
  Instant received_{}, due_{};
  double waited_ = 0;  // working minutes during which the clock stood still
};

DemoCourse History::begin(const PlannedDossier& planned) {
  DemoCourse course;
  course.staff = staff_.at(planned.unit);
  course.channel = planned.channel;
  table_ = &parts_.timetables.of(planned.unit);
  choose_procedure(planned, course);
  course.applicant = make_person(random_);
  if (chance(random_, 12)) course.submitter = make_person(random_);
  course.address = make_hamlet(random_);
  course.content = content_of(course.version->code, random_);
  course.return_by_post = course.channel == Channel::post || chance(random_, 5);
  return course;
}

// Draws until the channel is offered and what the plan asks for can come true.
void History::choose_procedure(const PlannedDossier& planned, DemoCourse& course) {
  const bool commune = !demand_.contains(planned.unit);
  const auto& asked = demand_.at(commune ? "" : planned.unit);
  do {
    course.version = pick(random_, asked);
  } while (!fits(planned, course));
}

bool History::fits(const PlannedDossier& planned, const DemoCourse& course) const {
  if (course.version->terms(course.channel) == nullptr) return false;
  const Instant morning = table_->next_opening(to_instant(LocalTime(planned.day))).value();
  const auto due = calendar::due_date(morning, limit(course), *table_).value().due;
  CHECK(due.has_value());
  if (planned.open_after) return local_date(*due) > *planned.open_after;
  return !planned.handed_over_by || local_date(*due) <= *planned.handed_over_by;
}

// Somebody else's, sent on the same day and not acceptable.
DemoCourse History::refused(const PlannedDossier& planned, const DemoCourse& like) {
  DemoCourse course = like;
  course.applicant = make_person(random_);
  course.submitter.reset();
  receive(planned);
  course.deeds = {{received_, Deed::submit}, {after(between(20, 200)), Deed::refuse}};
  return course;
}

// The moment of acceptance; what comes from afar was sent before it, often in the evening.
void History::receive(const PlannedDossier& planned) {
  const bool urgent = planned.handed_over_by == planned.day;
  const bool morning = chance(random_, 62);
  const int minute = morning ? between(7 * 60 + 5, 11 * 60 + 15)
                             : between(13 * 60 + 32, urgent ? 14 * 60 + 30 : 16 * 60 + 40);
  received_ = table_->next_opening(to_instant(LocalTime(planned.day) + minutes(minute))).value();
  CHECK(local_date(received_) == planned.day);
}

Way History::way(const PlannedDossier& planned) {
  if (planned.punctual) return Way::straight;
  int drawn = between(0, 999);
  for (const Share& share : ways) {
    if (drawn < share.per_mille) {
      const bool days = limit(course_).kind != LimitKind::same_day;
      const bool fee = intake::fee_of(*course_.version->terms(course_.channel)).value_or(0) > 0;
      const bool pays_later = fee && course_.channel != Channel::counter;
      const bool fits = share.way == Way::late || share.way == Way::erased ||
                        (share.way == Way::payment ? days && pays_later : days);
      return fits ? share.way : Way::straight;
    }
    drawn -= share.per_mille;
  }
  return Way::straight;
}

void History::live(const PlannedDossier& planned) {
  receive(planned);
  waited_ = 0;
  if (course_.channel == Channel::counter) {
    course_.deeds.push_back({received_, Deed::file});
  } else {
    const bool evening = planned.day > first_ && chance(random_, 40);
    const Instant sent = evening ? to_instant(LocalTime(planned.day)) - minutes(between(60, 300))
                                 : received_ - minutes(between(3, 90));
    course_.deeds.push_back({sent, Deed::submit});
    course_.deeds.push_back({received_, Deed::accept});
  }
  due_ = calendar::due_date(received_, limit(course_), *table_).value().due.value();
  const double span = std::max(30.0, minutes_between(received_, due_));
  const Way way = this->way(planned);
  const double length = working_minutes(planned, way, span);
  add(Deed::assign, std::min(0.06 * length, 120.0));
  add(Deed::take, std::min(0.15 * length, 400.0));
  if (way == Way::withdrawn) return add(Deed::withdraw, 0.4 * length);
  if (way == Way::stopped) return add(Deed::stop, 0.7 * length);
  wait(way, length);
  solve(way, length);
  const double end = hand_over_after(planned, length);
  add(Deed::hand_over, end);
  if (way == Way::erased) add(Deed::erase, end + between(300, 900));
}

// From reception to the end of processing, without the waits.
double History::working_minutes(const PlannedDossier& planned, Way way, double span) {
  if (way == Way::late) return span + 480.0 * between(1, 6) + between(0, 200);
  if (planned.open_after) {
    const double until = minutes_between(received_, closing(*planned.open_after));
    return until + (span - until) * part(20, 85);
  }
  const bool same_day = limit(course_).kind == LimitKind::same_day;
  double length = span * (same_day ? part(15, 85) : part(30, 96));
  if (planned.handed_over_by) {
    const double left = minutes_between(received_, closing(*planned.handed_over_by));
    length = std::min(length, left * 0.7);
  }
  return length;
}

void History::wait(Way way, double length) {
  const auto pause = [&](Deed begins, Deed ends, int least, int most) {
    add(begins, 0.3 * length);
    waited_ += between(least, most);
    add(ends, 0.3 * length);
  };
  if (way == Way::supplement) pause(Deed::ask_supplement, Deed::bring_supplement, 200, 1'500);
  if (way == Way::payment) pause(Deed::ask_payment, Deed::settle_payment, 60, 900);
  if (way == Way::paused) pause(Deed::pause, Deed::resume, 480, 2'400);
}

void History::solve(Way way, double length) {
  add(Deed::attach_result, 0.74 * length);
  add(Deed::solve, 0.76 * length);
  add(Deed::take_to_approve, 0.88 * length);
  if (way == Way::corrected) {
    add(Deed::return_for_correction, 0.9 * length);
    add(Deed::solve, 0.94 * length);
    add(Deed::take_to_approve, 0.97 * length);
  }
  add(Deed::approve, length);
}

double History::hand_over_after(const PlannedDossier& planned, double length) {
  const bool same_day = limit(course_).kind == LimitKind::same_day;
  const double end = length + (same_day ? between(4, 45) : between(10, 700));
  if (!planned.handed_over_by) return end;
  const double left = minutes_between(received_, closing(*planned.handed_over_by));
  return std::min(end, length + (left - length) * 0.6);
}

}  // namespace

std::vector<DemoCourse> make_history(const Program::Parts& parts, const DemoOfficials& officials,
                                     const DemoDemand& demand, Random& random) {
  const auto planned =
      plan_first_hundred_days(parts.organisation, parts.timetables.usual(), demo_departments(), random);
  History history(parts, officials, demand, Targets::shipped().first_day(), random);
  std::vector<DemoCourse> courses;
  courses.reserve(planned.size() * 21 / 20);
  for (const auto& each : planned) history.add(each, courses);
  return courses;
}

}  // namespace motcua::app
