#include "base/signature.h"

#include <sodium.h>

#include "base/check.h"

namespace motcua {

static_assert(crypto_sign_SEEDBYTES == SecretKey::size);
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(PublicKey));
static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_BYTES == sizeof(Signature));

SigningKey::SigningKey(const SecretKey& seed) {
  const int failed = crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.bytes().data());
  CHECK(failed == 0);
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Signature SigningKey::sign(std::string_view text) const {
  Signature signature{};
  const ByteView bytes = as_bytes(text);
  crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret_.data());
  return signature;
}

bool is_signed(std::string_view text, const Signature& signature, const PublicKey& by) {
  const ByteView bytes = as_bytes(text);
  return crypto_sign_verify_detached(signature.data(), bytes.data(), bytes.size(), by.data()) == 0;
}

}  // namespace motcua
