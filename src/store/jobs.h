#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "store/lease.h"
#include "store/store.h"

namespace motcua::store {

// Work that nobody waits for, each piece with a name and a period, done by one thread of the one process that
// holds the lease. The lease keeps work from being done twice; it does not guard data: a holder that lost its
// line may still finish a step beside the next holder, so each step keeps its own order by the rows it locks.
class Jobs {
 public:
  // One short step in transactions of its own. True: more waits, come back as soon as the others had their
  // turn.
  using Work = std::function<bool(Instant now)>;
  using OnFailure = std::function<void(const std::string& job, const std::string& what)>;

  Jobs(Store& store, std::unique_ptr<Lease> lease, const Clock& clock);
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // Before start(). The name (letters, digits, _) is for ever. Periods from `remembered_from` on survive a
  // restart or another holder: when the job was last done is kept in the store. Shorter ones begin at once.
  static constexpr std::chrono::minutes remembered_from{1};
  void add(std::string name, std::chrono::milliseconds interval, Work work);
  // For what is done once in the life of a store, whoever does it; the name says for what.
  void add_once(std::string name, Work work) { add(std::move(name), never_again, std::move(work)); }
  // The same for what each process does for itself, with or without the lease: what it keeps in memory.
  void add_for_each_process(std::string name, std::chrono::milliseconds interval, Work work);
  // Called for each failed step, by the thread that ran it; must not throw.
  void on_failure(OnFailure action) { on_failure_ = std::move(action); }

  // One pass: each job that is due takes one step, in the order they were added. A step that throws is told
  // to on_failure and tried again after 1 s, doubled each time up to 5 minutes. True when a job wants to go
  // on at once. For one thread at a time: either this or start().
  bool run_due(Instant now);

  void start();
  // Waits for the step in hand. Also done by the destructor.
  void stop();

  struct Figures {
    std::string name;
    std::int64_t runs = 0;      // steps that ended well, by this process
    std::int64_t failures = 0;  // steps that threw
    double success_age = -1;    // seconds since the last good one; -1 when this process knows of none
    // Seconds since it should have run and ended well: a job that fails again and again stands still as much
    // as one that is not begun. 0 while another process does it.
    double overdue = 0;
  };
  std::vector<Figures> states() const;
  // The same for /metrics: job_leader, and job_runs_total{job="positions"} and so on.
  std::vector<std::pair<std::string, double>> figures() const;
  bool leads() const;

 private:
  static constexpr std::chrono::hours never_again{24 * 365 * 200};
  struct Job {
    std::string name;
    std::chrono::milliseconds interval;
    Work work;
    bool for_each_process = false;
    Instant since{};  // when `next` was set; a clock that went behind it makes the job due
    Instant next{};
    std::optional<Instant> success;
    std::optional<Instant> failing_since;  // when it was due that has not ended well yet
    std::int64_t runs = 0, failures = 0;
    int failed_in_a_row = 0;
    bool is_due(Instant now) const { return now >= next || now < since; }
  };

  bool may_run();
  void remember();
  bool step(Job& job, Instant now);
  void failed(Job& job, Instant now, const std::string& what);
  void schedule(Job& job, Instant now, std::chrono::milliseconds after);
  std::chrono::milliseconds pause() const;
  void live();

  Store& store_;
  const std::unique_ptr<Lease> lease_;
  const Clock& clock_;
  OnFailure on_failure_;
  mutable std::mutex mutex_;  // over jobs_' times and counts, leads_, stopping_; never held while a step runs
  std::condition_variable wake_;
  std::vector<Job> jobs_;
  bool leads_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace motcua::store
