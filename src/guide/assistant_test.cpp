#include <gmock/gmock.h>

#include <set>

#include "base/table.h"
#include "base/text.h"
#include "guide/guide.h"
#include "guide/paths.h"
#include "guide/sql.h"
#include "guide/talk.h"
#include "guide/unanswered_words.h"
#include "store/testing.h"

namespace motcua::guide {
namespace {

using http::request_for;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Talk, AsksByTheTable) {
  const Table table = read_tsv_file("src/guide/talk_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto x = [&](const char* name) { return table.at(row, name) == "x"; };
    const TalkFacts facts{x("asked"),         x("found"),        x("chosen"),
                          x("whose_matters"), x("whose_said"),   x("place_matters"),
                          x("place_said"),    x("cases_matter"), x("cases_said")};
    EXPECT_EQ(name_of(next_step(facts)), table.at(row, "step")) << "row " << row + 1;
  }
}

TEST(UnansweredWords, LeaveNothingOfAPerson) {
  const Table table = read_tsv_file("src/guide/unanswered_words_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    EXPECT_EQ(without_persons(table.at(row, "question")), table.at(row, "kept")) << table.at(row, "question");
  EXPECT_EQ(words_to_keep("… xin giấy …"), "… xin giấy …");
  EXPECT_EQ(words_to_keep("… giấy …"), "") << "one word teaches nothing";
  EXPECT_EQ(without_persons("\xff"), "");
}

std::vector<store::Migration> migrations() {
  std::vector<store::Migration> list;
  for (const auto* one = sql::all_migrations; !one->name.empty(); ++one) list.push_back(*one);
  return list;
}

class UnansweredStore : public ::testing::TestWithParam<store::EngineParam> {
 protected:
  void ask(std::string_view question) {
    unanswered_.note(*catalogue::Catalogue::shipped(), question, now_, UtcOffset{});
  }
  store::TestStore store_{GetParam(), migrations()};
  Instant now_ = *parse_instant("2026-11-22T08:00:00+07:00");
  Unanswered unanswered_{*store_};
};

TEST_P(UnansweredStore, CountsKnownWordsAndForgetsWhatWasSettled) {
  ask("xin giấy zzxxy kinh doanh");
  ask("xin giấy qqwwk kinh doanh");
  ask("0912345678");
  ask("Lò Thị Mẫu");
  const auto rows = unanswered_.list(now_);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].words, "xin giấy … kinh doanh");
  EXPECT_EQ(rows[0].times, 2);
  EXPECT_EQ(rows[0].last_month, "2026-11");
  EXPECT_TRUE(unanswered_.forget(rows[0].words, now_));
  EXPECT_FALSE(unanswered_.forget(rows[0].words, now_));
  EXPECT_TRUE(unanswered_.list(now_).empty());
}

TEST_P(UnansweredStore, ForgetsWhatNobodyAskedForAYear) {
  ask("xin giấy kinh doanh");
  EXPECT_EQ(unanswered_.list(now_).size(), 1U);
  now_ += std::chrono::days(400);
  ask("xin giấy kết hôn");
  const auto rows = unanswered_.list(now_);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].words, "xin giấy kết hôn");
}

INSTANTIATE_TEST_SUITE_P(Engines, UnansweredStore, ::testing::ValuesIn(store::engines()), store::engine_name);

class AssistantTest : public ::testing::Test {
 protected:
  AssistantTest() {
    add_routes(router, {.site = {.province = {"Tỉnh Điện Biên", "Điện Biên Province"}},
                        .clock = clock,
                        .organisation = organisation,
                        .shelf = shelf,
                        .timetables = timetables});
  }
  http::Response get(const std::string& target) {
    return router.handle(request_for(http::Method::get, target));
  }
  std::string page(const std::string& target, const http::Headers& headers = {}) {
    const auto response = router.handle(request_for(http::Method::get, target, {}, headers));
    EXPECT_EQ(response.status, 200) << target;
    return std::string(response.content());
  }
  json::object step(const std::string& query) {
    return json::parse(page("/api/assistant?" + query)).as_object();
  }

  ManualClock clock{*parse_instant("2026-11-20T09:42:10+07:00")};
  organisation::Organisation organisation = organisation::load_organisation();
  catalogue::Shelf shelf{catalogue::Catalogue::shipped()};
  workflow::Timetables timetables{organisation, calendar::shipped_calendar()};
  http::Router router;
};

TEST_F(AssistantTest, AsksOnlyWhatItNeedsAndThenAnswers) {
  EXPECT_EQ(step("").at("step").as_string(), "what");
  std::string query = "q=" + http::encode_segment("chồng tôi vừa mất") + "&viec=1.000656";
  for (int turns = 0; turns < 4; ++turns) {
    const auto now = step(query);
    const std::string name(now.at("step").as_string());
    if (name == "answer") break;
    ASSERT_THAT(name, ::testing::AnyOf("whose", "where", "cases"));
    query += name == "whose" ? "&cho=toi" : name == "where" ? "&xa=03313" : "&chon=1";
  }
  const auto answer = step(query);
  ASSERT_EQ(answer.at("step").as_string(), "answer");
  std::set<std::string> kinds;
  for (const auto& section : answer.at("answer").as_array()) {
    kinds.insert(std::string(section.at("kind").as_string()));
    const bool place = section.at("kind").as_string() == "place";
    EXPECT_EQ(section.at("source_path").as_string(), place ? "/xa/03313" : "/thu-tuc/1.000656");
    EXPECT_THAT(std::string(section.at("source").as_string()), HasSubstr(place ? "Mường Lạn" : "1.000656"));
    EXPECT_FALSE(section.at("lines").as_array().empty());
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"time", "money", "place", "papers", "guidance"}));
  const std::string text = json::serialize(answer);
  EXPECT_THAT(text, HasSubstr("Hôm nay")) << "a date, if it is handed in now";
  EXPECT_THAT(text, HasSubstr("Mường Lạn"));
  EXPECT_THAT(text, HasSubstr("07:00"));
}

