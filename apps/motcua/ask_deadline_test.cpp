#include "motcua/ask_deadline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
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

Answer ask(const DeadlineQuestion& question) {
  std::stringstream out;
  std::stringstream err;
  const int code = ask_deadline(question, out, err);
  return {code, out.str(), err.str()};
}

DeadlineQuestion question(std::string limit, std::string received, bool json = true) {
  return {std::move(limit), std::move(received), {}, json};
}

TEST(AskDeadline, AnswersInJson) {
  const auto answer = ask(question("3 working-days", "2026-02-13T15:30"));
  EXPECT_EQ(answer.code, 0);
  EXPECT_EQ(answer.err, "");
  const auto object = json::parse(answer.out).as_object();
  EXPECT_EQ(object.size(), 3U);
  EXPECT_EQ(object.at("due").as_string(), "2026-02-25T15:30:00+07:00");
  const auto& days = object.at("explanation").as_array();
  ASSERT_EQ(days.size(), 9U);
  EXPECT_EQ(days[0].as_object().size(), 3U);
  EXPECT_EQ(days[0].at("date").as_string(), "2026-02-14");
  EXPECT_EQ(days[0].at("kind").as_string(), "weekend");
  EXPECT_EQ(days[2].at("kind").as_string(), "holiday");
  EXPECT_EQ(days[2].at("text").as_string(), "Thứ Hai 16/02/2026: nghỉ lễ (Tết Nguyên đán Bính Ngọ)");
}

TEST(AskDeadline, KnowsNoDueDate) {
  const auto object = json::parse(ask(question("none", "2026-02-13T15:30")).out).as_object();
  EXPECT_TRUE(object.at("due").is_null());
  EXPECT_TRUE(object.at("explanation").as_array().empty());
}

TEST(AskDeadline, ReadsZones) {
  const auto object = json::parse(ask(question("1 working-hours", "2026-03-03T01:00Z")).out).as_object();
  EXPECT_EQ(object.at("due").as_string(), "2026-03-03T09:00:00+07:00");
}

TEST(AskDeadline, AnswersInWords) {
  EXPECT_EQ(ask(question("3 working-days", "2026-11-20T09:42", false)).out,
            "Hạn trả: Thứ Năm 26/11/2026, 09:42\n"
            "Thời hạn 3 ngày làm việc, nhận lúc Thứ Sáu 20/11/2026, 09:42\n"
            "Vì sao là ngày này:\n"
            "  - Thứ Bảy 21/11/2026: nghỉ cuối tuần\n"
            "  - Chủ Nhật 22/11/2026: nghỉ cuối tuần\n"
            "  - Thứ Ba 24/11/2026: nghỉ lễ (Ngày Văn hóa Việt Nam)\n"
            "Thời gian được tính cho ai (giờ làm việc):\n"
            "  - 24:00 cơ quan giải quyết: Thứ Sáu 20/11/2026, 09:42 đến Thứ Năm 26/11/2026, 09:42\n");
  auto english = question("same-day", "2026-03-03T09:00", false);
  english.language = Language::en;
  EXPECT_TRUE(ask(english).out.starts_with("Due: Tuesday 03/03/2026, 17:00\n"));
  EXPECT_EQ(ask(question("none", "2026-03-03T09:00", false)).out, "Không hẹn ngày trả\n");
}

TEST(AskDeadline, GivesAnAccountOfEveryHour) {
  auto asked = question("3 working-days", "2026-11-20T09:42");
  asked.pauses = {"2026-11-23T14:00/2026-11-25T09:00"};
  const auto object = json::parse(ask(asked).out).as_object();
  EXPECT_EQ(object.at("due").as_string(), "2026-11-26T16:42:00+07:00");
  const auto& account = object.at("account").as_array();
  ASSERT_EQ(account.size(), 3U);
  const auto line = [&](int at) { return canonical_json(account[at]); };
  EXPECT_EQ(line(0),
            R"({"from":"2026-11-20T09:42:00+07:00","holder":"office","to":"2026-11-23T14:00:00+07:00",)"
            R"("working_minutes":618})");
  EXPECT_EQ(line(1),
            R"({"from":"2026-11-23T14:00:00+07:00","holder":"paused","to":"2026-11-25T09:00:00+07:00",)"
            R"("working_minutes":300})");
  EXPECT_EQ(line(2),
            R"({"from":"2026-11-25T09:00:00+07:00","holder":"office","to":"2026-11-26T16:42:00+07:00",)"
            R"("working_minutes":822})");
}

