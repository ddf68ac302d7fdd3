#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/histogram.h"
#include "http/router.h"

namespace motcua::http {

// Figures in the Prometheus text format: requests by pattern, method and status, their times, and whatever
// callbacks supply. Patterns only, never paths: no figure names a person. Kind and meaning of each stand in
// data/metrics/figures.tsv; one that is not there goes out as untyped.
class Metrics {
 public:
  Metrics();
  void observe(const Access& access);
  // Asked at each scrape: name ("store_queue_length", becomes motcua_store_queue_length), with labels if need
  // be ("job_overdue{job=\"fold\"}") → value. Names beginning with process_ stay as they are.
  using Figures = std::function<std::vector<std::pair<std::string, double>>()>;
  void add_figures(Figures figures);
  std::string text() const;

 private:
  struct Description {
    std::string type, help;
  };
  struct Family;
  using Door = std::pair<std::string, Method>;

  std::string family_of(std::string_view name) const;
  std::vector<std::pair<std::string, double>> own_figures() const;

  std::map<std::string, Description, std::less<>> descriptions_;
  mutable std::mutex mutex_;
  std::map<std::pair<Door, int>, std::uint64_t> requests_;
  std::map<Door, Histogram> times_;
  std::map<std::string, std::uint64_t> sheds_;  // by problem: what was refused to keep the rest alive
  std::vector<Figures> figures_;
};

// Counts what `router` answers. Metrics must outlive the router's use.
void watch(Router& router, Metrics& metrics);

// Who may read /metrics: whoever reaches the listener, or only this machine without a proxy in between
// (others are told that there is no such page).
enum class Audience { anyone, this_machine };
void add_metrics_route(Router& router, Metrics& metrics, Audience audience);

// GET /livez: the program answers, nothing else is asked. GET /readyz, and /healthz by its older name:
// `unwell` says what is wrong, in English, naming nobody, empty when all is well: 200 "ok" or 503.
void add_health_routes(Router& router, std::function<std::string()> unwell);

}  // namespace motcua::http
