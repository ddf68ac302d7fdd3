#include "base/uuid.h"

#include <array>
#include <cstring>

namespace motcua {

namespace {

// Of each byte as a hexadecimal digit; -1: it is none.
constexpr std::array<std::int8_t, 256> hex_values = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values.at(static_cast<std::size_t>('0' + i)) = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) {
    values.at(static_cast<std::size_t>('a' + i)) = static_cast<std::int8_t>(10 + i);
    values.at(static_cast<std::size_t>('A' + i)) = static_cast<std::int8_t>(10 + i);
  }
  return values;
}();

constexpr std::string_view hex_digits = "0123456789abcdef";
// Where the two digits of each byte begin: 8-4-4-4-12.
constexpr std::array<std::uint8_t, 16> places{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
constexpr std::string_view hyphens = "        -    -    -    -            ";

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
  if (text.size() != hyphens.size()) return std::nullopt;
  const auto hex = [&](std::size_t at) {
    return static_cast<int>(hex_values[static_cast<unsigned char>(text[at])]);
  };
  bool good = text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
  Uuid id;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const int high = hex(places[i]), low = hex(places[i] + 1U);
    good &= (high | low) >= 0;
    id.bytes[i] = static_cast<std::uint8_t>(static_cast<unsigned>(high) << 4U | static_cast<unsigned>(low));
  }
  return good ? std::optional(id) : std::nullopt;
}

std::string Uuid::text() const {
  std::string text(hyphens);
  for (std::size_t i = 0; i < places.size(); ++i) {
    text[places[i]] = hex_digits[bytes[i] >> 4U];
    text[places[i] + 1U] = hex_digits[bytes[i] & 0xFU];
  }
  return text;
}

}  // namespace motcua

std::size_t std::hash<motcua::Uuid>::operator()(const motcua::Uuid& id) const noexcept {
  std::uint64_t low = 0;
  std::memcpy(&low, id.bytes.data() + 8, sizeof low);  // the random half
  return static_cast<std::size_t>(low);
}
