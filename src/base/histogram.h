#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua {

// How often a value fell below each of some bounds, for figures of time and size. May be shared by threads.
class Histogram {
 public:
  // CHECKs that the bounds rise; whatever is above the last counts too.
  explicit Histogram(std::vector<double> bounds);
  // 0.5 ms to 10 s: waits for a disk or a database.
  static Histogram seconds();

  void observe(double value);

  // As Prometheus counts: name_bucket{le="0.005"}, cumulative, then name_sum and name_count. `labels` like
  // method="GET" stand before le.
  using Figures = std::vector<std::pair<std::string, double>>;
  void append(std::string_view name, Figures& figures, std::string_view labels = {}) const;

 private:
  const std::vector<double> bounds_;
  mutable std::mutex mutex_;
  std::vector<std::uint64_t> counts_;  // one more than bounds: above all of them
  double sum_ = 0;
};

}  // namespace motcua
