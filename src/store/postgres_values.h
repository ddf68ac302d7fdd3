#pragma once
#include <libpq-fe.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/value.h"

namespace motcua::store {

struct ClearPostgresResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearPostgresResult>;

// Parameters as libpq wants them: numbers and text as text, so that the server fits them to the column; bytes
// binary.
class PostgresParams {
 public:
  explicit PostgresParams(std::span<const Param> params);
  PostgresParams(const PostgresParams&) = delete;
  PostgresParams& operator=(const PostgresParams&) = delete;

  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const Param& param);

  std::vector<std::string> texts_;  // reserved: pointers into it stay good
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

// int2, int4, int8, bool (0 or 1), float4, float8, text, varchar, char, name, bytea, void (NULL). Another
// type is our mistake: cast it in the query (sum(bigint) is numeric).
bool postgres_type_is_known(Oid type);

// Rows of a result in binary format. CHECKs that every column's type is known.
Rows postgres_rows(const PGresult* result);

}  // namespace motcua::store
