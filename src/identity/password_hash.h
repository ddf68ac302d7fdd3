#pragma once
#include <atomic>
#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

namespace motcua::identity {

// What one argon2id hash costs whoever tries to guess, and us.
struct HashCost {
  unsigned long long operations;
  std::size_t memory_bytes;
  static HashCost interactive();  // 64 MiB, about 70 ms
  static HashCost minimum();      // for tests only
};

// argon2id through libsodium, whose own generator makes the salt. One hash at a time, since each takes 64
// MiB: the others wait in line; when the line is long, TooBusy.
class PasswordHasher {
 public:
  class TooBusy : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
  };

  explicit PasswordHasher(HashCost cost);
  std::string hash(std::string_view password);
  bool verify(const std::string& hash, std::string_view password);
  // Takes the time of verify and says no: for accounts that do not exist.
  bool verify_nobody(std::string_view password);

 private:
  class Turn;
  HashCost cost_;
  std::mutex one_at_a_time_;
  std::atomic<int> waiting_{0};
  std::string nobody_;  // hash of a password that nobody knows
};

}  // namespace motcua::identity
