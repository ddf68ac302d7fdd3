// A whole database carried from each engine to each, through a file and directly.
#include "store/table_copy.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "all_sql.h"
#include "store/dump.h"
#include "store/testing.h"
#include "store/testing/contract.h"
#include "store/testing/temporary_directory.h"

namespace motcua::store {
namespace {

using testing::HasSubstr;

struct Ways {
  EngineParam from, to;
};
std::vector<Ways> ways() {
  std::vector<Ways> all;
  for (const auto& from : engines()) {
    for (const auto& to : engines()) all.push_back({from, to});
  }
  return all;
}

class TableCopy : public testing::TestWithParam<Ways> {
 protected:
  TableCopy() : from_(GetParam().from, contract::migrations), to_(GetParam().to) {
    from_->write([&](Writer& w) {
      const Bytes bytes{0, 1, 255};
      w.execute(contract::add, {1, 7, 0.5, "Lò Thị Mẫu \"'", bytes});
      w.execute(contract::add, {2, nullptr, nullptr, nullptr, nullptr});
      w.execute(contract::add, {3, -1, -2.25, "", Bytes{}});
      for (int id = 4; id < 2503; ++id) w.execute(contract::add_id, {id});
      w.execute(contract::add_part, {1, 2});
    });
  }
  static Digests digests(TestStore& store) {
    return store->read([](Reader& reader) { return digests_of(reader); });
  }
  void take_over(const std::string& file) {
    begin_copy(*to_, contract::migrations);
    Filler filler(*to_);
    read_dump(file, {[&](const auto& name, const auto& columns) { filler.begin_table(name, columns); },
                     [&](Row&& row, ByteView) { filler.add(std::move(row)); }});
    filler.finish();
    end_copy(*to_);
  }

