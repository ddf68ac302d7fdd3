#pragma once
#include <chrono>

#include "base/histogram.h"

namespace motcua::store {

// How long commits took until they were durable, and how many commands shared one: for /metrics.
struct CommitTimes {
  Histogram seconds = Histogram::seconds();
  Histogram sizes{{1, 2, 4, 8, 16, 32, 64, 128, 256}};

  // Runs a commit of so many commands; counts it only when it does not throw.
  template <class F>
  void around(std::size_t commands, F&& commit) {
    const auto began = std::chrono::steady_clock::now();
    commit();
    seconds.observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    sizes.observe(static_cast<double>(commands));
  }
  void append(Histogram::Figures& figures) const {
    seconds.append("store_commit_seconds", figures);
    sizes.append("store_batch_size", figures);
  }
};

}  // namespace motcua::store
