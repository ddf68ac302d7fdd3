#include "base/crypto.h"

#include <openssl/evp.h>
#include <sodium.h>

#include "base/check.h"

namespace motcua {

// Looking the algorithm up by name costs more than the digest of a short text.
Digest sha256(ByteView data) {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Digest digest{};
  const int done = EVP_Digest(data.data(), data.size(), digest.data(), nullptr, algorithm, nullptr);
  CHECK(done == 1);
  return digest;
}

Digest hmac_sha256(ByteView key, ByteView data) {
  Digest digest{};
  static_assert(crypto_auth_hmacsha256_BYTES == sizeof(Digest));
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, data.data(), data.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

bool same_in_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretKey::SecretKey(ByteView bytes) {
  CHECK(bytes.size() == size);
  std::copy(bytes.begin(), bytes.end(), key_.begin());
}

SecretKey SecretKey::make(Random& random) { return SecretKey(random.bytes(size)); }

SecretKey::~SecretKey() { sodium_memzero(key_.data(), key_.size()); }

namespace {
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == SecretKey::size);
}  // namespace

Bytes seal(const SecretKey& key, ByteView plain, std::string_view context, Random& random) {
  Bytes sealed(nonce_size + plain.size() + tag_size);
  random.fill({sealed.data(), nonce_size});
  const ByteView extra = as_bytes(context);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, plain.data(), plain.size(),
                                             extra.data(), extra.size(), nullptr, sealed.data(),
                                             key.bytes().data());
  return sealed;
}

std::optional<Bytes> open(const SecretKey& key, ByteView sealed, std::string_view context) {
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  Bytes plain(sealed.size() - nonce_size - tag_size);
  const ByteView extra = as_bytes(context);
  const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      plain.data(), nullptr, nullptr, sealed.data() + nonce_size, sealed.size() - nonce_size, extra.data(),
      extra.size(), sealed.data(), key.bytes().data());
  if (failed != 0) return std::nullopt;
  return plain;
}

}  // namespace motcua
