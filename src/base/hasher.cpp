#include "base/hasher.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace motcua {

struct Hasher::State {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
  CHECK(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1);
}
Hasher::~Hasher() = default;

void Hasher::add(ByteView part) {
  CHECK(EVP_DigestUpdate(state_->context.get(), part.data(), part.size()) == 1);
}

Digest Hasher::finish() {
  Digest digest{};
  unsigned length = 0;
  CHECK(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) == 1 && length == digest.size());
  return digest;
}

}  // namespace motcua
