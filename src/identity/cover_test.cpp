#include "identity/cover.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/table.h"

namespace motcua::identity {
namespace {

Uuid id(char letter) {
  return Uuid::parse(std::string("0193a1b2-0000-7000-8000-0000000000") + fmt::format("{:02x}", letter))
      .value();
}

LocalDate november(const std::string& day) { return parse_date("2026-11-" + day).value(); }

Post post(char letter) {
  Post made;
  made.id = id(letter);
  made.official = id(letter == 'X' ? 'A' : letter);
  made.role = letter == 'M' ? Role::administrator : letter == 'S' ? Role::approver : Role::specialist;
  made.unit = letter == 'E' ? "03326" : "03325";
  made.valid_from = parse_date("2025-07-01").value();
  if (letter == 'Z') made.valid_to = november("22");
  return made;
}

// "A by B absence 23-25", "… ended".
std::pair<CoverAsked, bool> read(const std::string& text) {
  std::istringstream words(text);
  std::string whose, by, whom, kind, days, ended;
  words >> whose >> by >> whom >> kind >> days >> ended;
  return {{post(whose[0]), post(whom[0]), cover_kind_of(kind).value(), november(days.substr(0, 2)),
           november(days.substr(3, 2))},
          ended == "ended"};
}

std::vector<Cover> covers(const std::string& text) {
  std::vector<Cover> list;
  std::istringstream all(text);
  for (std::string one; std::getline(all, one, ';');) {
    const auto [asked, ended] = read(one);
    list.push_back({id('0'), asked.post.id, asked.by.id, asked.kind, asked.from, asked.to, id('A'), {}, {}});
    if (ended) list.back().ended_at = Instant{};
  }
  return list;
}

TEST(Cover, IsJudgedAsTheCaseTableSays) {
  const Table table = read_tsv_file("src/identity/cover_cases.tsv");
  ASSERT_GE(table.rows.size(), 20U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::string said;
    for (const auto& fault :
         cover_faults(read(table.at(i, "asked")).first, covers(table.at(i, "covers")), november("20"))) {
      said += (said.empty() ? "" : " ") + fault.code.substr(std::string("identity.").size());
    }
    EXPECT_EQ(said, table.at(i, "faults")) << table.at(i, "asked") << ": " << table.at(i, "note");
  }
}

TEST(Cover, HoldsFromItsFirstDayToItsLast) {
  Cover cover;
  cover.from = november("23");
  cover.to = november("25");
  EXPECT_FALSE(cover.holds_on(november("22")));
  EXPECT_TRUE(cover.holds_on(november("23")));
  EXPECT_TRUE(cover.holds_on(november("25")));
  EXPECT_FALSE(cover.holds_on(november("26")));
  cover.ended_at = Instant{};
  EXPECT_FALSE(cover.holds_on(november("24")));
}

}  // namespace
}  // namespace motcua::identity
