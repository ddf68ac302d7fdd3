#include "store/postgres_values.h"

#include <fmt/format.h>
#include <algorithm>
#include <bit>

#include "base/check.h"
#include "store/store.h"

namespace motcua::store {

namespace {

// Numbers of pg_type, the same in every PostgreSQL.
enum Type : Oid {
  type_bool = 16,
  type_bytea = 17,
  type_name = 19,
  type_int8 = 20,
  type_int2 = 21,
  type_int4 = 23,
  type_text = 25,
  type_float4 = 700,
  type_float8 = 701,
  type_bpchar = 1042,
  type_varchar = 1043,
  type_void = 2278,
};

std::uint64_t big_endian(const char* data, int size) {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(data[i]);
  return value;
}

Value decode(Oid type, const char* data, int size) {
  switch (type) {
    case type_bool:
      return std::int64_t{data[0] != 0};
    case type_int2:
      return std::int64_t{static_cast<std::int16_t>(big_endian(data, 2))};
    case type_int4:
      return std::int64_t{static_cast<std::int32_t>(big_endian(data, 4))};
    case type_int8:
      return static_cast<std::int64_t>(big_endian(data, 8));
    case type_float4:
      return double{std::bit_cast<float>(static_cast<std::uint32_t>(big_endian(data, 4)))};
    case type_float8:
      return std::bit_cast<double>(big_endian(data, 8));
    case type_text:
    case type_varchar:
    case type_bpchar:
    case type_name:
      return std::string(data, static_cast<std::size_t>(size));
    case type_bytea: {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(data);
      return Bytes(bytes, bytes + size);
    }
  }
  CHECK(type == type_void);  // cast the column in the query: postgres_type_is_known
  return std::monostate{};
}

}  // namespace

PostgresParams::PostgresParams(std::span<const Param> params) {
  texts_.reserve(params.size());
  for (const Param& param : params) add(param);
}

void PostgresParams::add(const Param& param) {
  const auto& held = param.held();
  if (const auto* bytes = std::get_if<ByteView>(&held)) {
    values_.push_back(bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data()));
    lengths_.push_back(static_cast<int>(bytes->size()));
    formats_.push_back(1);
    return;
  }
  lengths_.push_back(0);  // ignored for texts
  formats_.push_back(0);
  if (const auto* integer = std::get_if<std::int64_t>(&held)) {
    texts_.push_back(std::to_string(*integer));
  } else if (const auto* real = std::get_if<double>(&held)) {
    texts_.push_back(fmt::format("{}", *real));
  } else if (const auto* text = std::get_if<std::string_view>(&held)) {
    if (text->find('\0') != std::string_view::npos) throw StoreFailed("A text holds a NUL character.");
    texts_.emplace_back(*text);
  } else {
    values_.push_back(nullptr);
    return;
  }
  values_.push_back(texts_.back().c_str());
}

bool postgres_type_is_known(Oid type) {
  constexpr Oid known[] = {type_bool, type_bytea,  type_name,   type_int8,   type_int2,    type_int4,
                           type_text, type_float4, type_float8, type_bpchar, type_varchar, type_void};
  return std::ranges::find(known, type) != std::end(known);
}

Rows postgres_rows(const PGresult* result) {
  const int columns = PQnfields(result);
  Rows rows;
  rows.reserve(static_cast<std::size_t>(PQntuples(result)));
  for (int r = 0; r < PQntuples(result); ++r) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int c = 0; c < columns; ++c) {
      if (PQgetisnull(result, r, c) != 0) {
        values.emplace_back(std::monostate{});
      } else {
        values.push_back(decode(PQftype(result, c), PQgetvalue(result, r, c), PQgetlength(result, r, c)));
      }
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

}  // namespace motcua::store
