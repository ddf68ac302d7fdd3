#include "store/value.h"

#include <algorithm>

#include "base/check.h"

namespace motcua::store {

namespace {
template <class T>
const T& held(const std::vector<Value>& values, std::size_t i) {
  CHECK(i < values.size());
  const T* value = std::get_if<T>(&values[i]);
  CHECK(value != nullptr);  // another type than the query's column, or NULL
  return *value;
}

template <class F>
auto unless_null(const Row& row, std::size_t i, F&& get) -> std::optional<std::decay_t<decltype(get())>> {
  if (row.is_null(i)) return std::nullopt;
  return get();
}
}  // namespace

bool Row::is_null(std::size_t i) const {
  CHECK(i < values_.size());
  return std::holds_alternative<std::monostate>(values_[i]);
}

std::int64_t Row::integer(std::size_t i) const { return held<std::int64_t>(values_, i); }
double Row::real(std::size_t i) const { return held<double>(values_, i); }
const std::string& Row::text(std::size_t i) const { return held<std::string>(values_, i); }
const Bytes& Row::bytes(std::size_t i) const { return held<Bytes>(values_, i); }

Uuid Row::uuid(std::size_t i) const {
  const Bytes& value = bytes(i);
  Uuid id;
  CHECK(value.size() == id.bytes.size());
  std::ranges::copy(value, id.bytes.begin());
  return id;
}

Instant Row::instant(std::size_t i) const { return Instant{std::chrono::milliseconds{integer(i)}}; }

std::optional<std::int64_t> Row::integer_or_null(std::size_t i) const {
  return unless_null(*this, i, [&] { return integer(i); });
}
std::optional<std::string> Row::text_or_null(std::size_t i) const {
  return unless_null(*this, i, [&] { return text(i); });
}
std::optional<Uuid> Row::uuid_or_null(std::size_t i) const {
  return unless_null(*this, i, [&] { return uuid(i); });
}
std::optional<Instant> Row::instant_or_null(std::size_t i) const {
  return unless_null(*this, i, [&] { return instant(i); });
}

}  // namespace motcua::store
