#include "base/check.h"
#include "bench/fill/lives.h"

namespace motcua::bench {
namespace {

using calendar::LimitKind;

struct Share {
  Stand stand;
  std::uint32_t of_thousand;
};
constexpr std::array<Share, 14> mix{{{Stand::handed_over, 970},
                                     {Stand::withdrawn, 1},
                                     {Stand::stopped, 1},
                                     {Stand::refused, 1},
                                     {Stand::submitted, 2},
                                     {Stand::unassigned, 4},
                                     {Stand::given, 3},
                                     {Stand::in_hand, 7},
                                     {Stand::to_approve, 2},
                                     {Stand::approving, 2},
                                     {Stand::supplement, 2},
                                     {Stand::payment, 1},
                                     {Stand::paused, 1},
                                     {Stand::finished, 3}}};

Stand draw(Random& random) {
  auto drawn = random.below(1000);
  for (const auto& share : mix) {
    if (drawn < share.of_thousand) return share.stand;
    drawn -= share.of_thousand;
  }
  CHECK(false);
}

bool over(Stand stand) {
  return stand == Stand::handed_over || stand == Stand::withdrawn || stand == Stand::stopped ||
         stand == Stand::refused;
}

bool has_usual_steps(const catalogue::ProcedureVersion& version) {
  const auto usual = catalogue::default_steps();
  return version.steps.size() == usual.size() &&
         std::equal(usual.begin(), usual.end(), version.steps.begin(),
                    [](const auto& a, const auto& b) { return a.key == b.key; });
}

int days_of(const calendar::Limit& limit) {
  const bool in_days = limit.kind == LimitKind::working_days || limit.kind == LimitKind::calendar_days;
  return in_days ? std::max(1, static_cast<int>(limit.amount)) : 1;
}

}  // namespace

Planner::Planner(const FillPlan& plan, const organisation::Organisation& organisation,
                 const catalogue::Catalogue& catalogue, const std::vector<Staff>& staff)
    : plan_(plan),
      organisation_(organisation),
      timetables_(organisation, calendar::shipped_calendar()),
      staff_(staff),
      random_(plan.seed) {
  const LocalDate today = local_date(plan.now);
  for (const auto& version : catalogue.all(today)) {
    const auto* terms = version->terms(catalogue::Channel::counter);
    if (terms != nullptr && terms->limit && has_usual_steps(*version)) versions_.push_back(version);
  }
  const auto& table = timetables_.usual();
  const LocalDate first = std::max(today - std::chrono::days(plan.months * 365 / 12),
                                   table.calendar().first_day() + std::chrono::days(1));
  for (LocalDate day = first; day < today; day += std::chrono::days(1)) {
    if (table.works(day)) days_.push_back(day);
  }
  CHECK(!versions_.empty() && !days_.empty() && !staff_.empty());
}

// A quarter of an hour while the office is open: those over through all the months, in order; those open as
// long ago as their limit and a little more.
Instant Planner::moment(const calendar::Timetable& timetable, Stand stand, int limit_days) {
  const auto count = static_cast<std::uint64_t>(days_.size());
  std::uint64_t at = done_ * count / std::max<std::uint64_t>(plan_.dossiers, 1);
  if (!over(stand)) {
    const auto back = random_.below(static_cast<std::uint32_t>(limit_days + limit_days / 8 + 1));
    at = count - 1 - std::min<std::uint64_t>(back, count - 1);
  }
  const LocalDate day = days_[std::min(at, count - 1)];
  const auto quarters = 7 * 4 + 1 + random_.below(37);  // 07:15 to 16:15
  return timetable.next_opening(to_instant(LocalTime(day) + std::chrono::minutes(15 * quarters))).value();
}

std::shared_ptr<const intake::Promised> Planner::promise(const Life& life) {
  const auto& limit = *life.version->terms(life.channel)->limit;
  const LocalDate day = local_date(life.received);
  if (promises_.size() > 100'000 && day != promises_of_) promises_.clear();
  promises_of_ = day;
  auto& kept = promises_[{life.timetable, life.version->code, static_cast<int>(life.channel), life.received}];
  if (kept == nullptr) {
    auto made = intake::promise_from(limit, life.version->steps, life.received, *life.timetable);
    CHECK(made.has_value());
    kept = std::make_shared<const intake::Promised>(std::move(*made));
  }
  return kept;
}

Life Planner::next() {
  Life life;
  life.index = done_;
  life.staff = &staff_[random_.below(static_cast<std::uint32_t>(staff_.size()))];
  life.version = versions_[random_.below(static_cast<std::uint32_t>(versions_.size()))];
  life.stand = draw(random_);
  const auto* online = life.version->terms(catalogue::Channel::online);
  const bool wants_online = life.stand == Stand::submitted || random_.below(5) == 0;
  if (wants_online && online != nullptr && online->limit) life.channel = catalogue::Channel::online;
  const bool police = life.version->handled_by == "cong_an_xa" && !life.staff->police.empty();
  life.agencies = {life.staff->unit, life.staff->unit, police ? life.staff->police : life.staff->unit};
  life.timetable = &timetables_.of(life.staff->unit);
  life.received = moment(*life.timetable, life.stand, days_of(*life.version->terms(life.channel)->limit));
  life.promised = promise(life);
  life.series = {organisation_.dossier_prefix_of(life.staff->unit)};
  life.serial = ++serials_[{life.series.name, local_date(life.received)}];
  ++done_;
  return life;
}

}  // namespace motcua::bench
