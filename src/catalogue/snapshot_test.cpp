#include "catalogue/snapshot.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "catalogue/version_json.h"
#include "catalogue/words.h"

namespace motcua::catalogue {
namespace {

LocalDate today() { return parse_date("2026-11-22").value(); }

TEST(Curated, EveryShippedFileIsComplete) {
  const std::vector<Resource> files = resources_under("catalogue/curated/");
  ASSERT_GE(files.size(), 60u);
  std::set<std::string> codes;
  for (const Resource& file : files) {
    SCOPED_TRACE(file.name);
    const auto version = read_curated(file.content);
    if (!version) {
      for (const Problem& problem : version.error()) ADD_FAILURE() << problem.code << " " << problem.field;
      continue;
    }
    EXPECT_TRUE(codes.insert(version->code).second);
    EXPECT_NE(file.name.find(version->code), std::string_view::npos);
    for (const NeedsPerson& fact : version->needs_person) {
      EXPECT_TRUE(has_message("catalogue.why." + fact.why)) << fact.why;
      EXPECT_TRUE(fact.field.starts_with('/'));
    }
    for (const LanguageMap& note : version->notes) EXPECT_FALSE(note.vi.empty() || note.en.empty());
    EXPECT_EQ(version->requirements.vi.empty(), version->requirements.en.empty());
    EXPECT_TRUE(version->demo_values || !version->legal.empty()) << "a limit needs its source";
  }
  for (const char* code : {"1.001193", "1.004884", "1.000656", "1.000894", "1.004873", "2.000635", "2.000815",
                           "2.000884", "1.001612", "1.004222", "1.004194", "1.011607", "2.002307"}) {
    EXPECT_TRUE(codes.contains(code)) << code;
  }
}

// The longest sentence of a text, in words between spaces.
std::size_t longest_sentence(std::string text) {
  for (char& c : text)
    if (c == '!' || c == '?' || c == '\n') c = '.';
  std::size_t longest = 0;
  for (const std::string& sentence : split(text, '.'))
    longest = std::max(longest, words(search_key(sentence)).size());
  return longest;
}

// UX: one fact a sentence, at most 20 words, so that a ten-year-old can follow. Vietnamese spaces stand
// between syllables and a word has about 1.5 of them, so the bound is 30 there.
TEST(Curated, ATenYearOldCanFollowEveryText) {
  for (const ProcedureVersion& version : shipped_versions()) {
    SCOPED_TRACE(version.code);
    std::vector<LanguageMap> texts = version.notes;
    texts.push_back(version.guidance);
    texts.push_back(version.requirements);
    for (const Paper& paper : version.papers) texts.push_back(paper.name);
    for (const LanguageMap& text : texts) {
      EXPECT_LE(longest_sentence(text.vi), 30u) << text.vi;
      EXPECT_LE(longest_sentence(text.en), 20u) << text.en;
    }
    EXPECT_GE(split(version.guidance.vi, '\n').size(), 3u)
        << "what it is for, what to bring, when and for how much";
    EXPECT_EQ(split(version.guidance.vi, '\n').size(), split(version.guidance.en, '\n').size());
    EXPECT_FALSE(version.handled_by.empty());
    EXPECT_NE(version.terms(Channel::counter), nullptr) << "whoever has no telephone must be served";
  }
}

TEST(Curated, FactsAreThoseOfTheLaw) {
  using calendar::Limit;
  using calendar::LimitKind;
  const auto catalogue = Catalogue::shipped();
  const auto limit = [&](const char* code) {
    return *catalogue->find(code, today())->terms(Channel::counter)->limit;
  };
  const auto fee = [&](const char* code) {
    return *catalogue->find(code, today())->terms(Channel::counter)->fees[0].amount_vnd;
  };
  for (const char* code : {"1.001193", "1.000656", "1.000894", "2.000635", "2.000815", "2.000884"}) {
    EXPECT_EQ(limit(code), (Limit{LimitKind::same_day, 0})) << code;
  }
  EXPECT_EQ(limit("1.004884"), (Limit{LimitKind::working_days, 5}));
  EXPECT_EQ(limit("1.001612"), (Limit{LimitKind::working_days, 3}));
  EXPECT_EQ(limit("1.004222"), (Limit{LimitKind::working_days, 7}));
  EXPECT_EQ(limit("1.011607"), (Limit{LimitKind::calendar_days, 15}));
  EXPECT_EQ(fee("1.001193"), 0);
  EXPECT_EQ(fee("2.000635"), 8'000);
  EXPECT_EQ(fee("2.000815"), 2'000);
  EXPECT_EQ(fee("2.000884"), 10'000);
  EXPECT_EQ(fee("1.001612"), 50'000);
  EXPECT_EQ(fee("1.004222"), 20'000);
  EXPECT_TRUE(catalogue->find("2.002307", today())->demo_values);
}

TEST(Curated, AnIncompleteFileIsRefusedWithEveryFault) {
  const auto version = read_curated(R"({"code":"1.00119x","name":{"vi":"Mẫu"},
      "channels":[{"channel":"counter","limit":null,"fees":[]},{"channel":"counter","limit":"same-day","fees":[{}]}],
      "papers":[{"id":"a","name":{"vi":"Giấy","en":"Paper"},"kind":"submit"}],
      "steps":[{"key":"solve","name":{"vi":"Làm","en":"Do"},"share_percent":90}]})");
  ASSERT_FALSE(version.has_value());
  std::vector<std::string> fields;
  for (const Problem& problem : version.error()) fields.push_back(problem.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("/valid_from", "/code", "/name", "/sector", "/guidance",
                                                    "/result_name", "/channels/0/limit", "/channels/0/fees",
                                                    "/channels/1/channel", "/channels/1/fees/0/amount_vnd",
                                                    "/papers/0/originals", "/steps"));
}

TEST(Curated, AMisspeltMemberIsAFault) {
  const auto version = read_curated(
      R"({"code":"1.001193","valid_from":"2025-07-01","nam":{"vi":"a","en":"b"},"channels":[],"papers":[]})");
  ASSERT_FALSE(version.has_value());
}

TEST(Catalogue, FindsByEveryFormOfACode) {
  const auto catalogue = Catalogue::shipped();
  EXPECT_NE(catalogue->find("1.001193", today()), nullptr);
  EXPECT_EQ(catalogue->find("1.001193.000.00.00.H18", today()), catalogue->find("1.001193", today()));
  EXPECT_EQ(catalogue->find("1.999999", today()), nullptr);
  EXPECT_EQ(catalogue->find("", today()), nullptr);
  EXPECT_NE(catalogue->version("1.001193/1"), nullptr);
  EXPECT_EQ(catalogue->version("1.001193/9"), nullptr);
  EXPECT_EQ(catalogue->version("1.001193"), nullptr);
}

std::string file(const char* path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void follow_search_cases(const Catalogue& catalogue) {
  const Table table = read_tsv(file("src/catalogue/search_cases.tsv"));
  ASSERT_GT(table.rows.size(), 30u);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto found = catalogue.search(table.at(row, "query"), today(), 5);
    std::string all;
    for (const auto& version : found) all += version->code + " ";
    EXPECT_EQ(found.empty() ? "" : found[0]->code, table.at(row, "code"))
        << table.at(row, "query") << " → " << all;
  }
}

TEST(Catalogue, TheSearchFollowsItsCaseTable) { follow_search_cases(*Catalogue::shipped()); }

TEST(Catalogue, TheSearchHoldsAmongAllRealProcedures) {
  const std::string records = file("../shared/data/procedures_commune_full.json");
  if (records.empty()) GTEST_SKIP() << "../shared/data/procedures_commune_full.json is not here";
  std::vector<ProcedureVersion> versions = read_records(records).value();
  EXPECT_EQ(versions.size(), 588u);
  std::set<std::string> codes;
  for (ProcedureVersion& version : versions) {
    codes.insert(version.code);
    version.number = 1;
    version.valid_from = today();
  }
  for (ProcedureVersion version : shipped_versions()) {
    version.number = 2;
    codes.insert(version.code);
    versions.push_back(std::move(version));
  }
  const Catalogue catalogue(std::move(versions));
  EXPECT_EQ(catalogue.all(today()).size(), codes.size());
  follow_search_cases(catalogue);
}

TEST(Catalogue, AnEmptySearchListsEverythingAndKeepsItsLimit) {
  EXPECT_EQ(Catalogue::shipped()->search("", today(), 1000).size(), shipped_versions().size());
  EXPECT_EQ(Catalogue::shipped()->search("  ", today(), 3).size(), 3u);
  EXPECT_TRUE(Catalogue::shipped()->search("khai sinh", parse_date("2020-01-01").value(), 5).empty());
  EXPECT_TRUE(Catalogue::shipped()->search("\xff\xfe", today(), 5).size() <= 5);
}

TEST(Words, SpeakOfMoneyAndLimits) {
  EXPECT_EQ(money_in_words(150'000, Language::vi), "150.000 đ");
  EXPECT_EQ(money_in_words(1'500'000, Language::vi), "1.500.000 đ");
  EXPECT_EQ(money_in_words(150'000, Language::en), "150,000 VND");
  EXPECT_EQ(money_in_words(500, Language::vi), "500 đ");
  EXPECT_EQ(money_in_words(0, Language::vi), "Không mất tiền");
  EXPECT_EQ(limit_in_words(calendar::Limit{calendar::LimitKind::working_days, 3}, Language::vi),
            "3 ngày làm việc");
  ChannelTerms terms;
  EXPECT_EQ(limit_in_words(terms, Language::vi), "Chưa rõ thời hạn, hỏi cán bộ tại quầy");
  terms.limit_text = "6 Tháng";
  EXPECT_EQ(limit_in_words(terms, Language::vi), "6 Tháng (chưa xác nhận)");
  EXPECT_EQ(fees_in_words(terms, Language::vi), "Chưa rõ số tiền, hỏi cán bộ trước khi nộp");
  terms.fees.push_back({{"Phí", "Fee"}, 2'000, {"trang", "page"}, {}});
  terms.fees.push_back({{}, 0, {"trang", "page"}, {}});
  EXPECT_EQ(fees_in_words(terms, Language::vi), "Phí: 2.000 đ mỗi trang; Không mất tiền");
  EXPECT_EQ(fees_in_words(terms, Language::en), "Fee: 2,000 VND per page; Free");
}

TEST(Shelf, GivesTheNewestCatalogue) {
  Shelf shelf;
  EXPECT_TRUE(shelf.current()->all(today()).empty());
  const auto before = shelf.current();
  shelf.replace(Catalogue::shipped());
  EXPECT_TRUE(before->all(today()).empty());
  EXPECT_FALSE(shelf.current()->all(today()).empty());
}

}  // namespace
}  // namespace motcua::catalogue