  TemporaryDirectory directory_{"motcua-dump"};
  TestStore from_, to_;
};
INSTANTIATE_TEST_SUITE_P(Engines, TableCopy, testing::ValuesIn(ways()),
                         [](const auto& info) { return info.param.from.name + "_to_" + info.param.to.name; });

TEST_P(TableCopy, ADumpFillsTheOtherWithTheSame) {
  const std::string file = directory_.path() + "/dump";
  const auto facts = from_->read([&](Reader& reader) { return write_dump(reader, file); });
  EXPECT_EQ(facts.tables, digests(from_));
  EXPECT_EQ(facts.tables.at("contract_thing").rows(), 2502);
  EXPECT_EQ(facts.bytes, std::filesystem::file_size(file));
  EXPECT_EQ(facts.sha256, sha256_of_file(file));
  take_over(file);
  EXPECT_EQ(digests(to_), facts.tables);
  EXPECT_NO_THROW(require_current(*to_, contract::migrations));
}

TEST_P(TableCopy, WhatIsCutOffIsRefusedAndTheHalfCopyIsMarked) {
  const std::string file = directory_.path() + "/dump";
  from_->read([&](Reader& reader) { write_dump(reader, file); });
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 100);
  EXPECT_THROW(take_over(file), StoreFailed);
  EXPECT_TRUE(is_unfinished_copy(*to_));
  try {
    migrate(*to_, contract::migrations);
    FAIL();
  } catch (const StoreFailed& e) {
    EXPECT_THAT(e.what(), HasSubstr("unfinished copy"));
  }
}

TEST(TableDigest, TellsEachDifferenceButNotTheOrder) {
  const auto of = [](std::vector<std::vector<Value>> rows) {
    TableDigest digest;
    for (auto& values : rows) {
      Bytes bytes;
      append_row(bytes, Row(std::move(values)));
      digest.add(bytes);
    }
    return digest;
  };
  const Value one{std::int64_t{1}}, text{std::string("1")}, none{};
  EXPECT_EQ(of({{one}, {text}}), of({{text}, {one}}));
  EXPECT_NE(of({{one}}), of({{text}}));
  EXPECT_NE(of({{one}}), of({{Value{1.0}}}));
  EXPECT_NE(of({{none, text}}), of({{text, none}}));
  EXPECT_NE(of({{text, Value{std::string("2")}}}), of({{Value{std::string("12")}, Value{std::string()}}}));
  EXPECT_NE(of({{one}}), of({{one}, {one}}));
}

TEST(TableCopySchema, EveryTableOfTheMigrationsIsCopied) {
  const std::regex step(
      R"((CREATE|DROP) TABLE (?:IF (?:NOT )?EXISTS )?([a-z_]+)|ALTER TABLE ([a-z_]+) RENAME TO ([a-z_]+))");
  for (const EngineParam& engine : engines()) {
    std::set<std::string> wanted;
    for (const Migration& migration : all_migrations()) {
      const std::string text(engine.engine == Engine::sqlite ? migration.sqlite : migration.postgres);
      for (std::sregex_iterator found(text.begin(), text.end(), step), end; found != end; ++found) {
        if (text.substr(0, static_cast<std::size_t>(found->position())).ends_with("-- ")) continue;
        const std::smatch& did = *found;
        if (did[1] == "CREATE") wanted.insert(did[2]);
        if (did[1] == "DROP") wanted.erase(did[2]);
        if (!did[3].matched) continue;
        wanted.erase(did[3]);
        wanted.insert(did[4]);
      }
    }
    ASSERT_GT(wanted.size(), 10U);
    TestStore store(engine, all_migrations());
    std::set<std::string> copied;
    for (const Table& table : store->read([](Reader& reader) { return tables(reader); }))
      copied.insert(table.name);
    EXPECT_EQ(copied, wanted) << engine << ": a partitioned table needs a word here";
  }
}

TEST(TableCopySchema, BothEnginesHaveTheSameColumns) {
  std::map<std::string, std::vector<std::string>> first;
  for (const EngineParam& engine : engines()) {
    TestStore store(engine, all_migrations());
    std::map<std::string, std::vector<std::string>> found;
    for (const Table& table : store->read([](Reader& reader) { return tables(reader); }))
      found[table.name] = table.columns;
    if (first.empty()) first = found;
    EXPECT_EQ(found, first) << engine;
    EXPECT_NO_THROW(store->read([](Reader& reader) { digests_of(reader); })) << engine;
  }
}

TEST(TableCopyPostgres, OnlyOurOwnHalfCopyIsDropped) {
  TestStore store({Engine::postgres, "postgres"});
  EXPECT_FALSE(holds_tables(*store));
  begin_copy(*store, all_migrations());
  EXPECT_TRUE(holds_tables(*store));
  drop_unfinished_copy(*store);
  EXPECT_FALSE(holds_tables(*store));
  begin_copy(*store, all_migrations());
  end_copy(*store);
  EXPECT_FALSE(is_unfinished_copy(*store));
  EXPECT_THROW(drop_unfinished_copy(*store), CheckFailed);
}

TEST(TableCopyPostgres, NumbersGoOnAfterTheCopiedOnes) {
  static constexpr Query add = contract::both(
      "test/add_access",
      "INSERT INTO identity_access (at, official, reason) VALUES (1, $1, '-') RETURNING position");
  TestStore from({Engine::sqlite, "sqlite"}, all_migrations()), to({Engine::postgres, "postgres"});
  const auto one = [](TestStore& store) {
    return store->write([](Writer& w) { return w.run(add, {Bytes(16)}).at(0).integer(0); });
  };
  for (int i = 0; i < 5; ++i) one(from);
  begin_copy(*to, all_migrations());
  Filler filler(*to);
  from->read([&](Reader& reader) {
    for (const Table& table : tables(reader)) {
      filler.begin_table(table.name, table.columns);
      each_row(reader, table, [&](Row&& row) { filler.add(std::move(row)); });
    }
  });
  filler.finish();
  end_copy(*to);
  EXPECT_EQ(one(to), 6);
}

}  // namespace
}  // namespace motcua::store
