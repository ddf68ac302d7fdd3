#include "store/rights.h"

#include <fmt/format.h>

#include "store/sql.h"

namespace motcua::store {

namespace {
void give(Writer& writer, const std::string& role) {
  std::string statements;
  for (const Row& row : writer.run(sql::application_rights, {role})) statements += row.text(0) + '\n';
  writer.script({"store/application_rights", "", statements});
}
}  // namespace

void require_role(Store& store, const std::string& role) {
  if (store.engine() == Engine::sqlite) {
    throw StoreFailed(
        "SQLite knows no roles: give --application-role with a --database of PostgreSQL, or leave it out.");
  }
  const Row found = store.read([&](Reader& reader) { return *reader.one(sql::role_exists, {role}); });
  if (found.integer(0) == 0) {
    throw StoreFailed(fmt::format(
        "There is no role {} on this server. Make it first, in psql: create role \"{}\" login password '…'",
        role, role));
  }
  if (found.integer(1) != 0) {
    throw StoreFailed(fmt::format(
        "{} is the role this command itself signed in with. The application needs one of its own.", role));
  }
}

void grant_application(Store& store, const std::string& role) {
  require_role(store, role);
  store.write([&](Writer& writer) { give(writer, role); });
}

void renew_application_rights(Writer& writer) {
  for (const Row& row : writer.run(sql::application_roles)) give(writer, row.text(0));
}

void require_right_to_migrate(Reader& reader) {
  const Row right = *reader.one(sql::may_migrate);
  if (right.integer(0) != 0) return;
  throw StoreFailed(fmt::format(
      "This database was made by an older program, and the role {} may not change its schema. Make a backup "
      "and run \"motcua migrate\" with the --database of the role that owns it.",
      right.text(1)));
}

}  // namespace motcua::store