TEST(AskDeadline, CountsPausesWithoutADueDate) {
  auto asked = question("none", "2026-11-18T09:00");
  asked.pauses = {"2026-11-18T10:00/2026-11-18T11:00"};
  const auto object = json::parse(ask(asked).out).as_object();
  EXPECT_TRUE(object.at("due").is_null());
  EXPECT_EQ(object.at("account").as_array().size(), 2U);
}

TEST(AskDeadline, RefusesPausesThatCannotBe) {
  auto asked = question("3 working-days", "2026-11-20T09:42");
  asked.pauses = {"2026-11-23T14:00/2026-11-23T10:00", "2026-11-19T08:00/2026-11-20T10:00"};
  const auto refused = ask(asked);
  EXPECT_EQ(refused.code, 1);
  const auto problems = json::parse(refused.out).at("problems").as_array();
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].at("code").as_string(), "calendar.pause_ends_before_start");
  EXPECT_EQ(problems[0].at("field").as_string(), "/pauses/0");
  EXPECT_EQ(problems[1].at("code").as_string(), "calendar.pause_before_reception");

  asked.pauses = {"2026-11-23T10:00/2026-11-23T15:00", "2026-11-23T14:00/2026-11-24T09:00"};
  const auto twice = ask(asked);
  EXPECT_EQ(twice.code, 1);
  EXPECT_EQ(json::parse(twice.out).at("problems").at(0).at("code").as_string(), "calendar.pauses_overlap");
  EXPECT_NE(twice.err.find("đang dừng thì không dừng thêm lần nữa"), std::string::npos) << "names the rule";

  asked.pauses = {"2026-11-23T10:00"};
  const auto unreadable = ask(asked);
  EXPECT_EQ(unreadable.code, 2);
  EXPECT_NE(unreadable.err.find("2026-11-23T10:00"), std::string::npos);
}

TEST(AskDeadline, RefusesBeyondTheCalendar) {
  const auto answer = ask(question("3 working-days", "2027-12-30T09:00"));
  EXPECT_EQ(answer.code, 1);
  EXPECT_EQ(json::parse(answer.out).at("problems").as_array()[0].at("code").as_string(),
            "calendar.after_last_day");
  EXPECT_NE(answer.err.find("2027-12-31"), std::string::npos);
}

TEST(AskDeadline, TriesAnotherCalendarAndRefusesOneWithoutAWorkingDay) {
  const std::string file = testing::TempDir() + "/motcua-days-off.csv";
  const std::string head =
      "date,kind,name_vi,name_en,basis\n2026-11-20,first-day,,,\n2026-11-27,last-day,,,\n";
  auto asked = question("1 working-days", "2026-11-20T09:00");
  asked.calendar_file = file;
  std::ofstream(file) << head << "2026-11-23,holiday,Ngày hội xã,Fair,\n";
  EXPECT_EQ(json::parse(ask(asked).out).at("due").as_string(), "2026-11-24T09:00:00+07:00");
  std::string off = head;
  for (const auto* day : {"20", "23", "24", "25", "26", "27"})
    off += fmt::format("2026-11-{},holiday,Nghỉ,Off,\n", day);
  std::ofstream(file) << off;
  const auto refused = ask(asked);
  EXPECT_EQ(refused.code, 1);
  EXPECT_EQ(json::parse(refused.out).at("problems").at(0).at("code").as_string(), "calendar.no_day_left");
  EXPECT_NE(refused.err.find("không còn ngày làm việc nào"), std::string::npos);
  std::filesystem::remove(file);
  EXPECT_EQ(ask(asked).code, 1) << "a file that is not there";
}

TEST(AskDeadline, SaysAllThatIsWrongInTheQuestion) {
  const auto answer = ask(question("3 days", "yesterday"));
  EXPECT_EQ(answer.code, 2);
  EXPECT_EQ(answer.out, "");
  EXPECT_EQ(std::count(answer.err.begin(), answer.err.end(), '\n'), 2);
}

TEST(AskDeadline, TakesTheHoursOfAUnit) {
  auto asked = question("1 working-hours", "2026-03-07T08:00");
  asked.hours = calendar::default_hours();
  asked.hours->week[5] = asked.hours->week[0];
  EXPECT_EQ(json::parse(ask(asked).out).at("due").as_string(), "2026-03-07T09:00:00+07:00");
}

}  // namespace
}  // namespace motcua::app
