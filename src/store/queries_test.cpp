// Every statement and every migration of every capability, on both engines.
#include "all_sql.h"

#include <gtest/gtest.h>

#include "store/postgres_connection.h"
#include "store/sqlite_statement.h"
#include "store/testing.h"

namespace motcua::store {
namespace {

TEST(Queries, AllCanBePreparedOnSqlite) {
  const TestStore store({Engine::sqlite, "sqlite"}, all_migrations());
  sqlite3* database = nullptr;
  const std::string file = store.options().data_directory + "/motcua.sqlite";
  ASSERT_EQ(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
  for (const Query* query : all_queries()) {
    const SqliteStatement statement(database, *query);
    EXPECT_EQ(statement.code(), SQLITE_OK) << query->name << ": " << sqlite3_errmsg(database);
  }
  sqlite3_close(database);
}

TEST(Queries, AllCanBePreparedOnPostgresAndTheirAnswersRead) {
  const TestStore store({Engine::postgres, "postgres"}, all_migrations());
  PostgresConnection connection(store.options().database, PostgresUse::write);
  for (const Query* query : all_queries()) {
    try {
      EXPECT_EQ(connection.unreadable_column(*query), "")
          << query->name << ": cast this column to bigint, text, bytea or double precision";
    } catch (const StoreFailed& e) {
      ADD_FAILURE() << query->name << ": " << e.what();
    }
  }
}

TEST(Queries, MigrationsOfOneProgramAreCurrentAfterwards) {
  for (const EngineParam& engine : engines()) {
    TestStore store(engine, all_migrations());
    EXPECT_NO_THROW(require_current(*store, all_migrations())) << engine;
  }
}

}  // namespace
}  // namespace motcua::store
