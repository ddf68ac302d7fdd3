#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/table.h"
#include "catalogue/channel_text.h"
#include "catalogue/fee_text.h"
#include "catalogue/limit_text.h"
#include "catalogue/paper_counts.h"
#include "catalogue/version.h"

namespace motcua::catalogue {
namespace {

Table cases(const std::string& name) { return read_tsv_file("src/catalogue/" + name); }

std::string kind_name(calendar::LimitKind kind) {
  switch (kind) {
    case calendar::LimitKind::working_days:
      return "working_days";
    case calendar::LimitKind::calendar_days:
      return "calendar_days";
    case calendar::LimitKind::working_hours:
      return "working_hours";
    case calendar::LimitKind::same_day:
      return "same_day";
    case calendar::LimitKind::none:
      return "none";
  }
  return "";
}

TEST(LimitText, ReadsTheCaseTable) {
  const Table table = cases("limit_text_cases.tsv");
  ASSERT_GT(table.rows.size(), 20u);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const LimitText read = parse_limit_text(table.at(row, "text"));
    SCOPED_TRACE(table.at(row, "text"));
    EXPECT_EQ(read.limit ? kind_name(read.limit->kind) : "", table.at(row, "kind"));
    EXPECT_EQ(read.limit ? std::to_string(read.limit->amount) : "", table.at(row, "amount"));
    EXPECT_EQ(read.why, table.at(row, "why"));
  }
}

TEST(LimitText, FindsTheLimitsThatANoteMentions) {
  using calendar::Limit;
  using calendar::LimitKind;
  const auto found =
      limits_mentioned("07 ngày làm việc (Sở: 03 ngày; xã: 8 giờ), theo Thông tư ngày 14/11/2016");
  const std::vector<Limit> wanted{
      {LimitKind::working_days, 7}, {LimitKind::calendar_days, 3}, {LimitKind::working_hours, 8}};
  EXPECT_EQ(found, wanted);
  EXPECT_EQ(limits_mentioned("02 (hai) ngày làm việc"), (std::vector<Limit>{{LimitKind::working_days, 2}}));
  EXPECT_TRUE(limits_mentioned("Nộp tại Trung tâm").empty());
}

TEST(FeeText, ReadsTheCaseTable) {
  const Table table = cases("fee_text_cases.tsv");
  ASSERT_GT(table.rows.size(), 30u);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const FeeText read = parse_fee_text(table.at(row, "text"));
    SCOPED_TRACE(table.at(row, "text"));
    EXPECT_EQ(read.fee.amount_vnd ? std::to_string(*read.fee.amount_vnd) : "", table.at(row, "amount"));
    EXPECT_EQ(read.fee.name.vi, table.at(row, "name"));
    EXPECT_EQ(read.fee.per.vi, table.at(row, "per"));
    EXPECT_EQ(read.note, table.at(row, "note"));
    EXPECT_EQ(read.why, table.at(row, "why"));
    EXPECT_EQ(read.fee.text.vi, table.at(row, "text")) << "the source's words are always kept";
  }
}

TEST(ChannelText, ReadsTheCaseTable) {
  const Table table = cases("channel_text_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto channel = parse_channel_text(table.at(row, "text"));
    EXPECT_EQ(channel ? name_of(*channel) : "", table.at(row, "channel")) << table.at(row, "text");
  }
}

TEST(PaperCounts, ReadsTheCaseTable) {
  const Table table = cases("paper_counts_cases.tsv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    SCOPED_TRACE(table.at(row, "name"));
    const long long originals = std::stoll(table.at(row, "in_originals"));
    const long long copies = std::stoll(table.at(row, "in_copies"));
    const RowKind kind = kind_of_row(table.at(row, "group"), table.at(row, "name"), originals, copies);
    const char* names[] = {"paper", "note", "doubtful_note"};
    EXPECT_EQ(names[static_cast<int>(kind)], table.at(row, "row"));
    const PaperCounts counts = read_paper_counts(originals, copies, table.at(row, "name"));
    EXPECT_EQ(std::to_string(counts.originals), table.at(row, "originals"));
    EXPECT_EQ(std::to_string(counts.certified_copies), table.at(row, "certified"));
    EXPECT_EQ(std::to_string(counts.photocopies), table.at(row, "photocopies"));
    EXPECT_EQ(counts.why, table.at(row, "why"));
  }
}

TEST(TextRules, NeverBothReadAndLeave) {
  const auto holds =
      rc::check("any bytes give a value or a reason, never both or neither", [](const std::string& text) {
        const LimitText limit = parse_limit_text(text);
        RC_ASSERT(limit.limit.has_value() == limit.why.empty());
        const FeeText fee = parse_fee_text(text);
        RC_ASSERT(fee.fee.amount_vnd.has_value() == fee.why.empty());
        (void)limits_mentioned(text);
        (void)parse_channel_text(text);
        (void)parse_code(text);
      });
  EXPECT_TRUE(holds);
}

TEST(TextRules, StandLongInput) {
  const std::string brackets(200'000, '(');
  EXPECT_EQ(parse_fee_text("Miễn phí" + brackets).why, "fee_contradictory");
  EXPECT_EQ(parse_limit_text(std::string(200'000, '1')).why, "limit_unreadable");
}

TEST(Code, IsReadInEveryForm) {
  EXPECT_EQ(parse_code("1.001193"), "1.001193");
  EXPECT_EQ(parse_code(" 1.001193.000.00.00.H18 "), "1.001193");
  EXPECT_EQ(parse_code("1.0011935"), std::nullopt);
  EXPECT_EQ(parse_code("1.00119"), std::nullopt);
  EXPECT_EQ(parse_code("khai sinh"), std::nullopt);
  EXPECT_EQ(parse_code("1.001193;DROP"), std::nullopt);
}

}  // namespace
}  // namespace motcua::catalogue
