#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "installation.h"
#include "ledger.h"
#include "motcua/demo_people.h"
#include "trace.h"

namespace motcua::sim {

struct Plan {
  std::uint64_t seed = 1;
  int days = 30;
  int communes = 1;
  std::uint64_t until = 0;  // the act after which to stop; 0: all days
  int acts_per_day = 40;    // in each commune
  std::string plant = {};   // a fault that must be found; see faults/
};

// A request that somebody wants answered, whatever happens on the way.
struct Asked {
  std::size_t official = 0;  // place in World::staff
  http::Method method = http::Method::post;
  std::string target;  // path and query
  std::string body = {};
  std::string type = "application/json";
  Uuid key{};
  std::optional<Uuid> dossier = {};
  // Called once, with the answer that counts.
  std::function<void(const http::Response&)> then = {};
};

// A cover that somebody asked for: of its days, it may hold or not.
struct AskedCover {
  Uuid post, by;
  LocalDate from, to;
};

// Several dossiers handed in with one request: all of them or none.
struct AskedBatch {
  Uuid key;
  std::size_t items = 0;
  bool answered = false;
};

// One province in which one act happens after the other.
class World {
 public:
  World(const Plan& plan, const Template& from, std::ostream* trace_to = nullptr);
  ~World();

  void run();  // throws Broken
  std::uint64_t acts() const { return acts_; }
  std::string digest() const { return trace.digest(); }
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

  // For the people in it.
  app::Program::Parts& parts() { return program_->parts(); }
  app::Program& program() { return *program_; }
  bool chance(std::uint32_t percent) { return app::chance(luck, percent); }
  std::uint32_t below(std::size_t bound) { return luck.below(static_cast<std::uint32_t>(bound)); }
  void count(const std::string& what) { ++counts_[what]; }
  LocalDate today() const { return local_date(clock.now()); }
  bool disk_failed() const { return fate.dead() || fate.failed(); }
  Uuid new_key() { return Uuid::v7(clock.now(), luck); }
  // Checks the answer for what can never be right, and notes it.
  http::Response deliver(const http::Request& request);
  // What the store says of a dossier now, against all invariants of a dossier.
  void look_at(const Uuid& dossier);
  void look_at_everything();

  const Plan plan;
  SeededRandom luck;  // what happens in the world
  ManualClock clock;
  Trace trace;
  DiskFate fate;
  std::vector<Official> staff;
  Ledger ledger;
  std::deque<Asked> unanswered;         // to be asked again
  std::deque<Asked> late;               // copies still on their way
  std::map<Uuid, std::string> answers;  // the first good answer to each key
  int recent_imports = 0;
  std::vector<AskedCover> covers;
  std::vector<AskedBatch> batches;

 private:
  void start();
  void restart();
  void one_act();
  void tell_month();
  void misfortune();
  void pass_time();
  void plant_fault();

  const Template& template_;
  SeededRandom secrets_;  // what the program draws
  SeededRandom tears_;    // what the disk draws
  CrashDisk disk_;
  SqliteVfs vfs_;
  FileDisk files_;
  std::unique_ptr<app::Program> program_;
  std::uint64_t acts_ = 0;
  std::string told_;  // the month that is being lived, once it was told of
  Instant ends_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace motcua::sim
