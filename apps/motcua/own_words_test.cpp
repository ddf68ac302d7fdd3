#include "motcua/own_words.h"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "motcua/ask_search.h"
#include "motcua/parts.h"

namespace motcua::app {
namespace {

using testing::HasSubstr;

class OwnWordsTest : public testing::Test {
 protected:
  OwnWordsTest() {
    std::string name = (std::filesystem::temp_directory_path() / "motcua-words-XXXXXX").string();
    CHECK(mkdtemp(name.data()) != nullptr);
    above_ = name;
    DataDirectory(data()).create(random_);
    program_ = std::make_unique<Program>(ProgramOptions{.data = data()}, clock_, random_);
  }
  ~OwnWordsTest() override {
    program_.reset();
    std::filesystem::remove_all(above_);
  }

  std::string data() const { return above_ + "/data"; }
  Expected<OwnWordsReport> import(const std::string& content) {
    return import_synonyms(program_->store(), DataDirectory(data()), content, local_date(clock_.now()));
  }
  std::string answered(const std::string& question) {
    const auto found = program_->parts().shelf.current()->search(question, local_date(clock_.now()), 1);
    return found.empty() ? "" : found[0]->code;
  }

  std::string above_;
  SystemRandom random_;
  ManualClock clock_{parse_instant("2026-11-22T08:00:00+07:00").value()};
  std::unique_ptr<Program> program_;
};

TEST_F(OwnWordsTest, ARunningServerTakesThemUp) {
  EXPECT_EQ(answered("hết lúk"), "");
  const auto report = import("said\tmeant\nhết lúk\t1.001193\n");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->sayings, 1U);
  EXPECT_TRUE(report->not_first.empty());
  program_->jobs().run_due(clock_.now() + std::chrono::seconds(3));
  EXPECT_EQ(answered("hết lúk"), "1.001193");
  SearchQuestion question;
  question.text = "hết lúk";
  question.choice.data = data();
  question.today = local_date(clock_.now());
  question.top = 1;
  std::stringstream found;
  EXPECT_EQ(ask_search(question, found, found), 0);
  EXPECT_THAT(found.str(), HasSubstr("1.001193"));
}

TEST_F(OwnWordsTest, AFaultNamesItsLineAndChangesNothing) {
  ASSERT_TRUE(import("said\tmeant\nhết lúk\t1.001193\n").has_value());
  const auto refused = import("said\tmeant\nhết lúk\t1.001193\nlời khác\t9.999999\n");
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(problem_message(Language::vi, refused.error().at(0)), HasSubstr("Dòng 3"));
  EXPECT_THAT(problem_message(Language::vi, refused.error().at(0)), HasSubstr("9.999999"));
  program_->reload_catalogue();
  EXPECT_EQ(answered("hết lúk"), "1.001193");
}

TEST_F(OwnWordsTest, AFileSpoiltByHandLeavesWhatShips) {
  std::ofstream(data() + "/synonyms.tsv") << "\xff\xfe not a table";
  program_->reload_catalogue();
  EXPECT_EQ(answered("con mới đẻ"), "1.001193");
}

TEST_F(OwnWordsTest, SaysWhatStillLeadsElsewhere) {
  // Whoever types a code means that code.
  const auto report = import("said\tmeant\n1.001193\t1.000656\nhết lúk\t1.001193\n");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->sayings, 2U);
  EXPECT_EQ(report->not_first, std::vector<std::string>{"1.001193"});
}

TEST_F(OwnWordsTest, TheTableIsTakenHomeAndBroughtBack) {
  const auto ask = [&](http::Method method, const std::string& body) {
    for (const auto& route : program_->router().routes()) {
      if (route.path != "/api/people-words" || route.method != method) continue;
      return route.handler(
          http::request_for(method, "/api/people-words", body, {{"Content-Type", "application/json"}}));
    }
    return http::Response{};
  };
  EXPECT_EQ(ask(http::Method::get, "").content(), "said\tmeant\n");
  const std::string table = "said\tmeant\nhết lúk\t1.001193\n";
  const auto taken = ask(http::Method::post, json::serialize(json::object{{"table", table}}));
  EXPECT_EQ(taken.status, 200) << taken.content();
  EXPECT_EQ(answered("hết lúk"), "1.001193") << "at once";
  EXPECT_EQ(ask(http::Method::get, "").content(), table);
  const auto refused = ask(http::Method::post, R"({"table": "said\tmeant\nlời\t9.999999\n"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(std::string(refused.content()), HasSubstr("9.999999"));
  EXPECT_EQ(ask(http::Method::get, "").content(), table);
}

TEST_F(OwnWordsTest, TheCommandSaysWhatItDid) {
  std::ofstream(above_ + "/words.tsv") << "said\tmeant\nhết lúk\tkhai sinh\n";
  std::ofstream(above_ + "/broken.tsv") << "said\tmeant\nhết lúk\n";
  std::stringstream out, err;
  EXPECT_EQ(import_synonyms_file({data(), ""}, above_ + "/words.tsv", false, Language::vi, out, err), 0);
  EXPECT_THAT(out.str(), HasSubstr("Đã nhận 1 cách nói"));
  EXPECT_EQ(import_synonyms_file({data(), ""}, above_ + "/broken.tsv", false, Language::en, out, err), 1);
  EXPECT_THAT(err.str(), HasSubstr("Line 2"));
  EXPECT_EQ(import_synonyms_file({data(), ""}, above_ + "/none.tsv", false, Language::en, out, err), 2);
}

}  // namespace
}  // namespace motcua::app
