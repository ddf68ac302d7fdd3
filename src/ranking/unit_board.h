#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

#include "ranking/board.h"

namespace motcua::ranking {

// The figures of every unit, kept from one question to the next: adding them up takes tens of milliseconds
// when there are thousands of units, and an event changes those of one. Never older than the sums that the
// reader sees. Safe from several threads.
class UnitBoard {
 public:
  using Lines = std::shared_ptr<const std::vector<Keyed>>;

  // As figures_by_unit.
  Lines figures(store::Reader& reader, const Asked& asked);

 private:
  using Key = std::tuple<LocalDate, LocalDate, int>;  // first and last day that count, channel
  struct Kept {
    std::int64_t making = 0, position = 0;  // what it was added up from
    LocalDate today{};
    std::uint64_t used = 0;
    Lines lines;
  };
  Kept kept(const Key& key);
  void keep(const Key& key, Kept fresh);

  std::mutex mutex_;  // over the following; never held while the store is asked
  std::map<Key, Kept> kept_;
  std::uint64_t uses_ = 0;
};

}  // namespace motcua::ranking
