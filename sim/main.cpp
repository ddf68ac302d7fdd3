// ./dev sim: seeds of a simulated province, each of them checked after every act.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "broken.h"
#include "world.h"

namespace motcua::sim {
namespace {

struct Options {
  std::uint64_t first_seed = 1;
  std::uint64_t seeds = 50;
  int processes = 2;
  bool show_trace = false;
  bool show_counts = false;
  Plan plan;
};

std::string command(const Plan& plan, std::uint64_t act) {
  return fmt::format("./dev sim --seed {} --days {} --communes {} --acts {} --until {}", plan.seed, plan.days,
                     plan.communes, plan.acts_per_day, act);
}

struct Total {
  std::uint64_t seeds = 0, acts = 0, failed = 0;
  std::map<std::string, std::uint64_t> counts;
};

void run_seed(const Options& options, std::uint64_t seed, const Template& from, Total& total) {
  Plan plan = options.plan;
  plan.seed = seed;
  World world(plan, from, options.show_trace ? &std::cout : nullptr);
  ++total.seeds;
  try {
    world.run();
    fmt::print("seed {}: {} acts, {} dossiers, trace {}\n", seed, world.acts(), world.ledger.all().size(),
               world.digest());
  } catch (const std::exception& broken) {
    ++total.failed;
    fmt::print("seed {} FAILED at act {} on {}\n  {}\n", seed, world.acts(), format_iso(world.clock.now()),
               broken.what());
    for (const auto& line : world.trace.last()) fmt::print("    {}\n", line);
    fmt::print("  replay: {}\n", command(plan, world.acts()));
  }
  std::fflush(stdout);
  total.acts += world.acts();
  for (const auto& [what, count] : world.counts()) total.counts[what] += count;
}

// Every `stride`th seed, from `offset` on. A process of its own: true when all held.
bool run_share(const Options& options, std::uint64_t offset, std::uint64_t stride) {
  const auto began = std::chrono::steady_clock::now();
  const auto where = std::filesystem::temp_directory_path() / fmt::format("motcua-sim-{}", ::getpid());
  const Template from(where.string(), options.plan.communes);
  Total total;
  for (std::uint64_t i = offset; i < options.seeds; i += stride) {
    run_seed(options, options.first_seed + i, from, total);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  fmt::print("{} seeds, {} failed, {} acts, {:.0f} acts a second\n", total.seeds, total.failed, total.acts,
             static_cast<double>(total.acts) / seconds);
  if (options.show_counts) {
    for (const auto& [what, count] : total.counts) fmt::print("{:>8}  {}\n", count, what);
  }
  std::fflush(stdout);
  return total.failed == 0;
}

int run_all(const Options& options) {
  const auto processes =
      std::min<std::uint64_t>(static_cast<std::uint64_t>(options.processes), options.seeds);
  if (processes <= 1) return run_share(options, 0, 1) ? 0 : 1;
  std::vector<pid_t> children;
  for (std::uint64_t i = 0; i < processes; ++i) {
    const pid_t child = ::fork();
    if (child == 0) std::_Exit(run_share(options, i, processes) ? 0 : 1);
    children.push_back(child);
  }
  int failed = 0;
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    failed += status == 0 ? 0 : 1;
  }
  return failed == 0 ? 0 : 1;
}

int run(int argc, char** argv) {
  Options options;
  std::uint64_t seed = 0;
  bool is_long = false;
  CLI::App app("A seeded province over the real program: ./dev sim");
  app.add_option("--seed", seed, "this one alone");
  app.add_option("--seeds", options.seeds, "how many, from 1")->capture_default_str();
  app.add_option("--days", options.plan.days, "how long each lasts")->capture_default_str();
  app.add_option("--communes", options.plan.communes, "how many of them")->capture_default_str();
  app.add_option("--acts", options.plan.acts_per_day, "a day, in each commune")->capture_default_str();
  app.add_option("--until", options.plan.until, "stop after this act");
  app.add_option("--processes", options.processes, "that share the seeds")->capture_default_str();
  app.add_option("--plant", options.plan.plant, "a fault to be found, of sim/faults");
  app.add_flag("--trace", options.show_trace, "say every request");
  app.add_flag("--counts", options.show_counts, "say how often what was done");
  app.add_flag("--long", is_long, "45 communes for a year, one seed");
  CLI11_PARSE(app, argc, argv);
  if (is_long) options.plan.days = 365, options.plan.communes = 45, options.seeds = 1;
  if (seed != 0) options.first_seed = seed, options.seeds = 1;
  return run_all(options);
}

}  // namespace
}  // namespace motcua::sim

int main(int argc, char** argv) { return motcua::sim::run(argc, argv); }
