#include <filesystem>
#include <map>
#include <ostream>

#include "base/crypto.h"
#include "store/testing.h"
#include "store/testing/postgres_server.h"
#include "store/testing/temporary_directory.h"

namespace motcua::store {

namespace fs = std::filesystem;

namespace {

const std::string& root() {
  static const TemporaryDirectory directory("motcua-test");
  return directory.path();
}

std::string fresh_name(const std::string& kind) {
  static int last = 0;
  return kind + "_" + std::to_string(++last);
}

Options options_for(Engine engine, const std::string& name) {
  Options options;
  if (engine == Engine::sqlite) {
    options.data_directory = root() + "/" + name;
  } else {
    options.database = PostgresServer::instance().url(name);
  }
  return options;
}

std::string key_of(Engine engine, const std::vector<Migration>& migrations) {
  std::string all;
  for (const Migration& m : migrations) {
    all += std::string(m.name) + "\n" + std::string(engine == Engine::sqlite ? m.sqlite : m.postgres) + "\n";
  }
  return (engine == Engine::sqlite ? "s" : "p") + to_hex(sha256(as_bytes(all)));
}

// The name of a migrated store to copy, made once per program.
const std::string& original(Engine engine, const std::vector<Migration>& migrations) {
  static std::map<std::string, std::string> made;
  auto [found, is_new] = made.try_emplace(key_of(engine, migrations));
  if (is_new) {
    const std::string name = fresh_name("original");
    if (engine == Engine::postgres) PostgresServer::instance().create_database(name);
    const auto store = open(options_for(engine, name));
    migrate(*store, migrations);
    found->second = name;
  }
  return found->second;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const EngineParam& param) { return out << param.name; }

std::vector<EngineParam> engines() { return {{Engine::sqlite, "sqlite"}, {Engine::postgres, "postgres"}}; }

TestStore::TestStore(const EngineParam& engine, const std::vector<Migration>& migrations)
    : name_(fresh_name("test")), options_(options_for(engine.engine, name_)) {
  const std::string& from = original(engine.engine, migrations);
  if (engine.engine == Engine::sqlite) {
    fs::create_directory(options_.data_directory);
    fs::copy_file(root() + "/" + from + "/motcua.sqlite", options_.data_directory + "/motcua.sqlite");
  } else {
    PostgresServer::instance().create_database(name_, from);
  }
  reopen();
}

TestStore::~TestStore() {
  close();
  std::error_code error;
  if (options_.database.empty()) {
    fs::remove_all(options_.data_directory, error);
  } else {
    PostgresServer::instance().drop_database(name_);
  }
}

void TestStore::reopen() {
  close();
  store_ = open(options_);
}

}  // namespace motcua::store
