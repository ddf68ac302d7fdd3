#include <algorithm>
#include <map>

#include "base/crypto.h"
#include "store/rights.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/table_copy.h"

namespace motcua::store {

namespace {

using Applied = std::map<std::string, std::string>;  // name → checksum

std::string_view timestamp_and_verb(std::string_view name) { return name.substr(name.find('/') + 1); }

std::vector<Migration> in_order(std::vector<Migration> migrations) {
  std::ranges::sort(migrations, {},
                    [](const Migration& m) { return std::pair(timestamp_and_verb(m.name), m.name); });
  return migrations;
}

std::string checksum(const Migration& migration, Engine engine) {
  const auto text = engine == Engine::sqlite ? migration.sqlite : migration.postgres;
  return to_hex(sha256(as_bytes(text)));
}

Applied applied(Reader& reader) {
  if (reader.one(sql::migration_table_exists)->integer(0) == 0) return {};
  Applied found;
  for (const Row& row : reader.run(sql::applied_migrations)) found.emplace(row.text(0), row.text(1));
  return found;
}

void refuse_unknown(const Applied& done, const std::vector<Migration>& migrations) {
  for (const auto& record : done) {
    const bool known =
        std::ranges::any_of(migrations, [&](const Migration& m) { return m.name == record.first; });
    if (!known && record.first == unfinished_copy) {
      throw StoreFailed(
          "This database is an unfinished copy: the restore or migrate that fills it runs now, or broke off. "
          "Run that command again to the end.");
    }
    if (!known) {
      throw StoreFailed("A newer program made this database: it has the migration " + record.first +
                        ", which this program does not know. Run the newer program, or restore a backup made "
                        "before it.");
    }
  }
}

void refuse_edited(const Applied& done, const std::vector<Migration>& migrations, Engine engine) {
  for (const Migration& migration : migrations) {
    const auto found = done.find(std::string(migration.name));
    if (found != done.end() && found->second != checksum(migration, engine)) {
      throw StoreFailed(
          "The migration " + found->first +
          " was edited after this database had applied it. Put its file back as it was, and write "
          "the change as a new migration.");
    }
  }
}

// The first migration not applied yet, after both refusals.
const Migration* next(const Applied& done, const std::vector<Migration>& migrations, Engine engine) {
  refuse_unknown(done, migrations);
  refuse_edited(done, migrations, engine);
  const auto found = std::ranges::find_if(
      migrations, [&](const Migration& m) { return !done.contains(std::string(m.name)); });
  return found == migrations.end() ? nullptr : &*found;
}

// A migration and its record are one transaction: a crash leaves both or neither.
bool apply_next(Writer& writer, const std::vector<Migration>& migrations, Engine engine) {
  writer.run(sql::lock_migrations);
  writer.execute(sql::create_migration_table);
  const Migration* migration = next(applied(writer), migrations, engine);
  if (migration == nullptr) return false;
  writer.script(*migration);
  writer.execute(sql::record_migration, {migration->name, checksum(*migration, engine)});
  renew_application_rights(writer);
  return true;
}

}  // namespace

void migrate(Store& store, const std::vector<Migration>& migrations) {
  const auto ordered = in_order(migrations);
  const auto pending = [&](Reader& reader) {
    return next(applied(reader), ordered, store.engine()) != nullptr;
  };
  if (!store.read(pending)) return;
  store.read([](Reader& reader) { require_right_to_migrate(reader); });
  while (store.write([&](Writer& writer) { return apply_next(writer, ordered, store.engine()); })) {
  }
}

void require_current(Store& store, const std::vector<Migration>& migrations) {
  const auto ordered = in_order(migrations);
  const auto missing = store.read([&](Reader& reader) {
    const Migration* migration = next(applied(reader), ordered, store.engine());
    return migration == nullptr ? std::string() : std::string(migration->name);
  });
  if (missing.empty()) return;
  throw StoreFailed("This database was made by an older program: the migration " + missing +
                    " is still to be applied. Make a backup, stop the server and run \"motcua migrate\".");
}

}  // namespace motcua::store
