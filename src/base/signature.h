#pragma once
#include <array>
#include <string_view>

#include "base/crypto.h"

namespace motcua {

// Ed25519 (RFC 8032).
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// Signs in the name of the installation. Made from a seed of 32 bytes, which is what lies in the key's file.
class SigningKey {
 public:
  explicit SigningKey(const SecretKey& seed);
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  const PublicKey& public_key() const { return public_; }
  Signature sign(std::string_view text) const;

 private:
  PublicKey public_{};
  std::array<std::uint8_t, 64> secret_{};
};

bool is_signed(std::string_view text, const Signature& signature, const PublicKey& by);

}  // namespace motcua
