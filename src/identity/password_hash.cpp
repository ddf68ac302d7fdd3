#include "identity/password_hash.h"

#include <sodium.h>

#include <array>
#include <new>

#include "base/check.h"

namespace motcua::identity {
namespace {

constexpr int longest_line = 32;  // half of the threads that run handlers: signing in may not stop all else

std::string hashed(const HashCost& cost, std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), cost.operations, cost.memory_bytes) !=
      0) {
    throw std::bad_alloc();
  }
  return out.data();
}

}  // namespace

HashCost HashCost::interactive() {
  return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}
HashCost HashCost::minimum() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    if (hasher_.waiting_.fetch_add(1) >= longest_line) {
      hasher_.waiting_.fetch_sub(1);
      throw TooBusy("too many passwords are being checked");
    }
    hasher_.one_at_a_time_.lock();
  }
  ~Turn() {
    hasher_.one_at_a_time_.unlock();
    hasher_.waiting_.fetch_sub(1);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(HashCost cost) : cost_(cost) {
  CHECK(sodium_init() >= 0);
  std::array<char, 32> secret{};
  randombytes_buf(secret.data(), secret.size());
  nobody_ = hashed(cost_, {secret.data(), secret.size()});
}

std::string PasswordHasher::hash(std::string_view password) {
  const Turn turn(*this);
  return hashed(cost_, password);
}

bool PasswordHasher::verify(const std::string& hash, std::string_view password) {
  const Turn turn(*this);
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::verify_nobody(std::string_view password) {
  verify(nobody_, password);
  return false;
}

}  // namespace motcua::identity
