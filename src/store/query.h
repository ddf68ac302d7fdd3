#pragma once
#include <string_view>

namespace motcua::store {

// One statement from a .sql file, named "<capability>/<file>". Parameters are $1 … $n on both engines.
struct Query {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};

// One pair of files from migrations/, named "<capability>/<timestamp>_<verb>". Several statements each.
struct Migration {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};

}  // namespace motcua::store
