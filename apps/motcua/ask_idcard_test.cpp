#include "motcua/ask_idcard.h"

#include <gtest/gtest.h>
#include <sstream>

#include "base/json.h"

namespace motcua::app {
namespace {

constexpr auto example =
    "011190000123||LÒ THỊ MẪU|15021990|Nữ|Bản Hua Ná, Mường Lạn, Mường Ảng, Điện Biên|12032022";

struct Answer {
  int code;
  std::string out;
  std::string err;
};

Answer ask(std::string qr, bool json) {
  std::stringstream out;
  std::stringstream err;
  const int code = ask_idcard({std::move(qr), parse_date("2026-11-22").value(), json}, out, err);
  return {code, out.str(), err.str()};
}

TEST(AskIdcard, AnswersInJson) {
  const auto answer = ask(example, true);
  EXPECT_EQ(answer.code, 0);
  const auto object = json::parse(answer.out).as_object();
  EXPECT_EQ(object.size(), 8U);
  EXPECT_EQ(object.at("id_number").as_string(), "011190000123");
  EXPECT_TRUE(object.at("old_id_number").is_null());
  EXPECT_EQ(object.at("birth_date").as_string(), "1990-02-15");
  EXPECT_EQ(object.at("sex").as_string(), "female");
  EXPECT_EQ(object.at("issued_on").as_string(), "2022-03-12");
  EXPECT_TRUE(object.at("warnings").as_array().empty());
}

TEST(AskIdcard, AnswersInWords) {
  const auto answer = ask(example, false);
  EXPECT_EQ(answer.code, 0);
  EXPECT_NE(answer.out.find("Họ và tên: LÒ THỊ MẪU\n"), std::string::npos);
  EXPECT_NE(answer.out.find("Giới tính: Nữ\n"), std::string::npos);
  EXPECT_EQ(answer.out.find("CMND"), std::string::npos);
}

TEST(AskIdcard, NamesAllFaults) {
  const auto answer = ask("abc||LÒ THỊ MẪU|30021990|Nữ|Điện Biên|12032022", true);
  EXPECT_EQ(answer.code, 1);
  const auto parsed = json::parse(answer.out);
  const auto& faults = parsed.at("faults").as_array();
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].at("code").as_string(), "intake.idcard_number");
  EXPECT_EQ(faults[1].at("field").as_string(), "/birth_date");
  EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 2);
  EXPECT_EQ(ask("hello", false).code, 1);
}

TEST(AskIdcard, AnEmptyTextIsNoCardEither) {
  const auto answer = ask("  ", true);
  EXPECT_EQ(answer.code, 1);
  EXPECT_FALSE(json::parse(answer.out).at("faults").as_array().empty());
}

}  // namespace
}  // namespace motcua::app
