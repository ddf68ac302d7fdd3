#include "base/histogram.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/check.h"

namespace motcua {

Histogram::Histogram(std::vector<double> bounds) : bounds_(std::move(bounds)), counts_(bounds_.size() + 1) {
  const bool rising = std::is_sorted(bounds_.begin(), bounds_.end(), std::less_equal<>());
  CHECK(rising);
}

Histogram Histogram::seconds() {
  return Histogram({0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10});
}

void Histogram::observe(double value) {
  const auto bucket =
      static_cast<std::size_t>(std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin());
  const std::lock_guard lock(mutex_);
  ++counts_[bucket];
  sum_ += value;
}

void Histogram::append(std::string_view name, Figures& figures, std::string_view labels) const {
  const std::lock_guard lock(mutex_);
  const std::string before = labels.empty() ? "" : fmt::format("{},", labels);
  const std::string alone = labels.empty() ? "" : fmt::format("{{{}}}", labels);
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    total += counts_[i];
    const auto bound = i < bounds_.size() ? fmt::format("{}", bounds_[i]) : "+Inf";
    figures.emplace_back(fmt::format("{}_bucket{{{}le=\"{}\"}}", name, before, bound),
                         static_cast<double>(total));
  }
  figures.emplace_back(fmt::format("{}_sum{}", name, alone), sum_);
  figures.emplace_back(fmt::format("{}_count{}", name, alone), static_cast<double>(total));
}

}  // namespace motcua
