#include "base/merkle.h"

#include <bit>

namespace motcua {
namespace {

Digest leaf_hash(const Digest& leaf) {
  std::array<std::uint8_t, 1 + sizeof(Digest)> text{0x00};
  std::copy(leaf.begin(), leaf.end(), text.begin() + 1);
  return sha256(text);
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::array<std::uint8_t, 1 + 2 * sizeof(Digest)> text{0x01};
  std::copy(left.begin(), left.end(), text.begin() + 1);
  std::copy(right.begin(), right.end(), text.begin() + 1 + sizeof(Digest));
  return sha256(text);
}

Digest root_of(std::span<const Digest> leaves) {
  if (leaves.size() == 1) return leaf_hash(leaves.front());
  const std::size_t left = std::bit_floor(leaves.size() - 1);  // the largest power of two below the number
  return node_hash(root_of(leaves.first(left)), root_of(leaves.subspan(left)));
}

}  // namespace

Digest merkle_root(std::span<const Digest> leaves) { return leaves.empty() ? sha256({}) : root_of(leaves); }

}  // namespace motcua
