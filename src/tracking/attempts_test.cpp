#include "tracking/attempts.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "base/text.h"
#include "tracking/attempt_book.h"

namespace motcua::tracking {
namespace {

using std::chrono::minutes;

const Instant start = *parse_instant("2026-11-20T08:00:00+07:00");

TEST(Attempts, FollowTheirCases) {
  const auto table = read_tsv_file("src/tracking/attempts_cases.tsv");
  ASSERT_GT(table.rows.size(), 5U);
  const auto number = [&](std::size_t row, const char* column) {
    return *parse_integer(table.at(row, column));
  };
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::vector<Instant> earlier;
    if (table.at(row, "earlier") != "-") {
      for (const auto& each : split(table.at(row, "earlier"), ' '))
        earlier.push_back(start + minutes(*parse_integer(each)));
    }
    const AttemptLimit limit{static_cast<std::size_t>(number(row, "most")), minutes(number(row, "window"))};
    const auto now = start + minutes(number(row, "now"));
    const auto until = blocked_until(earlier, limit, now);
    const auto answer =
        until ? std::to_string(std::chrono::duration_cast<minutes>(*until - start).count()) : "allowed";
    EXPECT_EQ(answer, table.at(row, "answer")) << table.at(row, "name");
    EXPECT_EQ(attempts_left(earlier, limit, now), static_cast<std::size_t>(number(row, "left")))
        << table.at(row, "name");
  }
}

TEST(AttemptBook, CountsEachKeyByItself) {
  AttemptBook book({2, minutes(10)}, 100);
  EXPECT_FALSE(book.take("a", start));
  EXPECT_FALSE(book.take("a", start + minutes(1)));
  EXPECT_EQ(book.take("a", start + minutes(2)), start + minutes(10));
  EXPECT_FALSE(book.take("b", start + minutes(2)));
  EXPECT_FALSE(book.take("a", start + minutes(10)));
}

TEST(AttemptBook, ARefusedAttemptDoesNotProlongTheWait) {
  AttemptBook book({1, minutes(10)}, 100);
  EXPECT_FALSE(book.take("a", start));
  for (int i = 1; i < 10; ++i) EXPECT_EQ(book.take("a", start + minutes(i)), start + minutes(10));
  EXPECT_FALSE(book.take("a", start + minutes(10)));
}

TEST(AttemptBook, AnAttemptGivenBackDoesNotCount) {
  AttemptBook book({2, minutes(10)}, 100);
  EXPECT_EQ(book.left("a", start), 2U);
  EXPECT_FALSE(book.take("a", start));
  EXPECT_FALSE(book.take("a", start));
  EXPECT_EQ(book.left("a", start), 0U);
  book.give_back("a");
  EXPECT_EQ(book.left("a", start), 1U);
  book.give_back("a");
  book.give_back("a");
  EXPECT_EQ(book.keys(), 0U);
}

TEST(AttemptBook, IsBoundedAndForgetsTheQuietestFirst) {
  AttemptBook book({1, minutes(10)}, 3);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(book.take("key" + std::to_string(i), start + minutes(i)));
  EXPECT_FALSE(book.take("key3", start + minutes(3)));
  EXPECT_EQ(book.keys(), 3U);
  EXPECT_FALSE(book.blocked_until("key0", start + minutes(4)));
  EXPECT_TRUE(book.blocked_until("key1", start + minutes(4)));
  EXPECT_FALSE(book.take("key4", start + minutes(4)));
  EXPECT_EQ(book.keys(), 3U);
  EXPECT_FALSE(book.blocked_until("key1", start + minutes(4)));
}

}  // namespace
}  // namespace motcua::tracking
