#pragma once
#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "http/router.h"

namespace motcua::http {

// Figures in the Prometheus text format: requests by pattern, method and status, their times, and whatever
// callbacks supply. Patterns only, never paths: no figure names a person.
class Metrics {
 public:
  void observe(const Access& access);
  // Asked at each scrape: name ("store_queue", becomes motcua_store_queue) → value. Letters, digits and _
  // only.
  using Figures = std::function<std::vector<std::pair<std::string, double>>()>;
  void add_figures(Figures figures);
  std::string text() const;

 private:
  static constexpr std::array<double, 12> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                 0.1,   0.25,   0.5,   1,    2.5,   10};  // seconds
  struct Times {
    std::array<std::uint64_t, bounds.size() + 1> counts{};  // the last: slower than all bounds
    double sum = 0;                                         // seconds
  };
  using Door = std::pair<std::string, Method>;

  mutable std::mutex mutex_;
  std::map<std::pair<Door, int>, std::uint64_t> requests_;
  std::map<Door, Times> times_;
  std::vector<Figures> figures_;
};

// Watches `router` and adds GET /metrics and GET /healthz, both with `access`; the proxy in front keeps them
// from the outside. `unwell` says what is wrong, in English, empty when all is well: 200 "ok" or 503. Metrics
// must outlive the router's use.
void add_metrics_routes(Router& router, Metrics& metrics, std::function<std::string()> unwell,
                        std::string access = "public");

}  // namespace motcua::http
