#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/table.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/marks.h"
#include "catalogue/near_words.h"
#include "catalogue/typed_words.h"

namespace motcua::catalogue {
namespace {

LocalDate today() { return parse_date("2026-11-20").value(); }

std::string first(std::string_view question) {
  const auto found = Catalogue::shipped()->search(question, today(), 5);
  return found.empty() ? "" : found.front()->code;
}

TEST(TypedWords, ReadTheKeysThatWereLeftInByTheTable) {
  const Table table = read_tsv_file("src/catalogue/typed_words_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    EXPECT_EQ(keyboard_readings(table.at(row, "typed")), words(table.at(row, "readings")))
        << table.at(row, "typed");
}

TEST(TypedWords, CompareEqualHoweverTheyAreWritten) {
  const auto accented = [](std::string_view text) { return typed_words(text).at(0).accented; };
  EXPECT_EQ(accented("hòa"), accented("hoà"));
  EXPECT_EQ(accented("thủy"), accented("thuỷ"));
  EXPECT_EQ(accented("lí"), accented("lý"));
  EXPECT_EQ(accented("kĩ"), accented("KỸ"));
  EXPECT_EQ(accented("quí"), accented("quý"));
  EXPECT_EQ(accented("chứng"), accented("chu\u031B\u0301ng")) << "composed and decomposed";
  EXPECT_NE(accented("tay"), accented("tai"));
  EXPECT_EQ(typed_words("Giấy (khai sinh)").at(1).typed, "khai");
}

TEST(Marks, FitByTheTable) {
  const std::map<std::string, MarksFit> fits{{"same", MarksFit::same},
                                             {"left_out", MarksFit::left_out},
                                             {"confused", MarksFit::confused},
                                             {"one_other", MarksFit::one_other},
                                             {"others", MarksFit::others}};
  const Table table = read_tsv_file("src/catalogue/marks_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto typed = typed_words(table.at(row, "typed")).at(0),
               meant = typed_words(table.at(row, "meant")).at(0);
    EXPECT_EQ(typed.plain, meant.plain) << "row " << row + 1;
    EXPECT_EQ(marks_fit(typed.accented, meant.accented), fits.at(table.at(row, "fit")))
        << typed.typed << " for " << meant.typed;
  }
}

TEST(NearWords, FindOneSlipInAShortWordAndTwoInALongOne) {
  const std::vector<std::string> list{"nghèo", "khai", "sinh", "ngheo", "certificate", "tu", "hon"};
  const NearWords near(list);
  const auto nearest = [&](std::string_view word) {
    const auto found = near.near(word, list);
    return found.empty() ? "" : list[found.front().word];
  };
  EXPECT_EQ(nearest("ngeo"), "ngheo");
  EXPECT_EQ(nearest("kahi"), "khai");
  EXPECT_EQ(nearest("hno"), "hon");
  EXPECT_EQ(nearest("certifcatte"), "certificate");
  EXPECT_EQ(nearest("xyz"), "");
  EXPECT_EQ(nearest("s"), "");
}

TEST(NearWords, CountChanges) {
  EXPECT_EQ(changes_between("khai", "khai", 2), 0U);
  EXPECT_EQ(changes_between("khai", "kahi", 2), 1U) << "neighbours swapped";
  EXPECT_EQ(changes_between("khai", "kha", 2), 1U);
  EXPECT_EQ(changes_between("khai", "sinh", 1), 2U) << "more than was asked for";
}

TEST(Search, UnderstandsHoweverItIsTyped) {
  for (const auto* text : {"đăng ký khai sinh", "dang ky khai sinh", "đăng kí khai sinh", "ĐĂNG KÝ KHAI SINH",
                           "ddang ky khai sinhj", "khaisinh", "khai sih", "con mới đẻ", "gks", "khai sinh?!"})
    EXPECT_EQ(first(text), "1.001193") << text;
}

TEST(Search, ExactMarksRankFirst) {
  const std::vector<ProcedureVersion> two = [] {
    ProcedureVersion one, other;
    one.code = "1.000001";
    one.name.vi = "Cấp thẻ cấu";
    other.code = "1.000002";
    other.name.vi = "Cấp thẻ cầu";
    return std::vector{one, other};
  }();
  const std::vector<const ProcedureVersion*> list{&two[0], &two[1]};
  const Search search(list);
  EXPECT_EQ(search.find("thẻ cầu", 2).hits.at(0).position, 1U);
  EXPECT_EQ(search.find("thẻ cấu", 2).hits.at(0).position, 0U);
  EXPECT_EQ(search.find("the cau", 2).hits.size(), 2U);
}

TEST(Search, SaysWhyItFound) {
  const auto answer = Catalogue::shipped()->ask("con moi de", today(), 1);
  ASSERT_EQ(answer.matches.size(), 1U);
  EXPECT_EQ(answer.matches[0].why, Why::said);
  EXPECT_EQ(why_in_words(answer.matches[0], Language::vi), "Bà con hay nói: “con mới đẻ”");
  EXPECT_EQ(Catalogue::shipped()->ask("1.001193", today(), 1).matches.at(0).why, Why::code);
}

TEST(Search, AsksBackWhenTheQuestionSaysNoMoreThanATopic) {
  const auto answer = Catalogue::shipped()->ask("chứng thực", today(), 5);
  ASSERT_TRUE(answer.ask_back.has_value());
  EXPECT_GE(answer.ask_back->options.size(), 2U);
  for (const auto& option : answer.ask_back->options)
    for (const auto& code : option.codes)
      EXPECT_NE(Catalogue::shipped()->find(code, today()), nullptr) << code;
  EXPECT_FALSE(answer.matches.empty());
  EXPECT_FALSE(Catalogue::shipped()->ask("sao y bản chính", today(), 5).ask_back.has_value());
}

TEST(Search, EveryTopicAsksItsOwnQuestion) {
  for (const auto& topic : PeopleWords::shipped().topics) {
    ASSERT_GE(topic.ask_back.options.size(), 2U) << topic.said.front();
    EXPECT_FALSE(topic.ask_back.question.en.empty());
    for (const auto& option : topic.ask_back.options)
      EXPECT_FALSE(option.label.en.empty()) << option.label.vi;
  }
}

TEST(Search, WhatIsNoQuestionFindsNothingAndIsQuick) {
  const auto catalogue = Catalogue::shipped();
  const std::string long_word(10'000, 'a');
  std::string long_story;
  while (long_story.size() < 10'000) long_story += "thủ tục làm giấy ";
  for (const std::string& text :
       {std::string(), std::string("   "), std::string("a"), std::string("😀😀😀"), std::string("你好世界"),
        std::string("<script>alert(1)</script>"), std::string("\xff\xfe\x80"), std::string("!!!"), long_word})
    EXPECT_TRUE(catalogue->ask(text, today(), 5).matches.empty()) << text.substr(0, 30);
  EXPECT_LE(catalogue->ask(long_story, today(), 5).matches.size(), 5U);
  EXPECT_TRUE(catalogue->ask("\xffkhai sinh\xfe", today(), 5).matches.size() <= 5);
}

TEST(Search, StandsAnyBytes) {
  const auto holds = rc::check("any bytes give an answer within its limit", [](const std::string& text) {
    const auto answer = Catalogue::shipped()->ask(text, today(), 3);
    RC_ASSERT(answer.matches.size() <= 3U);
    for (const auto& match : answer.matches) RC_ASSERT(valid_utf8(match.words));
    RC_ASSERT(valid_utf8(Catalogue::shipped()->known_words(text, today())));
  });
  EXPECT_TRUE(holds);
}

TEST(Search, KnowsWhichWordsAreTheCatalogues) {
  EXPECT_EQ(Catalogue::shipped()->known_words("khai sinh zzxxy qqwwk cho con", today()),
            "khai sinh … cho con");
}

TEST(PeopleWords, AreRefusedWhenARowCannotBeRead) {
  constexpr auto topics = "said\tquestion_vi\tquestion_en\tlabel_vi\tlabel_en\tcodes\n";
  constexpr auto fillers = "percent\twords\n10\ttôi\n";
  const auto words = PeopleWords::read("said\tmeant\na; b\t1.001193 1.000656\nc\td e\n", topics, fillers);
  EXPECT_EQ(words.sayings.size(), 2U);
  EXPECT_EQ(words.other_words.at(0).meant, "d e");
  EXPECT_THROW(PeopleWords::read("said\tmeant\na\t\n", topics, fillers), std::runtime_error);
  EXPECT_THROW(
      PeopleWords::read("said\tmeant\n", std::string(topics) + "a\tb\tc\td\te\tkhai sinh\n", fillers),
      std::runtime_error);
  EXPECT_THROW(PeopleWords::read("said\tmeant\n", topics, "percent\twords\nmany\ttôi\n"), std::runtime_error);
}

}  // namespace
}  // namespace motcua::catalogue
