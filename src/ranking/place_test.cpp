#include "ranking/place.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "base/table.h"
#include "base/text.h"

namespace motcua::ranking {
namespace {

std::vector<std::string> words_of(const std::string& cell) {
  if (cell.empty() || cell == "-") return {};
  return split(cell, ' ');
}

std::vector<Share> shares_of(const std::string& cell) {
  std::vector<Share> shares;
  for (const auto& word : words_of(cell)) {
    const auto parts = split(word, '=');
    const auto counts = split(parts.at(1), '/');
    shares.push_back({parts[0], *parse_integer(counts.at(0)), *parse_integer(counts.at(1))});
  }
  return shares;
}

TEST(Places, FollowTheirCases) {
  const Table table = read_tsv_file("src/ranking/place_cases.tsv");
  ASSERT_GE(table.rows.size(), 10U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto shares = shares_of(table.at(row, "shares"));
    const auto found = places(shares);
    ASSERT_EQ(found.size(), shares.size());
    std::string text;
    std::vector<std::string> few;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      text += (i == 0 ? "" : " ") + shares[i].code + "=" + (found[i] ? std::to_string(*found[i]) : "-");
      if (has_few(shares[i])) few.push_back(shares[i].code);
    }
    EXPECT_EQ(text.empty() ? "-" : text, table.at(row, "places")) << row;
    EXPECT_EQ(few, words_of(table.at(row, "few"))) << row;
  }
}

TEST(Movements, FollowTheirCases) {
  const Table table = read_tsv_file("src/ranking/movement_cases.tsv");
  ASSERT_GE(table.rows.size(), 12U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto now = shares_of(table.at(row, "now")), before = shares_of(table.at(row, "before"));
    const auto moved = movements(now, before).front();
    EXPECT_EQ(crossings("a", now, before),
              (Crossings{words_of(table.at(row, "passed")), words_of(table.at(row, "passed_by"))}))
        << row;
    if (table.at(row, "place") == "-") {
      EXPECT_FALSE(moved.has_value()) << row;
      continue;
    }
    ASSERT_TRUE(moved.has_value()) << row;
    const auto number = [&](const char* column) {
      return static_cast<int>(*parse_integer(table.at(row, column)));
    };
    const Movement expected{number("place"), number("up"), number("own_online"), number("own_received"),
                            number("others")};
    EXPECT_EQ(moved->previous_place, expected.previous_place) << row;
    EXPECT_EQ(moved->by_own_online, expected.by_own_online) << row;
    EXPECT_EQ(moved->by_own_received, expected.by_own_received) << row;
    EXPECT_EQ(moved->by_others, expected.by_others) << row;
    EXPECT_EQ(*moved, expected) << row;
  }
}

std::vector<Share> some_shares() {
  std::vector<Share> shares;
  for (int i = 0; i < 12; ++i) {
    const auto received = *rc::gen::inRange<std::int64_t>(0, 6);
    const auto online = received == 0 ? 0 : *rc::gen::inRange<std::int64_t>(0, received + 1);
    shares.push_back({std::string(1, static_cast<char>('a' + i)), online, received});
  }
  return shares;
}

RC_GTEST_PROP(Places, AreOneMoreThanThoseBefore, ()) {
  const auto shares = some_shares();
  const auto found = places(shares);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!found[i]) continue;
    int before = 0;
    for (const auto& other : shares) {
      if (other.received > 0 && *value_of(other) > *value_of(shares[i])) ++before;
    }
    RC_ASSERT(*found[i] == before + 1);
  }
}

RC_GTEST_PROP(Movements, AddUpToThePlacesGained, ()) {
  const auto before = some_shares(), now = some_shares();
  const auto then = places(before), place = places(now);
  const auto moved = movements(now, before);
  for (std::size_t i = 0; i < now.size(); ++i) {
    RC_ASSERT(moved[i].has_value() == (then[i].has_value() && place[i].has_value()));
    if (!moved[i]) continue;
    RC_ASSERT(moved[i]->previous_place == *then[i]);
    RC_ASSERT(moved[i]->up == *then[i] - *place[i]);
    RC_ASSERT(moved[i]->by_own_online + moved[i]->by_own_received + moved[i]->by_others == moved[i]->up);
  }
}

}  // namespace
}  // namespace motcua::ranking
