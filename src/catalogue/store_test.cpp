#include "catalogue/store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "catalogue/sql.h"
#include "store/testing.h"

namespace motcua::catalogue {
namespace {

using std::chrono::days;

std::string file(const std::string& name) {
  std::ifstream in("src/catalogue/testdata/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<store::Migration> migrations() {
  std::vector<store::Migration> list;
  for (const auto* one = sql::all_migrations; !one->name.empty(); ++one) list.push_back(*one);
  return list;
}

LocalDate day(const char* text) { return parse_date(text).value(); }

class CatalogueStore : public testing::TestWithParam<store::EngineParam> {
 protected:
  ImportReport import(const std::string& name, const char* from) {
    return import_records(*store_, file(name), day(from), now_).value();
  }
  store::TestStore store_{GetParam(), migrations()};
  Instant now_ = parse_instant("2026-11-22T08:00:00+07:00").value();
};

TEST_P(CatalogueStore, ARepeatedImportWritesNothing) {
  const ImportReport first = import("published_small.json", "2026-11-01");
  EXPECT_EQ(first.records, 3);
  EXPECT_EQ(first.fresh, 3);
  EXPECT_EQ(first.need_person, 2);
  const ImportReport second = import("published_small.json", "2026-11-10");
  EXPECT_EQ(second.fresh, 0);
  EXPECT_EQ(second.changed, 0);
  EXPECT_EQ(second.same, 3);
  const auto catalogue = load_catalogue(*store_);
  EXPECT_EQ(catalogue->all(day("2026-11-22")).size(), 3u);
  EXPECT_EQ(catalogue->find("9.000001", day("2026-11-22"))->number, 1);
}

TEST_P(CatalogueStore, AChangedRecordClosesTheOldVersion) {
  import("published_small.json", "2026-11-01");
  const ImportReport report = import("published_changed.json", "2026-11-15");
  EXPECT_EQ(report.changed, 1);
  EXPECT_EQ(report.fresh, 2);
  EXPECT_EQ(report.changed_codes, std::vector<std::string>{"9.000001"});

  const auto catalogue = load_catalogue(*store_);
  const auto before = catalogue->find("9.000001", day("2026-11-14"));
  const auto after = catalogue->find("9.000001", day("2026-11-15"));
  ASSERT_TRUE(before && after);
  EXPECT_EQ(before->id(), "9.000001/1");
  EXPECT_EQ(before->valid_to, day("2026-11-15"));
  EXPECT_EQ(after->id(), "9.000001/2");
  EXPECT_EQ(after->terms(Channel::counter)->limit->amount, 2);
  EXPECT_EQ(catalogue->find("9.000001", day("2026-10-31")), nullptr);
  // A dossier received under the old version still finds it.
  EXPECT_EQ(*catalogue->version("9.000001/1"), *before);
  // What the new file does not name stays in force.
  EXPECT_NE(catalogue->find("9.000002", day("2026-11-22")), nullptr);
}

TEST_P(CatalogueStore, AChangeOnTheSameDayLeavesOneVersionInForce) {
  import("published_small.json", "2026-11-15");
  import("published_changed.json", "2026-11-15");
  EXPECT_EQ(load_catalogue(*store_)->find("9.000001", day("2026-11-15"))->number, 2);
}

TEST_P(CatalogueStore, AChangeBeforeTheOpenVersionIsRefused) {
  import("published_small.json", "2026-11-15");
  const auto refused = import_records(*store_, file("published_changed.json"), day("2026-11-14"), now_);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error()[0].code, "catalogue.import_too_early");
  EXPECT_EQ(problem_status(refused.error()[0]), 409);
  EXPECT_EQ(load_catalogue(*store_)->all(day("2026-11-22")).size(), 3u);
}

TEST_P(CatalogueStore, ABrokenFileChangesNothing) {
  import("published_small.json", "2026-11-01");
  const auto before = load_catalogue(*store_)->all(day("2026-11-22"));
  const auto mark = mark_of(*store_);
  // Its first record is whole and new: it must not slip in before the fault of a later one is seen.
  EXPECT_FALSE(import_records(*store_, file("published_broken.json"), day("2026-11-15"), now_).has_value());
  const auto after = load_catalogue(*store_)->all(day("2026-11-22"));
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(*after[i], *before[i]);
  EXPECT_EQ(mark_of(*store_), mark) << "servers beside it have nothing to read again";
}

TEST_P(CatalogueStore, CuratedVersionsWinOverImportedOnes) {
  const ImportReport shipped = publish_shipped(*store_, day("2026-11-20"), now_);
  EXPECT_GE(shipped.fresh, 12);
  const ImportReport report = import("published_changed.json", "2026-11-21");
  EXPECT_EQ(report.beside_curated, 1);
  const auto catalogue = load_catalogue(*store_);
  const auto birth = catalogue->find("1.001193", day("2026-11-22"));
  EXPECT_EQ(birth->source, Source::curated);
  EXPECT_EQ(birth->terms(Channel::counter)->limit->kind, calendar::LimitKind::same_day);
  const auto beside = catalogue->imported_beside("1.001193", day("2026-11-22"));
  ASSERT_TRUE(beside);
  EXPECT_EQ(beside->number, 2);
  EXPECT_EQ(beside->terms(Channel::counter)->fees[0].amount_vnd, 90'000);
  EXPECT_EQ(publish_shipped(*store_, day("2026-11-22"), now_).same, shipped.records);
}

TEST_P(CatalogueStore, ShippedVersionsAreInForceFromTheirOwnDay) {
  publish_shipped(*store_, day("2026-11-20"), now_);
  const auto catalogue = load_catalogue(*store_);
  EXPECT_NE(catalogue->find("1.001193", day("2025-07-01")), nullptr);
  EXPECT_EQ(catalogue->find("1.001193", day("2025-06-30")), nullptr);
  auto version = *catalogue->find("1.001193", day("2026-11-22"));
  EXPECT_EQ(version.number, 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, CatalogueStore, testing::ValuesIn(store::engines()), store::engine_name);

}  // namespace
}  // namespace motcua::catalogue
