#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"
#include "base/uuid.h"

namespace motcua::store {

// A parameter, bound by position. Views must live until run() returns.
class Param {
 public:
  using Held = std::variant<std::monostate, std::int64_t, double, std::string_view, ByteView>;
  Param(std::nullptr_t) {}
  Param(std::nullopt_t) {}
  template <std::integral I>
  Param(I v) : held_(static_cast<std::int64_t>(v)) {}
  Param(double v) : held_(v) {}
  Param(const char* v) : held_(std::string_view(v)) {}
  Param(std::string_view v) : held_(v) {}
  Param(const std::string& v) : held_(std::string_view(v)) {}
  Param(const Bytes& v) : held_(ByteView(v)) {}
  Param(ByteView v) : held_(v) {}
  template <std::size_t N>
  Param(const std::array<std::uint8_t, N>& v) : held_(ByteView(v)) {}
  Param(const Uuid& v) : held_(ByteView(v.bytes)) {}
  Param(Instant v) : held_(static_cast<std::int64_t>(v.time_since_epoch().count())) {}
  template <class T>
  Param(const std::optional<T>& v) : held_(v ? Param(*v).held_ : Held{}) {}
  const Held& held() const { return held_; }

 private:
  Held held_;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

// One row of an answer, columns from 0. Asking for another type than the column holds is our mistake (CHECK).
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}
  std::size_t size() const { return values_.size(); }
  // Whatever it holds, to be carried elsewhere.
  const Value& value(std::size_t i) const { return values_.at(i); }
  bool is_null(std::size_t i) const;
  std::int64_t integer(std::size_t i) const;
  double real(std::size_t i) const;
  const std::string& text(std::size_t i) const;
  const Bytes& bytes(std::size_t i) const;
  Uuid uuid(std::size_t i) const;
  Instant instant(std::size_t i) const;
  std::optional<std::int64_t> integer_or_null(std::size_t i) const;
  std::optional<std::string> text_or_null(std::size_t i) const;
  std::optional<Uuid> uuid_or_null(std::size_t i) const;
  std::optional<Instant> instant_or_null(std::size_t i) const;

 private:
  std::vector<Value> values_;
};

using Rows = std::vector<Row>;

}  // namespace motcua::store
