#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "store/store.h"

namespace motcua::bench {

struct Settings {
  std::string program, scratch, results, date, revision;
  std::vector<store::Engine> engines{store::Engine::sqlite, store::Engine::postgres};
  std::vector<std::size_t> sizes{0, 100'000, 2'000'000};
  std::vector<std::string> only;  // names of scenarios; empty: all
  std::chrono::milliseconds warm_up{1000};
  std::chrono::milliseconds writing{8000};  // measured time of a scenario that writes
  std::chrono::milliseconds reading{4000};  // and of one that reads
  std::chrono::milliseconds spike{3000};    // the longer part before, half of it the spike
  bool quick = false;

  // Every scenario for a moment.
  void make_quick() {
    quick = true;
    sizes = {0, 5000};
    warm_up = std::chrono::milliseconds(300);
    writing = std::chrono::milliseconds(1000);
    reading = std::chrono::milliseconds(400);
    spike = std::chrono::milliseconds(1000);
  }
  // "home page" wants "home page, kept": --only divides its list at commas.
  bool wants(std::string_view scenario) const {
    const auto asked = [&](const std::string& name) {
      return scenario == name || scenario.starts_with(name + ",");
    };
    return only.empty() || std::any_of(only.begin(), only.end(), asked);
  }
};

inline std::string_view name_of(store::Engine engine) {
  return engine == store::Engine::sqlite ? "sqlite" : "postgres";
}

}  // namespace motcua::bench
