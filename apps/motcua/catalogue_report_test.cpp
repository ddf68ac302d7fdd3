#include "motcua/catalogue_report.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "base/json.h"
#include "catalogue/catalogue.h"
#include "catalogue/sql.h"

namespace motcua::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class CatalogueReport : public testing::Test {
 protected:
  int ask(CatalogueQuestion question) {
    out_.str({});
    err_.str({});
    return report_catalogue(question, clock_, out_, err_);
  }
  ManualClock clock_{parse_instant("2026-11-22T08:00:00+07:00").value()};
  std::ostringstream out_, err_;
};

TEST_F(CatalogueReport, WithoutAStoreItMeasuresWhatShips) {
  ASSERT_EQ(ask({.choice = {}, .missing = "", .json = true}), 0);
  const json::value report = json::parse(out_.str());
  const auto procedures = report.at("procedures").as_int64();
  EXPECT_GE(procedures, 60);
  EXPECT_EQ(report.at("configured").as_int64(), procedures);
  EXPECT_EQ(report.at("curated").as_int64(), procedures);
  EXPECT_EQ(report.at("rows").as_array().size(), static_cast<std::size_t>(procedures));
  EXPECT_EQ(report.at("percent").as_int64() == 100, report.at("complete").as_int64() == procedures);
  EXPECT_EQ(report.at("day").as_string(), "2026-11-22");
}

TEST_F(CatalogueReport, TheTextNamesWhatIsMissingInTheChosenLanguage) {
  ASSERT_EQ(ask({.choice = {}, .missing = "real_values"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("2.002307"));
  EXPECT_THAT(out_.str(), HasSubstr("Số liệu thật thay cho số liệu mẫu [real_values]"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("1.001193")));
  EXPECT_THAT(out_.str(), HasSubstr("· Chưa có nguồn chính thức: số liệu mẫu (2)\n"));
  ASSERT_EQ(ask({.choice = {}, .missing = "", .json = false, .language = Language::en}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("1.001193  100 %  Birth registration"));
  EXPECT_THAT(out_.str(), HasSubstr("Missing: Nothing"));
  EXPECT_THAT(out_.str(), HasSubstr("must be confirmed (3): “Miễn phí (mức cụ thể"));
}

TEST_F(CatalogueReport, AnUnknownPartIsWrongUsage) {
  EXPECT_EQ(ask({.choice = {}, .missing = "colour"}), 2);
  EXPECT_THAT(err_.str(), HasSubstr("motcua: "));
  EXPECT_TRUE(out_.str().empty());
}

TEST_F(CatalogueReport, OfAnInstallationItMeasuresWhatWasImportedToo) {
  std::string name = (std::filesystem::temp_directory_path() / "motcua-report-XXXXXX").string();
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  {
    std::vector<store::Migration> migrations;
    for (const auto* one = catalogue::sql::all_migrations; !one->name.empty(); ++one)
      migrations.push_back(*one);
    const auto store = store::open({.data_directory = name});
    store::migrate(*store, migrations);
    const std::string records = R"([{"code":"9.000001","name":"Chỉ có tên","methods":[],"documents":[]}])";
    ASSERT_TRUE(
        catalogue::import_records(*store, records, local_date(clock_.now()), clock_.now()).has_value());
  }
  ASSERT_EQ(ask({.choice = {.data = name, .database = ""}, .missing = "", .json = true}), 0) << err_.str();
  const json::value report = json::parse(out_.str());
  EXPECT_EQ(report.at("procedures").as_int64(), 1);
  EXPECT_EQ(report.at("configured").as_int64(), 0);
  EXPECT_EQ(report.at("curated").as_int64(), 0);
  EXPECT_EQ(report.at("percent").as_int64(), 0);
  EXPECT_GE(report.at("rows").at(0).at("missing").as_array().size(), 5u);
  std::filesystem::remove_all(name);
}

}  // namespace
}  // namespace motcua::app
