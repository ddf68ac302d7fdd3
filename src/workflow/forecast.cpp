#include "workflow/forecast.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace motcua::workflow {
namespace {

using std::chrono::minutes;

// Whoever does the least first, and what is due first before the rest.
std::vector<std::uint32_t> in_queues(const std::vector<Ahead>& dossiers) {
  std::vector<std::uint32_t> order(dossiers.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Ahead &one = dossiers[a], &other = dossiers[b];
    if (one.post != other.post) return one.post < other.post;
    return one.due_at != other.due_at ? one.due_at < other.due_at : one.dossier < other.dossier;
  });
  return order;
}

struct Free {
  Uuid post;
  std::int64_t load;
};

// The solver with the least in hand, `but` left out.
std::optional<Free> least_busy(const std::vector<Free>& by_load, const std::optional<Uuid>& but) {
  for (const auto& each : by_load) {
    if (each.post != but) return each;
  }
  return std::nullopt;
}

std::vector<Free> solvers_by_load(const std::vector<Ahead>& dossiers, const std::vector<Uuid>& solvers) {
  const auto loaded = loads(dossiers);
  std::vector<Free> all;
  for (const auto& post : solvers) {
    const auto found = loaded.find(post);
    all.push_back({post, found == loaded.end() ? 0 : found->second});
  }
  std::stable_sort(all.begin(), all.end(), [](const Free& a, const Free& b) { return a.load < b.load; });
  return all;
}

void choose_remedy(Foreseen& found, const Ahead& dossier, std::int64_t left, Instant now,
                   const std::vector<Free>& by_load, UtcOffset offset) {
  found.post = dossier.post;
  if (found.work > left) {
    const bool another_day = local_date(now, offset) < local_date(dossier.due_at, offset);
    found.remedy = another_day ? Remedy::extend : Remedy::explain;
    return;
  }
  const auto free = dossier.can_be_given ? least_busy(by_load, dossier.post) : std::nullopt;
  if (!dossier.post) {
    found.remedy = Remedy::assign;
    if (free) found.post = free->post;
    return;
  }
  const bool fits_there = free && free->load + found.work <= left;
  if (found.queue == 0 || !fits_there) return;
  found.remedy = Remedy::reassign;
  found.post = free->post;
}

bool saved_by_work(const Foreseen& found) {
  return found.remedy != Remedy::extend && found.remedy != Remedy::explain;
}

}  // namespace

std::string_view name_of(Remedy remedy) {
  switch (remedy) {
    case Remedy::remind:
      return "remind";
    case Remedy::assign:
      return "assign";
    case Remedy::reassign:
      return "reassign";
    case Remedy::extend:
      return "extend";
    case Remedy::explain:
      return "explain";
  }
  CHECK(false);
}

std::map<Uuid, std::int64_t> loads(const std::vector<Ahead>& dossiers) {
  std::map<Uuid, std::int64_t> loads;
  for (const auto& each : dossiers) {
    if (each.post) loads[*each.post] += each.work_now;
  }
  return loads;
}

std::vector<Foreseen> foresee(const std::vector<Ahead>& dossiers, const std::vector<Uuid>& solvers,
                              Instant now, const calendar::Timetable& timetable) {
  const auto by_load = solvers_by_load(dossiers, solvers);
  std::vector<Foreseen> late;
  std::int64_t queue = 0;
  const Ahead* before = nullptr;
  for (const auto place : in_queues(dossiers)) {
    const Ahead& each = dossiers[place];
    if (before == nullptr || before->post != each.post || !each.post) queue = 0;
    before = &each;
    const std::int64_t stands_before = queue;
    queue += each.work_now;
    const bool never_due = each.due_at == Instant::max();
    if (never_due || each.due_at <= now) continue;
    const auto until = timetable.working_time_between(now, each.due_at);
    if (!until) continue;
    const std::int64_t left = std::chrono::floor<minutes>(*until).count();
    const std::int64_t work = each.work_now + each.work_after;
    const std::int64_t needed = stands_before + work + each.wait_after + (each.taken ? 0 : each.wait_now);
    if (needed <= left) continue;
    const auto start = timetable.latest_start(each.due_at, minutes(work));
    if (!start) continue;
    Foreseen found{each.dossier, each.due_at, *start, needed - left, work, stands_before, Remedy::remind, {}};
    choose_remedy(found, each, left, now, by_load, timetable.offset());
    late.push_back(found);
  }
  std::sort(late.begin(), late.end(), [](const Foreseen& a, const Foreseen& b) {
    const bool one = saved_by_work(a), other = saved_by_work(b);
    if (one != other) return one;
    if (a.save_until != b.save_until) return a.save_until < b.save_until;
    return a.dossier < b.dossier;
  });
  return late;
}

}  // namespace motcua::workflow
