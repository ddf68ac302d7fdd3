#include "catalogue/record.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>

#include "catalogue/version_json.h"

namespace motcua::catalogue {
namespace {

std::string file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool open_fact(const ProcedureVersion& version, const std::string& field, const std::string& why) {
  for (const NeedsPerson& fact : version.needs_person) {
    if (fact.field == field && fact.why == why) return true;
  }
  return false;
}

TEST(Records, AreReadWithWhatIsCertain) {
  const auto versions = read_records(file("src/catalogue/testdata/published_small.json"));
  ASSERT_TRUE(versions.has_value());
  ASSERT_EQ(versions->size(), 3u);
  const ProcedureVersion& water = (*versions)[0];
  EXPECT_EQ(water.code, "9.000001");
  EXPECT_EQ(water.name.vi, "Xác nhận nguồn nước bản");
  EXPECT_TRUE(water.needs_person.empty());
  ASSERT_EQ(water.channels.size(), 3u);
  EXPECT_EQ(water.terms(Channel::online)->limit, (calendar::Limit{calendar::LimitKind::working_days, 2}));
  EXPECT_EQ(water.terms(Channel::counter)->fees[0].amount_vnd, 0);
  ASSERT_EQ(water.papers.size(), 3u);
  EXPECT_EQ(water.papers[0].kind, PaperKind::submit);
  EXPECT_FALSE(water.papers[0].when.has_value());
  EXPECT_EQ(water.papers[1].kind, PaperKind::show);
  EXPECT_EQ(water.papers[2].certified_copies, 1);
  EXPECT_EQ(water.papers[2].when->vi, "Nguồn nước dùng chung nhiều bản");
  ASSERT_EQ(water.notes.size(), 1u);
  EXPECT_EQ(water.official_steps, "Nộp đơn\nĐo nước\nNhận giấy");
  EXPECT_EQ(water.steps, default_steps());
}

TEST(Records, LeaveTheRestToAPerson) {
  const auto versions = read_records(file("src/catalogue/testdata/published_small.json"));
  ASSERT_TRUE(versions.has_value());
  const ProcedureVersion& market = (*versions)[1];
  EXPECT_EQ(market.code, "9.000002");
  EXPECT_FALSE(market.terms(Channel::counter)->limit.has_value());
  EXPECT_EQ(market.terms(Channel::counter)->limit_text, "1");
  EXPECT_EQ(market.terms(Channel::counter)->fees[0].amount_vnd, 20'000);
  EXPECT_TRUE(open_fact(market, "/channels/0/limit", "limit_without_unit"));
  EXPECT_TRUE(open_fact(market, "/channels/1/limit", "limit_missing"));
  EXPECT_TRUE(open_fact(market, "/channels/1/fees/0", "fee_contradictory"));
  EXPECT_TRUE(open_fact(market, "/papers/0/originals", "count_implausible"));
  EXPECT_TRUE(open_fact(market, "/notes/0", "paper_without_count"));

  const ProcedureVersion& hall = (*versions)[2];
  ASSERT_EQ(hall.channels.size(), 1u);
  EXPECT_FALSE(hall.channels[0].limit.has_value());
  EXPECT_EQ(hall.channels[0].limit_text, "5 Ngày làm việc; 7 Ngày làm việc");
  EXPECT_TRUE(open_fact(hall, "/channels/0/limit", "limit_differs_by_case"));
  EXPECT_TRUE(open_fact(hall, "/channels/0/fees/0", "fee_unknown"));
  EXPECT_TRUE(open_fact(hall, "/channels/0/fees", "fee_differs_by_case"));
  EXPECT_TRUE(open_fact(hall, "/channels", "channel_unknown"));
  EXPECT_TRUE(open_fact(hall, "/papers", "papers_missing"));
}

TEST(Records, ALimitThatTheNoteContradictsIsNotBelieved) {
  const auto versions = read_records(R"([{"code":"9.000009","name":"Mẫu","methods":[{"channel":"Trực tiếp",
      "time":"7 Ngày làm việc","fee_and_note":"Miễn phí07 ngày làm việc, kiểm tra tại chỗ thì 10 ngày làm việc"},
      {"channel":"Trực tuyến","time":"25 Ngày làm việc","fee_and_note":"Miễn phí25 ngày kể từ ngày họp bản"},
      {"channel":"Bưu chính","time":"60 Ngày","fee_and_note":"Miễn phí Trước ngày 30/11"}]},
      {"code":"9.000010","name":"Mẫu","methods":[{"channel":"Trực tiếp","time":"7 Ngày làm việc",
      "fee_and_note":"Miễn phí07 (bảy) ngày làm việc kể từ ngày nhận đủ giấy"}]}])");
  ASSERT_TRUE(versions.has_value());
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(versions->front().channels[i].limit.has_value());
    EXPECT_TRUE(open_fact(versions->front(), fmt::format("/channels/{}/limit", i), "limit_note_differs"))
        << i;
  }
  EXPECT_TRUE((*versions)[1].channels[0].limit.has_value());
}

