#pragma once
#include <cstdint>

#include "base/random.h"

namespace motcua::sim {

// What is to go wrong with the disk, and when: one count of writes, syncs and names for the database and the
// files alike, so that a crash can fall on any of them.
class DiskFate {
 public:
  enum class Verdict {
    fine,
    fails,  // this one alone: a full disk, a bad sector
    dies,   // the last one that is begun
    dead,   // after it
  };

  // The next but `operations`th is the last one begun.
  void die_after(std::uint64_t operations) { dies_in_ = operations + 1; }
  void fail_after(std::uint64_t operations) { fails_in_ = operations + 1; }
  void forget() { *this = DiskFate{operations_}; }

  Verdict next() {
    if (dead_) return Verdict::dead;
    ++operations_;
    if (dies_in_ != 0 && --dies_in_ == 0) {
      dead_ = true;
      return Verdict::dies;
    }
    if (fails_in_ != 0 && --fails_in_ == 0) {
      failed_ = true;
      return Verdict::fails;
    }
    return Verdict::fine;
  }

  bool dead() const { return dead_; }
  bool failed() const { return failed_; }  // since forget()
  bool awaited() const { return dies_in_ != 0 || fails_in_ != 0; }
  std::uint64_t operations() const { return operations_; }

  DiskFate() = default;

 private:
  explicit DiskFate(std::uint64_t operations) : operations_(operations) {}
  std::uint64_t operations_ = 0;
  std::uint64_t dies_in_ = 0;
  std::uint64_t fails_in_ = 0;
  bool dead_ = false;
  bool failed_ = false;
};

}  // namespace motcua::sim
