#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"

namespace motcua {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(ByteView data);
Digest hmac_sha256(ByteView key, ByteView data);
bool same_in_constant_time(ByteView a, ByteView b);

// 32 bytes; wiped when destroyed.
class SecretKey {
 public:
  static constexpr std::size_t size = 32;
  explicit SecretKey(ByteView bytes);  // CHECKs the size
  static SecretKey make(Random& random);
  ~SecretKey();
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ByteView bytes() const { return key_; }

 private:
  std::array<std::uint8_t, size> key_{};
};

// XChaCha20-Poly1305 (IETF): 24-byte nonce ‖ ciphertext ‖ tag. `context` is authenticated, not stored: give
// what the ciphertext belongs to, so that it cannot be moved elsewhere. open: nullopt when key, context or
// bytes differ.
Bytes seal(const SecretKey& key, ByteView plain, std::string_view context, Random& random);
std::optional<Bytes> open(const SecretKey& key, ByteView sealed, std::string_view context);

}  // namespace motcua