TEST(Records, PapersKeepTheirIdsWhenRowsChangePlaces) {
  const char* one =
      R"([{"code":"9.000009","name":"Mẫu","documents":[{"name":"Đơn","originals":1},{"name":"Sơ đồ","originals":1},{"name":"Đơn","originals":2}]}])";
  const char* two =
      R"([{"code":"9.000009","name":"Mẫu","documents":[{"name":"Sơ  đồ","originals":1},{"name":"ĐƠN","originals":1}]}])";
  const auto first = read_records(one), second = read_records(two);
  ASSERT_TRUE(first && second);
  const auto& papers = first->front().papers;
  EXPECT_EQ(papers[0].id, second->front().papers[1].id);
  EXPECT_EQ(papers[1].id, second->front().papers[0].id);
  EXPECT_EQ(papers[2].id, papers[0].id + "-2");
}

TEST(Records, StrayCharactersOfACellAreLeftOutEverywhere) {
  auto record = json::parse(file("src/catalogue/testdata/published_small.json")).as_array().at(0).as_object();
  record["legal"] = {
      "01/2025/N\x7f"
      "\u0110-MAU",
      "\u202e02/2025/T\u2066T-MAU\x01 "};
  record["conditions"] = "m\u1ed9t\x7f d\u00f2ng\u202d";
  const auto versions = read_records(json::serialize(json::array{record}));
  ASSERT_TRUE(versions.has_value());
  EXPECT_EQ(versions->front().legal, (std::vector<std::string>{"01/2025/N\u0110-MAU", "02/2025/TT-MAU"}));
  EXPECT_EQ(versions->front().requirements.vi, "m\u1ed9t d\u00f2ng");
  EXPECT_TRUE(from_body(to_body(versions->front())).has_value());
}

TEST(Records, ABrokenFileNamesEveryFault) {
  const auto versions = read_records(file("src/catalogue/testdata/published_broken.json"));
  ASSERT_FALSE(versions.has_value());
  std::set<std::pair<std::string, std::string>> found;
  for (const Problem& problem : versions.error()) {
    found.emplace(problem.code, problem.field);
    EXPECT_EQ(problem_message(Language::vi, problem).find('{'), std::string::npos) << problem.code;
    EXPECT_EQ(problem_message(Language::en, problem).find('{'), std::string::npos) << problem.code;
    EXPECT_EQ(problem_status(problem), 422);
  }
  const std::set<std::pair<std::string, std::string>> wanted{
      {"catalogue.code_malformed", "/1/code"},
      {"catalogue.field_wrong_type", "/1/name"},
      {"catalogue.field_missing", "/1/methods/0/channel"},
      {"catalogue.field_wrong_type", "/1/documents"},
      {"catalogue.record_not_an_object", "/2"},
      {"catalogue.field_missing", "/3/code"},
      {"catalogue.field_wrong_type", "/3/documents/0/originals"},
      {"catalogue.field_wrong_type", "/3/legal/0"},
      {"catalogue.code_twice", "/4/code"}};
  EXPECT_EQ(found, wanted);
}

TEST(Records, FilesOfAnotherFormAreRefused) {
  EXPECT_EQ(read_records("[").error()[0].code, "catalogue.file_not_json");
  EXPECT_EQ(read_records("\xff").error()[0].code, "catalogue.file_not_json");
  EXPECT_EQ(read_records("{}").error()[0].code, "catalogue.file_not_a_list");
  EXPECT_TRUE(read_records("[]").value().empty());
}

TEST(Records, WhatIsReadCanBeStoredAndReadAgain) {
  const auto versions = read_records(file("src/catalogue/testdata/published_small.json"));
  ASSERT_TRUE(versions.has_value());
  for (const ProcedureVersion& version : *versions) {
    const auto again = from_body(to_body(version));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(*again, version);
  }
}

// The real list of the commune level is not part of the repository; where it lies beside it, it must be
// readable.
TEST(Records, TheRealListIsRead) {
  const std::string text = file("../shared/data/procedures_commune_full.json");
  if (text.empty()) GTEST_SKIP() << "../shared/data/procedures_commune_full.json is not here";
  const auto versions = read_records(text);
  ASSERT_TRUE(versions.has_value());
  EXPECT_EQ(versions->size(), 588u);
  std::size_t need_person = 0, channels = 0, limits = 0, amounts = 0;
  std::map<std::string, int> why;
  for (const ProcedureVersion& version : *versions) {
    need_person += version.needs_person.empty() ? 0 : 1;
    for (const NeedsPerson& fact : version.needs_person) ++why[fact.why];
    for (const ChannelTerms& terms : version.channels) {
      ++channels;
      limits += terms.limit ? 1 : 0;
      amounts += terms.fees.size() == 1 && terms.fees[0].amount_vnd ? 1 : 0;
    }
    const auto again = from_body(to_body(version));
    ASSERT_TRUE(again.has_value()) << version.code << " " << again.error()[0].code << " "
                                   << again.error()[0].field;
    EXPECT_EQ(*again, version);
  }
  EXPECT_EQ(channels, 1396u);
  EXPECT_EQ(limits, 853u);
  EXPECT_EQ(amounts, 869u);
  EXPECT_EQ(need_person, 412u);
  EXPECT_EQ(why["limit_without_unit"], 378);
  EXPECT_EQ(why["count_implausible"], 30);
  EXPECT_FALSE(why.contains("channel_unknown"));
}

}  // namespace
}  // namespace motcua::catalogue
