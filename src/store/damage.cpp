#include "store/damage.h"

#include "store/sql.h"

namespace motcua::store {

namespace {

constexpr std::string_view whole = "ok";

void check_table(Store& store, const std::string& table, std::vector<Damage>& found) {
  try {
    const Rows rows = store.read([&](Reader& reader) { return reader.run(sql::check_table, {table}); });
    for (const Row& row : rows) {
      if (row.text(0) != whole) found.push_back({table, row.text(0)});
    }
  } catch (const StoreFailed& failed) {
    found.push_back({table, failed.what()});
  }
}

}  // namespace

std::vector<Damage> find_damage(Store& store) {
  std::vector<Damage> found;
  try {
    const Rows tables = store.read([](Reader& reader) { return reader.run(sql::tables); });
    for (const Row& row : tables) check_table(store, row.text(0), found);
  } catch (const StoreFailed& failed) {
    found.push_back({"", failed.what()});
  }
  return found;
}

}  // namespace motcua::store
