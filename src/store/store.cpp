#include "store/store.h"

#include "store/postgres_store.h"
#include "store/sqlite_store.h"

namespace motcua::store {

std::optional<Row> Reader::one(const Query& query, std::initializer_list<Param> params) {
  Rows rows = run(query, params);
  CHECK(rows.size() <= 1);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::unique_ptr<Store> open(const Options& options) {
  if (options.database.empty()) return open_sqlite(options);
  if (options.database.starts_with("postgres://") || options.database.starts_with("postgresql://")) {
    return open_postgres(options);
  }
  throw StoreFailed("The database \"" + options.database +
                    "\" is not understood. Give postgres://user@host/name, or leave it out to use SQLite.");
}

}  // namespace motcua::store
