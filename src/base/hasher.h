#pragma once
#include <memory>

#include "base/crypto.h"

namespace motcua {

// SHA-256 of something too large to be held at once: add its parts in order, then finish, once.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  void add(ByteView part);
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace motcua
