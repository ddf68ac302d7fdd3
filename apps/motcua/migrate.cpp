#include <ostream>

#include "all_sql.h"
#include "motcua/backup.h"
#include "motcua/data_directory.h"
#include "store/directory_lock.h"
#include "store/rights.h"
#include "store/table_copy.h"

namespace motcua::app {
namespace {

store::Options at(const std::string& data, const std::string& database, bool read_only) {
  store::Options options;
  options.data_directory = data;
  options.database = database;
  options.read_only = read_only;
  return options;
}

int bring_up(const StoreChoice& choice, const DataDirectory& directory, std::ostream& out) {
  const auto store =
      store::open(at(choice.data, choice.database.empty() ? directory.database() : choice.database, false));
  const auto before = store::applied_migrations(*store).size();
  store::migrate(*store, all_migrations());
  if (!choice.application_role.empty()) store::grant_application(*store, choice.application_role);
  const auto after = store::applied_migrations(*store).size();
  out << fmt::format("{} migrations applied now, {} in all.\n", after - before, after);
  return 0;
}

store::Digests copy(store::Store& source, store::Store& target) {
  store::Filler filler(target);
  store::Digests digests;
  source.read([&](store::Reader& reader) {
    Bytes bytes;
    for (const auto& table : store::tables(reader)) {
      filler.begin_table(table.name, table.columns);
      auto& digest = digests[table.name];
      store::each_row(reader, table, [&](store::Row&& row) {
        bytes.clear();
        store::append_row(bytes, row);
        digest.add(bytes);
        filler.add(std::move(row));
      });
    }
  });
  filler.finish();
  return digests;
}

store::Digests digests_of(store::Store& store) {
  return store.read([](store::Reader& reader) { return store::digests_of(reader); });
}

// Copies unless an earlier run has done so to the end; what that run left half done is removed first.
void fill(store::Store& source, store::Store& target, std::ostream& out) {
  if (store::is_unfinished_copy(target)) {
    out << "an earlier run broke off there: beginning anew\n";
    store::drop_unfinished_copy(target);
  }
  if (store::holds_whole_database(target)) {
    const auto names = store::applied_migrations(target);
    if (names == store::applied_migrations(source) && digests_of(target) == digests_of(source)) return;
    throw std::runtime_error(
        "the database of --to holds tables already, and they are not a copy of this installation: give the "
        "address of an empty one (createdb). Nothing was changed");
  }
  store::begin_copy(target, all_migrations());
  const auto sent = copy(source, target);
  const auto found = digests_of(target);
  for (const auto& [table, digest] : sent) {
    if (found.at(table) == digest) continue;
    throw std::runtime_error(
        fmt::format("the table {} arrived with other content than it left with. This installation is as it "
                    "was; look at the "
                    "database and run migrate again",
                    table));
  }
  store::end_copy(target);
}

int move_to(const StoreChoice& choice, const DataDirectory& directory, const std::string& to,
            std::ostream& out, std::ostream& err) {
  directory.key();  // an installation is here
  const store::DirectoryLock lock(choice.data);
  const auto source = store::open(at(choice.data, "", true));
  store::require_current(*source, all_migrations());
  const auto target = store::open(at("", to, false));
  fill(*source, *target, out);
  for (const auto& [table, digest] : digests_of(*target)) {
    out << fmt::format("{}: {} rows, digest {}, the same on both sides\n", table, digest.rows(),
                       digest.hex().substr(0, 16));
  }
  StoreChoice moved = choice;
  moved.database = to;
  const int verified = verify(moved, false, out, err);
  if (verified != 0) {
    err << fmt::format(
        "motcua: {} goes on with SQLite: what verify found came from there; run motcua verify --data {}\n",
        choice.data, choice.data);
    return verified;
  }
  directory.remember_database(to);
  out << fmt::format(
      "{0} is in PostgreSQL now: motcua serve --data {0} uses it. {0}/motcua.sqlite is as it was and no "
      "longer "
      "used; remove it when you are content, for erasing does not reach it any more.\n",
      choice.data);
  return 0;
}

}  // namespace

int migrate(const StoreChoice& choice, const std::string& to, std::ostream& out, std::ostream& err) {
  const DataDirectory directory(choice.data);
  directory.key();
  if (to.empty()) return bring_up(choice, directory, out);
  if (!to.starts_with("postgres://") && !to.starts_with("postgresql://")) {
    err << "motcua: --to wants the address of a PostgreSQL database, postgres://…\n";
    return 2;
  }
  if (!choice.database.empty() || !directory.database().empty()) {
    err << fmt::format(
        "motcua: {} lies in PostgreSQL already; --to moves an installation out of SQLite. To change "
        "servers, use PostgreSQL's own tools, or backup and restore\n",
        choice.data);
    return 1;
  }
  return move_to(choice, directory, to, out, err);
}

}  // namespace motcua::app
