#include "store/jobs.h"

#include <algorithm>

#include "store/sql.h"

namespace motcua::store {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds first_retry{1'000};
constexpr milliseconds longest_retry{300'000};
// A pass costs little; a shorter look around takes a dead holder's place sooner.
constexpr milliseconds longest_pause{500};

milliseconds backoff(int failed_in_a_row) {
  return std::min(longest_retry, first_retry * (1 << std::min(failed_in_a_row - 1, 20)));
}

double seconds(milliseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

Jobs::Jobs(Store& store, std::unique_ptr<Lease> lease, const Clock& clock)
    : store_(store), lease_(std::move(lease)), clock_(clock) {}

Jobs::~Jobs() { stop(); }

void Jobs::add(std::string name, milliseconds interval, Work work) {
  CHECK(interval.count() > 0 && !thread_.joinable());
  Job job;
  job.name = std::move(name);
  job.interval = interval;
  job.work = std::move(work);
  jobs_.push_back(std::move(job));
}

void Jobs::add_for_each_process(std::string name, milliseconds interval, Work work) {
  add(std::move(name), interval, std::move(work));
  jobs_.back().for_each_process = true;
}

bool Jobs::run_due(Instant now) {
  const bool wants_lease = std::any_of(
      jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.is_due(now) && !job.for_each_process; });
  const bool leads = wants_lease && may_run();
  bool more = false;
  for (Job& job : jobs_) {
    if (job.is_due(now) && (leads || job.for_each_process) && step(job, now)) more = true;
  }
  return more;
}

bool Jobs::may_run() {
  const bool held = lease_->held();
  const bool is_new = held && !leads();
  try {
    if (is_new) remember();
  } catch (const std::exception& e) {
    if (on_failure_) on_failure_("lease", e.what());
    return false;
  }
  const std::lock_guard lock(mutex_);
  if (is_new) {  // what failed here before another process had its turn is that one's
    for (Job& job : jobs_) {
      if (!job.for_each_process) job.failing_since.reset();
    }
  }
  leads_ = held;
  return held;
}

// What another process, or this one before it was restarted, did last.
void Jobs::remember() {
  const Rows rows = store_.read([](Reader& reader) { return reader.run(sql::last_jobs); });
  const std::lock_guard lock(mutex_);
  for (const Row& row : rows) {
    const auto job =
        std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& each) { return each.name == row.text(0); });
    if (job == jobs_.end() || job->for_each_process || job->interval < remembered_from) continue;
    job->success = job->since = row.instant(1);
    job->next = row.instant(1) + job->interval;
  }
}

bool Jobs::step(Job& job, Instant now) {
  try {
    const bool more = job.work(now);
    if (!more && !job.for_each_process && job.interval >= remembered_from) {
      store_.write([&](Writer& writer) { writer.execute(sql::record_job, {job.name, now}); });
    }
    const std::lock_guard lock(mutex_);
    ++job.runs;
    job.failed_in_a_row = 0;
    job.failing_since.reset();
    job.success = now;
    schedule(job, now, more ? milliseconds(0) : job.interval);
    return more;
  } catch (const std::exception& e) {
    failed(job, now, e.what());
  }
  return false;
}

void Jobs::failed(Job& job, Instant now, const std::string& what) {
  {
    const std::lock_guard lock(mutex_);
    ++job.failures;
    ++job.failed_in_a_row;
    if (!job.failing_since) job.failing_since = job.since == Instant{} ? now : std::min(job.next, now);
    schedule(job, now, backoff(job.failed_in_a_row));
  }
  if (on_failure_) on_failure_(job.name, what);
}

void Jobs::schedule(Job& job, Instant now, milliseconds after) {
  job.since = now;
  job.next = now + after;
}

void Jobs::start() {
  CHECK(!thread_.joinable());
  stopping_ = false;
  thread_ = std::thread([this] { live(); });
}

void Jobs::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Jobs::live() {
  for (;;) {
    const bool more = run_due(clock_.now());
    std::unique_lock lock(mutex_);
    const auto wanted = more ? milliseconds(0) : pause();
    if (wake_.wait_for(lock, wanted, [this] { return stopping_; })) return;
  }
}

milliseconds Jobs::pause() const {
  const Instant now = clock_.now();
  milliseconds shortest = longest_pause;
  for (const Job& job : jobs_) {
    if ((leads_ || job.for_each_process) && !job.is_due(now))
      shortest = std::min(shortest, std::chrono::ceil<milliseconds>(job.next - now));
  }
  return shortest;
}

std::vector<Jobs::Figures> Jobs::states() const {
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  std::vector<Figures> all;
  for (const Job& job : jobs_) {
    Figures figures{job.name, job.runs, job.failures};
    if (job.success) figures.success_age = std::max(0.0, seconds(now - *job.success));
    // Before its first step nobody promised when.
    if ((leads_ || job.for_each_process) && job.since != Instant{})
      figures.overdue = std::max(0.0, seconds(now - job.failing_since.value_or(job.next)));
    all.push_back(std::move(figures));
  }
  return all;
}

std::vector<std::pair<std::string, double>> Jobs::figures() const {
  std::vector<std::pair<std::string, double>> all{{"job_leader", leads() ? 1 : 0}};
  for (const Figures& job : states()) {
    const auto add = [&](const std::string& figure, double value) {
      all.emplace_back(figure + "{job=\"" + job.name + "\"}", value);
    };
    add("job_runs_total", static_cast<double>(job.runs));
    add("job_failures_total", static_cast<double>(job.failures));
    add("job_success_age_seconds", job.success_age);
    add("job_overdue_seconds", job.overdue);
  }
  return all;
}

bool Jobs::leads() const {
  const std::lock_guard lock(mutex_);
  return leads_;
}

}  // namespace motcua::store
