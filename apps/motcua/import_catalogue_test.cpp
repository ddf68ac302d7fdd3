#include "motcua/import_catalogue.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "catalogue/sql.h"

namespace motcua::app {
namespace {

// Both engines are covered by the catalogue's own tests; here a file store is enough.
class ImportCatalogue : public testing::Test {
 protected:
  ImportCatalogue() {
    std::vector<store::Migration> migrations;
    for (const auto* one = catalogue::sql::all_migrations; !one->name.empty(); ++one)
      migrations.push_back(*one);
    std::string name = (std::filesystem::temp_directory_path() / "motcua-import-XXXXXX").string();
    CHECK(mkdtemp(name.data()) != nullptr);
    directory_ = name;
    store_ = store::open({.data_directory = name});
    store::migrate(*store_, migrations);
  }
  ~ImportCatalogue() override {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }
  std::filesystem::path directory_;
  std::unique_ptr<store::Store> store_;
  ManualClock clock_{parse_instant("2026-11-22T08:00:00+07:00").value()};
};

TEST_F(ImportCatalogue, ReportsWhatItDid) {
  const auto report = import_catalogue(*store_, "src/catalogue/testdata/published_small.json", clock_);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(import_report_json(*report).at("new").as_int64(), 3);
  EXPECT_EQ(import_report_json(*report).at("needs_person").as_int64(), 2);
  EXPECT_NE(import_report_text(*report, Language::vi).find("3 mới"), std::string::npos);
  const auto catalogue = catalogue::load_catalogue(*store_);
  EXPECT_NE(catalogue->find("9.000001", parse_date("2026-11-22").value()), nullptr);
}

TEST_F(ImportCatalogue, ABrokenFileIsRefusedWithEveryFault) {
  const auto report = import_catalogue(*store_, "src/catalogue/testdata/published_broken.json", clock_);
  ASSERT_FALSE(report.has_value());
  const json::value told = import_refusal_json(report.error(), Language::vi);
  EXPECT_EQ(told.at("refused").as_int64(), 4);
  EXPECT_EQ(told.at("problems").as_array().size(), report.error().size());
  EXPECT_NE(import_refusal_text(report.error(), Language::en).find("9.00000"), std::string::npos);
  EXPECT_TRUE(catalogue::load_catalogue(*store_)->all(parse_date("2026-11-22").value()).empty());
}

TEST_F(ImportCatalogue, AMissingFileIsNamed) {
  const auto report = import_catalogue(*store_, "khong-co.json", clock_);
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error()[0].code, "catalogue.file_unreadable");
}

}  // namespace
}  // namespace motcua::app
