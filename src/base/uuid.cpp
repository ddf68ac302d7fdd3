#include "base/uuid.h"

#include <fmt/format.h>
#include <cstring>

#include "base/bytes.h"

namespace motcua {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

Uuid Uuid::v7(Instant now, Random& random) {
  Uuid id;
  random.fill(id.bytes);
  const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0F));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  std::size_t digit = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen != (text[i] == '-')) return std::nullopt;
    if (hyphen) continue;
    const int value = hex_value(text[i]);
    if (value < 0) return std::nullopt;
    auto& byte = id.bytes.at(digit / 2);
    byte = static_cast<std::uint8_t>(byte << 4U | static_cast<unsigned>(value));
    ++digit;
  }
  return id;
}

std::string Uuid::text() const {
  std::string hex = to_hex(bytes);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, 1, '-');
  return hex;
}

}  // namespace motcua

std::size_t std::hash<motcua::Uuid>::operator()(const motcua::Uuid& id) const noexcept {
  std::uint64_t low = 0;
  std::memcpy(&low, id.bytes.data() + 8, sizeof low);  // the random half
  return static_cast<std::size_t>(low);
}