TEST_F(AssistantTest, UnderstandsWhatPeopleTell) {
  const Table table = read_tsv_file("src/guide/story_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& story = table.at(row, "story");
    const auto& wanted = table.at(row, "answer");
    const auto now = step("q=" + http::encode_segment(story));
    const std::string name(now.at("step").as_string());
    if (wanted == "asks" || wanted == "nothing") {
      EXPECT_EQ(name, wanted == "asks" ? "which" : "nothing") << story;
      continue;
    }
    // Chosen, or among what the assistant asks about.
    std::string offered(now.at("code").as_string());
    for (const auto& option : now.at("options").as_array()) offered += " " + json::serialize(option);
    std::vector<::testing::Matcher<const std::string&>> any;
    for (const auto& code : words(wanted)) any.emplace_back(HasSubstr(code));
    EXPECT_THAT(offered, ::testing::AnyOfArray(any)) << story << ": " << name;
    if (name != "which") {
      EXPECT_THAT(words(wanted), ::testing::Contains(std::string(now.at("code").as_string())));
    }
  }
}

TEST_F(AssistantTest, AnswersInOneStepWhatHoldsForAll) {
  const auto now = step("q=" + http::encode_segment("con mới đẻ"));
  EXPECT_EQ(now.at("code").as_string(), "1.001193");
  std::set<std::string> kinds;
  for (const auto& section : now.at("answer").as_array())
    kinds.insert(std::string(section.at("kind").as_string()));
  EXPECT_THAT(kinds, ::testing::IsSupersetOf({"time", "money", "place", "papers"}));
  const auto html = page("/tim?q=" + http::encode_segment("con mới đẻ"));
  for (const auto* part :
       {"Đăng ký khai sinh", "Hôm nay", "Không mất tiền", "Trung tâm Phục vụ hành chính công", "Mang theo"})
    EXPECT_THAT(html, HasSubstr(part)) << "the results answer too";
}

TEST_F(AssistantTest, EverySentenceNamesItsSource) {
  for (const auto& version : shelf.current()->all(*parse_date("2026-11-20"))) {
    const auto answer = step("viec=" + version->code + "&cho=toi&xa=03313&chon=1");
    ASSERT_EQ(answer.at("step").as_string(), "answer") << version->code;
    for (const auto& section : answer.at("answer").as_array()) {
      EXPECT_FALSE(section.at("lines").as_array().empty());
      const std::string path(section.at("source_path").as_string());
      EXPECT_THAT(path, ::testing::AnyOf("/thu-tuc/" + version->code, "/xa/03313"));
      EXPECT_EQ(get(path).status, 200) << path;
      EXPECT_FALSE(section.at("source").as_string().empty());
    }
  }
}

TEST_F(AssistantTest, PapersFollowWhoseMatterItIs) {
  const std::string own = json::serialize(step("viec=1.000656&cho=toi&xa=03313&chon=1"));
  const std::string other = json::serialize(step("viec=1.000656&cho=thay&xa=03313&chon=1"));
  EXPECT_THAT(own, Not(HasSubstr("Giấy ủy quyền")));
  EXPECT_THAT(other, HasSubstr("Giấy ủy quyền"));
}

TEST_F(AssistantTest, AsksWhichWhenThereAreSeveral) {
  const auto which = step("q=" + http::encode_segment("chứng thực"));
  EXPECT_EQ(which.at("step").as_string(), "which");
  ASSERT_GE(which.at("options").as_array().size(), 2U);
  const std::string path(which.at("options").as_array()[0].at("path").as_string());
  EXPECT_THAT(path, HasSubstr("viec="));
  EXPECT_NE(json::parse(page(path)).at("step").as_string(), "which") << "choosing leads on";
}

TEST_F(AssistantTest, OffersAPersonWhenNothingFits) {
  const auto html = page("/hoi?q=" + http::encode_segment("bitcoin hôm nay thế nào"));
  EXPECT_THAT(html, HasSubstr("Chưa có thủ tục nào hợp"));
  EXPECT_THAT(html, HasSubstr("quầy hướng dẫn"));
}

TEST_F(AssistantTest, ItsPagesNeedNoScriptAndStandBadInput) {
  for (const auto* target :
       {"/hoi", "/hoi?q=ch%E1%BB%A9ng%20th%E1%BB%B1c", "/hoi?viec=1.000656", "/hoi?viec=1.000656&cho=toi",
        "/hoi?viec=1.000656&cho=toi&xa=-", "/hoi?viec=1.000656&cho=toi&xa=-&chon=1&th1=1", "/hoi?q=%ff%fe",
        "/hoi?q=%20%20", "/hoi?q=a", "/hoi?viec=9.999999", "/hoi?xa=zzz&th99=1",
        "/hoi?lang=en&viec=1.000656&cho=toi&xa=-&chon=1"})
    EXPECT_THAT(page(target), Not(HasSubstr("<script"))) << target;
  const auto html = page("/hoi?q=%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page("/tim?q=" + std::string(10'000, 'a')), HasSubstr("Chưa tìm thấy"));
}

TEST_F(AssistantTest, TheResultsAskBack) {
  const auto html = page("/tim?q=" + http::encode_segment("chứng thực"));
  EXPECT_THAT(html, HasSubstr("Bà con cần chứng thực gì?"));
  EXPECT_THAT(html, HasSubstr("/hoi?q="));
}

}  // namespace
}  // namespace motcua::guide
