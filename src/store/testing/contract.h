#pragma once
#include <vector>

#include "store/query.h"

// The tables and statements of the storage contract's own tests.
namespace motcua::store::contract {

inline constexpr Migration create{"contract/20260101000000_create",
                                  R"(CREATE TABLE contract_thing (
  id INTEGER NOT NULL PRIMARY KEY, whole INTEGER, fraction REAL, words TEXT, bytes BLOB) STRICT;
CREATE TABLE contract_part (id INTEGER NOT NULL PRIMARY KEY, thing INTEGER NOT NULL REFERENCES contract_thing (id)) STRICT;)",
                                  R"(CREATE TABLE contract_thing (
  id BIGINT NOT NULL PRIMARY KEY, whole BIGINT, fraction DOUBLE PRECISION, words TEXT, bytes BYTEA);
CREATE TABLE contract_part (id BIGINT NOT NULL PRIMARY KEY, thing BIGINT NOT NULL REFERENCES contract_thing (id));)"};

inline constexpr Migration extend{"contract/20260201000000_extend",
                                  "ALTER TABLE contract_thing ADD COLUMN extra INTEGER;",
                                  "ALTER TABLE contract_thing ADD COLUMN extra BIGINT;"};

inline const std::vector<Migration> migrations{create};

constexpr Query both(std::string_view name, std::string_view text) { return {name, text, text}; }

inline constexpr Query add = both("contract/add",
                                  "INSERT INTO contract_thing (id, whole, fraction, words, bytes) "
                                  "VALUES ($1, $2, $3, $4, $5)");
inline constexpr Query add_id = both("contract/add_id", "INSERT INTO contract_thing (id) VALUES ($1)");
inline constexpr Query add_backwards =
    both("contract/add_backwards", "INSERT INTO contract_thing (words, whole, id) VALUES ($3, $2, $1)");
inline constexpr Query add_part =
    both("contract/add_part", "INSERT INTO contract_part (id, thing) VALUES ($1, $2)");
inline constexpr Query get =
    both("contract/get", "SELECT whole, fraction, words, bytes FROM contract_thing WHERE id = $1");
inline constexpr Query all = both("contract/all", "SELECT id FROM contract_thing ORDER BY id");
inline constexpr Query count = both("contract/count", "SELECT count(*) FROM contract_thing");
inline constexpr Query set_whole =
    both("contract/set_whole", "UPDATE contract_thing SET whole = $2 WHERE id = $1 RETURNING whole");
inline constexpr Query change_whole =
    both("contract/change_whole", "UPDATE contract_thing SET whole = $2 WHERE id = $1");
inline constexpr Query echo =
    both("contract/echo", "INSERT INTO contract_thing (id, words) VALUES ($1, $2) RETURNING words");
inline constexpr Query set_all = both("contract/set_all", "UPDATE contract_thing SET whole = $1");

}  // namespace motcua::store::contract
