#pragma once
// For tests only: real stores of both engines, empty and quick. Linked to tests, never to the program.
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "store/store.h"

namespace motcua::store {

struct EngineParam {
  Engine engine;
  std::string name;  // "sqlite", "postgres"
};
std::ostream& operator<<(std::ostream& out, const EngineParam& param);

// Both, always: INSTANTIATE_TEST_SUITE_P(Engines, MyTest, testing::ValuesIn(store::engines()),
// store::engine_name);
std::vector<EngineParam> engines();
// Any gtest TestParamInfo<EngineParam>; a template so that this header needs no gtest.
inline constexpr auto engine_name = [](const auto& info) { return info.param.name; };

// A store of its own, brought up to `migrations`, gone with this object. SQLite: a copy of a file that was
// migrated once per program. PostgreSQL: a database copied likewise, on a private server that the first use
// starts and the end of the program stops. Throws when PostgreSQL's programs are missing: tests fail then,
// not skip.
class TestStore {
 public:
  explicit TestStore(const EngineParam& engine, const std::vector<Migration>& migrations = {});
  ~TestStore();
  TestStore(const TestStore&) = delete;
  TestStore& operator=(const TestStore&) = delete;

  Store& get() { return *store_; }
  Store& operator*() { return *store_; }
  Store* operator->() { return store_.get(); }
  const Options& options() const { return options_; }

  void close() { store_.reset(); }
  void reopen();

 private:
  std::string name_;  // of the database or directory
  Options options_;
  std::unique_ptr<Store> store_;
};

}  // namespace motcua::store
