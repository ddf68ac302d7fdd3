#pragma once
// For tests and the bench: how the engine would answer each statement of the program.
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace motcua::store {

// The tables that grow with every dossier or act. A statement of a person's request may not read one of them
// from end to end.
const std::vector<std::string_view>& large_tables();

// A statement that reads all of it, such as a recount, says so and why in a line of its file: "-- scans:
// why".
bool may_scan(const Query& query, Engine engine);

struct Scan {
  std::string query;  // its name
  std::string table;
  std::string detail;  // of the plan
};
// Every reading of a whole large table, or of a whole index of one, in the plan of a statement that may not.
// PostgreSQL: the plan for any parameters (generic), which depends on the sizes of the tables and on ANALYZE,
// of tables that hold 1,000 rows or more;
// SQLite without ANALYZE, as the program is: the same at any size. Changes nothing.
std::vector<Scan> scans_of_large_tables(const Options& options, const std::vector<const Query*>& queries);

}  // namespace motcua::store
