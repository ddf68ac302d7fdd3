#include "motcua/ask_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/json.h"

namespace motcua::app {
namespace {

struct Answer {
  int code;
  std::string out;
  std::string err;
};

Answer ask(std::string text, std::string file = {}, bool json = true) {
  SearchQuestion question;
  question.text = std::move(text);
  question.top = 5;
  question.json = json;
  question.catalogue_file = std::move(file);
  question.today = parse_date("2026-11-22").value();
  std::stringstream out, err;
  const int code = ask_search(question, out, err);
  return {code, out.str(), err.str()};
}

TEST(AskSearch, AnswersInJson) {
  const auto answer = ask("con mới đẻ");
  EXPECT_EQ(answer.code, 0);
  const auto object = json::parse(answer.out).as_object();
  EXPECT_EQ(object.size(), 2U);
  EXPECT_TRUE(object.at("ask_back").is_null());
  const auto& first = object.at("results").as_array().at(0).as_object();
  EXPECT_EQ(first.size(), 4U);
  EXPECT_EQ(first.at("code").as_string(), "1.001193");
  EXPECT_GT(first.at("score").to_number<double>(), 0.5);
  EXPECT_FALSE(first.at("name").as_string().empty() || first.at("why").as_string().empty());
}

TEST(AskSearch, AsksBack) {
  const auto object = json::parse(ask("chứng thực").out).as_object();
  const auto& back = object.at("ask_back").as_object();
  EXPECT_EQ(back.size(), 2U);
  EXPECT_FALSE(back.at("question").as_string().empty());
  EXPECT_FALSE(back.at("options").at(0).at("label").as_string().empty());
  EXPECT_FALSE(back.at("options").at(0).at("codes").as_array().empty());
}

TEST(AskSearch, NothingFoundIsNoFault) {
  for (const auto* text : {"thời tiết hôm nay", "", "   ", "\xff\xfe", "😀"}) {
    const auto answer = ask(text);
    EXPECT_EQ(answer.code, 0);
    EXPECT_TRUE(json::parse(answer.out).at("results").as_array().empty()) << text;
    EXPECT_TRUE(json::parse(answer.out).at("ask_back").is_null());
  }
}

TEST(AskSearch, AFileAddsToTheCuratedWhichWin) {
  const std::string file = "src/catalogue/testdata/published_small.json";
  const auto code = [&](const std::string& text) {
    const auto parsed = json::parse(ask(text, file).out);
    const auto& results = parsed.at("results").as_array();
    return results.empty() ? std::string() : std::string(results[0].at("code").as_string());
  };
  std::ifstream in(file);
  std::stringstream content;
  content << in.rdbuf();
  const auto records = json::parse(content.str());
  for (const auto& record : records.as_array()) {
    const std::string wanted(record.at("code").as_string());
    EXPECT_TRUE(wanted.starts_with(code(wanted))) << wanted;  // without the suffix of the province
    EXPECT_FALSE(code(wanted).empty()) << wanted;
  }
  EXPECT_EQ(code("con mới đẻ"), "1.001193");
}

TEST(AskSearch, ABrokenFileIsNamed) {
  const auto missing = ask("khai sinh", "no-such-file.json");
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.err.find("no-such-file.json"), std::string::npos);
  EXPECT_TRUE(missing.out.empty());
}

TEST(AskSearch, AnswersInWords) {
  const auto answer = ask("chứng thực", {}, false);
  EXPECT_NE(answer.out.find("Bà con cần chứng thực gì?"), std::string::npos);
  EXPECT_NE(ask("thời tiết hôm nay", {}, false).out.find("Không thấy"), std::string::npos);
}

}  // namespace
}  // namespace motcua::app
