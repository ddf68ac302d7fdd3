#pragma once
#include <span>

#include "base/crypto.h"

namespace motcua {

// The root over leaves in their order, as RFC 6962 section 2.1 takes it: SHA-256(0x00 ‖ leaf) for a leaf,
// SHA-256(0x01 ‖ left ‖ right) above, the left side a full tree; SHA-256 of nothing for no leaves. Anyone
// with that text and a hash function recomputes it.
Digest merkle_root(std::span<const Digest> leaves);

}  // namespace motcua
