#include "bench/fill.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "base/check.h"
#include "bench/fill/capture.h"
#include "bench/fill/lives.h"
#include "dossier/positions.h"
#include "workflow/tally.h"

namespace motcua::bench {
namespace {

constexpr int positions_at_once = 50'000;

struct Chunk {
  std::vector<Life> lives;
  Batch batch;
};

// Lives go in planned, in order; their rows come out in the same order. At most a few chunks are under way.
class Belt {
 public:
  Belt(const FillPlan& plan, const dossier::Keys& keys) : plan_(plan), keys_(keys) {
    for (int i = 0; i < plan.encoders; ++i) threads_.emplace_back([this] { work(); });
  }
  ~Belt() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  Belt(const Belt&) = delete;
  Belt& operator=(const Belt&) = delete;

  bool wants_more() const { return put_ - taken_ < static_cast<std::size_t>(plan_.encoders) + 2; }
  bool empty() const { return put_ == taken_; }
  void put(std::vector<Life> lives) {
    {
      const std::lock_guard lock(mutex_);
      waiting_[put_++] = {std::move(lives), {}};
    }
    changed_.notify_all();
  }
  Chunk take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || made_.contains(taken_); });
    if (failure_) std::rethrow_exception(failure_);
    return std::move(made_.extract(taken_++).mapped());
  }

 private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      auto node = waiting_.extract(waiting_.begin());
      lock.unlock();
      try {
        encode(node.mapped());
      } catch (...) {
        lock.lock();
        failure_ = std::current_exception();
      }
      if (!lock.owns_lock()) lock.lock();
      made_[node.key()] = std::move(node.mapped());
      lock.unlock();
      changed_.notify_all();
    }
  }

  void encode(Chunk& chunk) {
    for (const auto& life : chunk.lives) {
      Capture capture;
      SeededRandom random(plan_.seed * 0x9e3779b97f4a7c15ULL + life.index);
      dossier::Dossiers dossiers(keys_, random);
      if (plan_.prepare) plan_.prepare(dossiers);
      const auto began = begin_life(life, keys_, plan_.now, random);
      capture.next_serial(life.serial);
      CHECK(dossiers.begin(capture, began.act, began.beginning).has_value());
      add_to(chunk.batch, capture.take());
    }
  }

  const FillPlan& plan_;
  const dossier::Keys& keys_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Chunk> waiting_, made_;
  std::size_t put_ = 0, taken_ = 0;
  std::exception_ptr failure_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

void write_serials(Sink& sink, const Planner::Serials& serials) {
  Batch batch;
  std::vector<Statement> statements;
  for (const auto& [key, last] : serials) {
    statements.push_back({&own_query("put_serial"), {key.first, format_iso(key.second), last}});
  }
  add_to(batch, std::move(statements));
  sink.write(batch);
}

}  // namespace

Filled fill(store::Store& store, const store::Options& where, const dossier::Keys& keys,
            const FillPlan& plan) {
  const auto began = std::chrono::steady_clock::now();
  const auto organisation = organisation::load_organisation();
  catalogue::publish_shipped(store, local_date(plan.now), plan.now);
  const auto catalogue = catalogue::load_catalogue(store);
  const auto staff = make_staff(store, organisation, plan.now);
  Planner planner(plan, organisation, *catalogue, staff);
  const auto sink = sink_for(store, where);
  Filled filled;
  Belt belt(plan, keys);
  for (std::size_t planned = 0; planned < plan.dossiers || !belt.empty();) {
    while (planned < plan.dossiers && belt.wants_more()) {
      std::vector<Life> lives;
      for (; lives.size() < plan.batch && planned < plan.dossiers; ++planned) lives.push_back(planner.next());
      belt.put(std::move(lives));
    }
    Chunk chunk = belt.take();
    sink->write(chunk.batch);
    filled.dossiers += chunk.lives.size();
    for (const auto& [name, statements] : chunk.batch) filled.rows += statements.size();
    if (plan.progress) plan.progress(filled.dossiers);
  }
  write_serials(*sink, planner.serials());
  // What jobs and outcomes of the program keep up to date act by act.
  store.write([](store::Writer& writer) {
    workflow::rebuild_tallies(writer);
    workflow::rebuild_clocks(writer);
  });
  while (dossier::append_positions(store, positions_at_once)) {
  }
  sink->settle();
  filled.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return filled;
}

}  // namespace motcua::bench
