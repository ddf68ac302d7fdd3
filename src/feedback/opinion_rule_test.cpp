#include "feedback/opinion_rule.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "base/text.h"

namespace motcua::feedback {
namespace {

void append_point(std::string& out, unsigned point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += {static_cast<char>(0xc0 | point >> 6), static_cast<char>(0x80 | (point & 0x3f))};
  } else {
    out += {static_cast<char>(0xe0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3f)),
            static_cast<char>(0x80 | (point & 0x3f))};
  }
}

// \n \r \t \0 \xNN \uNNNN as the table's head says.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const char kind = text.at(++i);
    if (kind == 'n') out += '\n';
    if (kind == 'r') out += '\r';
    if (kind == 't') out += '\t';
    if (kind == '0') out += '\0';
    if (kind == 'x') out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)), i += 2;
    if (kind == 'u')
      append_point(out, static_cast<unsigned>(std::stoi(text.substr(i + 1, 4), nullptr, 16))), i += 4;
  }
  return out;
}

TEST(OpinionRule, Cases) {
  const Table table = read_tsv_file("src/feedback/opinion_rule_cases.tsv");
  ASSERT_GT(table.rows.size(), 20U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto once = unescaped(table.at(row, "typed"));
    std::string typed;
    for (int i = std::stoi(table.at(row, "times")); i > 0; --i) typed += once;
    const auto kept = read_opinion(typed);
    const auto verdict = table.at(row, "verdict");
    SCOPED_TRACE(table.at(row, "typed") + " times " + table.at(row, "times"));
    if (verdict == "kept") {
      ASSERT_TRUE(kept) << kept.error()[0].code;
      EXPECT_EQ(std::to_string(length_in_signs(*kept)), table.at(row, "signs"));
      EXPECT_EQ(read_opinion(*kept).value(), *kept) << "read again it stays what it is";
      continue;
    }
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error()[0].code, verdict);
    EXPECT_EQ(kept.error()[0].field, "/text");
    const auto told = kept.error()[0].params.find("length");
    if (told != kept.error()[0].params.end()) {
      EXPECT_EQ(told->second, table.at(row, "signs"));
    }
  }
}

TEST(OpinionRule, LineEndsStayAndAreOneSign) {
  EXPECT_EQ(*read_opinion(" một\r\nhai\rba \n"), "một\nhai\nba");
}

TEST(OpinionRule, AnAboutPathNamesNobody) {
  EXPECT_EQ(read_about("/thu-tuc/1.001193"), "/thu-tuc/1.001193");
  EXPECT_EQ(read_about("/tim?q=Lò Thị Mẫu"), "/tim");
  EXPECT_EQ(read_about("/tra-cuu/H18.036-261113-0012"), "/tra-cuu");
  EXPECT_EQ(read_about("/t/H18.036-261113-0012/abcd"), "");
  for (const auto* other : {"", "//evil.example", "https://evil.example", "javascript:1", "/a\nb"}) {
    EXPECT_EQ(read_about(other), "") << other;
  }
  EXPECT_EQ(read_about("/" + std::string(300, 'a')), "");
}

}  // namespace
}  // namespace motcua::feedback
