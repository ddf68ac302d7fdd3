#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace motcua {

// RFC 9562 id, version 7 when we make it. Stored as BLOB/BYTEA of 16 bytes, written "018f…-….".
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;

  static Uuid v7(Instant now, Random& random);
  static std::optional<Uuid> parse(std::string_view text);  // any version, either case, with hyphens
  std::string text() const;
};

}  // namespace motcua

template <>
struct std::hash<motcua::Uuid> {
  std::size_t operator()(const motcua::Uuid& id) const noexcept;
};
